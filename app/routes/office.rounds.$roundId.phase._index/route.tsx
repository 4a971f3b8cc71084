import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { moveSchema } from "#app/domain/contests/forms.ts";
import { enterPhase } from "#app/domain/contests/phase-starters.server.ts";
import { findPhases } from "#app/domain/contests/queries/phases.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { BackForm, ForwardForm, Moves, Timeline } from "./parts.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => findPhases(ctx, args.params.roundId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, moveSchema, async (ctx, { to, from, reason }) => {
    const roundId = args.params.roundId ?? "";
    await enterPhase(ctx, roundId, to, reason, from);
    return redirectWithToast(`/office/rounds/${roundId}`, m.office_phase_moved({ phase: phaseWord(to) }));
  });

/** Where a round stands and the two ways on: one step forward, or one back with a reason. */
export default function Phase() {
  const view = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  const at = `/office/rounds/${view.roundId}`;
  return (
    <>
      <PageHeader
        back={<Link to={at}>{view.roundName}</Link>}
        title={m.office_phase_title({ phase: phaseWord(view.phase) })}
        hint={m.office_phase_hint()}
        actions={view.may.extend ? <LinkButton to={`${at}/phase/extension`} icon="clock">{m.office_phase_extend()}</LinkButton> : null}
      />
      <div className="split">
        <div className="stack">
          <FormError title={form.formError} faults={form.faults} />
          {view.may.move && view.next ? <ForwardForm view={view} at={at} /> : null}
          {view.may.move && view.previous ? <BackForm view={view} form={form} /> : null}
        </div>
        <div className="stack">
          <Card title={m.office_round_timeline()}>
            <Timeline view={view} />
          </Card>
          {view.moves.length > 0 ? (
            <Card title={m.office_phase_moves()}>
              <Moves moves={view.moves} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_round_timeline() }];
