import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { findForwarding, type ForwardingView, type NomineeRow, type ReceivedRow } from "#app/domain/forwarding/queries.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Chip, type ChipTone } from "#app/ui/chip.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { WorkCell } from "#app/ui/rank-row.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => findForwarding(ctx, args.params.roundId ?? ""));

export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/forwarding`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { entries, already } = await forwardNominees(ctx, args.params.roundId ?? "");
    const words = { count: formatCount(entries) };
    return redirectWithToast(page, already ? m.office_forwarding_already(words) : m.office_forwarding_done(words));
  });
  return refusalAsToast(outcome, page);
}

const states: Record<string, { tone: ChipTone; words: () => string }> = {
  waiting: { tone: "primary", words: () => m.office_forwarding_waiting() },
  accepted: { tone: "ok", words: () => m.office_forwarding_accepted() },
  rejected: { tone: "bad", words: () => m.office_forwarding_rejected() },
  awarded: { tone: "award", words: () => m.office_forwarding_awarded() },
};

function Onward({ row: { onward } }: { row: NomineeRow }) {
  if (!onward) return <Chip tone="outline">{m.office_forwarding_not_sent()}</Chip>;
  const { tone, words } = states[onward.state]!;
  return <Chip tone={tone}>{`${onward.code} · ${onward.tier ?? words()}`}</Chip>;
}

const nomineeColumns = (): Column<NomineeRow>[] => [
  { key: "rank", header: m.office_decision_rank(), cell: (row) => <b className="num">{row.rank}</b>, card: "hidden" },
  {
    key: "work", header: m.office_decision_work(), card: "title",
    cell: (row) => <WorkCell src={thumbPicture(row.picture).small} title={row.title} detail={`${row.code} · ${row.unitName}`} />,
  },
  { key: "state", header: m.office_forwarding_state(), cell: (row) => <Onward row={row} /> },
];

const receivedColumns = (): Column<ReceivedRow>[] => [
  { key: "work", header: m.office_decision_work(), card: "title", cell: (row) => <WorkCell src={thumbPicture(row.picture).small} title={row.title} detail={row.code} /> },
  { key: "sender", header: m.office_forwarding_sender(), cell: (row) => row.sender },
  { key: "code", header: m.office_forwarding_sender_code(), cell: (row) => <span className="num">{row.senderCode}</span> },
];

const countsWords = ({ categories }: ForwardingView, of: "nominees" | "received") =>
  categories.map((category) => m.office_forwarding_count({ count: formatCount(category[of]), category: category.name.toLowerCase() })).join(", ");

function Send({ view }: { view: ForwardingView }) {
  const busy = useNavigation().state === "submitting";
  if (!view.next || view.nominees.length === 0) return null;
  if (view.sentAt) return <Note tone="ok">{m.office_forwarding_sent_at({ moment: formatDateTime(view.sentAt), unit: view.next.unitName })}</Note>;
  if (view.phase !== "published") return <Note tone="info">{m.errors_not_published()}</Note>;
  if (!view.next.receives) return <Note tone="warn">{m.errors_next_round_closed()}</Note>;
  return (
    <Form method="post" className="stack">
      <p className="muted">{m.office_forwarding_explain()}</p>
      <div>
        <Button kind="primary" icon="send" busy={busy}>
          {m.office_forwarding_send({ count: formatCount(view.nominees.length), unit: view.next.unitName })}
        </Button>
      </div>
    </Form>
  );
}

export default function Forwarding() {
  const view = useLoaderData<typeof loader>();
  const { nominees, received, senders, next } = view;
  return (
    <div className="stack-wide">
      <PageHeader title={m.common_nav_forwarding()} hint={next ? m.office_forwarding_hint({ counts: countsWords(view, "nominees"), round: next.name }) : m.office_forwarding_last()} />
      <Send view={view} />
      {next ? (
        <DataTable
          caption={m.office_forwarding_nominees()} columns={nomineeColumns()} rows={nominees} rowKey={(row) => row.entryId}
          empty={<EmptyState title={m.office_forwarding_none()}>{m.office_forwarding_none_text()}</EmptyState>}
        />
      ) : null}
      {senders.length > 0 ? (
        <section className="stack">
          <h2 className="section-title">{m.office_forwarding_received({ counts: countsWords(view, "received") })}</h2>
          <ul className="list-disc pl-5">
            {senders.map(({ name, entries, at }) => (
              <li key={name}>{m.office_forwarding_from({ unit: name, count: formatCount(entries), moment: formatDateTime(at) })}</li>
            ))}
          </ul>
          <DataTable caption={m.office_forwarding_received_table()} columns={receivedColumns()} rows={received} rowKey={(row) => row.roundEntryId} />
        </section>
      ) : null}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.common_nav_forwarding()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
