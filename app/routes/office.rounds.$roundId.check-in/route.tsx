import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { scanSchema } from "#app/domain/entries/paper-forms.ts";
import { findPaperOverview, listReceived } from "#app/domain/entries/queries/paper.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Outcome } from "./outcome.tsx";
import { Recent } from "./recent.tsx";
import { ScanForm } from "./scan-form.tsx";
import { ScanLog } from "./scan-log.tsx";
import { useScans } from "./use-scans.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const { round, total } = await findPaperOverview(ctx, roundId);
    const query = new URL(args.request.url).searchParams;
    const done = query.get("done");
    const [recent, shown] = await Promise.all([
      listReceived(ctx, roundId),
      done ? listReceived(ctx, roundId, { eventId: done, limit: 1 }) : [],
    ]);
    const outcome = query.get("how") === "again" ? ("again" as const) : ("received" as const);
    return {
      roundId, total, recent,
      open: round.phase !== "draft" && round.phase !== "archived",
      /** What the form without scripts did last. */
      done: shown[0] ? { ...shown[0], outcome } : null,
      place: query.get("place") ?? "",
    };
  });

/** The form without scripts; with them each scan goes to `check-in/scans`. */
export const action = (args: ActionFunctionArgs) =>
  act(args, scanSchema, async (ctx, scan) => {
    const roundId = args.params.roundId ?? "";
    const { eventId, outcome } = await checkIn(ctx, roundId, scan);
    return redirect(`/office/rounds/${roundId}/check-in?${new URLSearchParams({ done: eventId, how: outcome, place: scan.place })}`);
  });

export default function CheckInDesk() {
  const { roundId, total, recent, open, done, place } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as FormState | undefined;
  const scans = useScans(roundId);
  const latest = scans.rows[0];
  const received = total.received + scans.added;
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/paper`}>{m.paper_nav()}</Link>}
        title={m.paper_check_in_title()}
        hint={m.paper_check_in_hint({ received: formatCount(received), expected: formatCount(total.expected) })}
      />
      {open ? (
        <div className="split">
          <Card>
            <div aria-live="polite" className="check-in-outcome">
              {latest ? <Outcome row={latest} /> : done ? <Outcome row={{ state: done.outcome, result: done }} /> : null}
            </div>
            <ScanForm refused={latest ? null : (refused ?? null)} place={place} onScan={scans.add} onPicture={scans.addUnread} />
          </Card>
          <div className="stack">
            <ScanLog rows={scans.rows} onUndo={scans.undo} />
            <Recent roundId={roundId} rows={recent} />
          </div>
        </div>
      ) : (
        <Note tone="info">{m.paper_check_in_closed()}</Note>
      )}
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_check_in_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
