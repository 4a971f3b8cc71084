import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveTieBreak } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { chainSchema } from "#app/domain/contests/forms.ts";
import { PLAIN_STEPS } from "#app/domain/contests/kinds.ts";
import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { stepWord } from "#app/http/step-words.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, (ctx) => findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, chainSchema, async (ctx, { steps }) => {
    const { contestId = "", ordinal = "" } = args.params;
    const { round } = await findRoundSetup(ctx, contestId, ordinal);
    await saveTieBreak(ctx, round.id, steps);
    return redirectWithToast(`/office/contests/${contestId}/rounds/${ordinal}`, m.office_saved());
  });

const valueOf = (step: TieBreakSetup) => (step.kind === "criterion" ? `criterion-${step.position}` : step.kind);

/** One choice a step; what is left empty is skipped. */
export default function Chain() {
  const { contestId, round, mostCriteria, may } = useLoaderData<typeof loader>();
  const { formError, faults } = fieldState(useActionData<typeof action>());
  const steps: TieBreakSetup[] = [
    ...Array.from({ length: mostCriteria }, (_, at) => ({ kind: "criterion" as const, position: at + 1 })),
    ...PLAIN_STEPS.map((kind) => ({ kind })),
  ];
  const options = steps.map((step) => ({ value: valueOf(step), label: stepWord(step) }));
  return (
    <Form method="post" className="stack max-w-[560px]">
      <Link to={`/office/contests/${contestId}/rounds/${round.ordinal}`}>{round.name}</Link>
      <p className="muted">{m.office_chain_hint()}</p>
      <FormError title={formError} faults={faults} />
      {Array.from({ length: steps.length }, (_, at) => (
        <Select
          key={at}
          name="steps"
          label={m.office_chain_step({ position: at + 1 })}
          placeholder={m.office_chain_none()}
          options={options}
          defaultValue={round.tieBreakSteps[at] ? valueOf(round.tieBreakSteps[at]) : ""}
        />
      ))}
      {may.chain ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : <p className="muted">{m.office_round_locked()}</p>}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_round_chain() }];
