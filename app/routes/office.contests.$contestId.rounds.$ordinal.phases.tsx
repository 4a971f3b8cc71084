import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { savePhases } from "#app/domain/contests/commands/schedule-phases.server.ts";
import { phasesSchema } from "#app/domain/contests/forms.ts";
import { SCHEDULED_PHASES } from "#app/domain/contests/kinds.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { NumberField, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { formatDate } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { vnTimeOf } from "#app/platform/dates.ts";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, (ctx) => findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, phasesSchema, async (ctx, value) => {
    const { contestId = "", ordinal = "" } = args.params;
    const { round } = await findRoundSetup(ctx, contestId, ordinal);
    await savePhases(ctx, round.id, value);
    return redirectWithToast(`/office/contests/${contestId}/rounds/${ordinal}`, m.office_saved());
  });

const written = (iso: string | undefined) => (iso ? `${formatDate(iso)} ${vnTimeOf(new Date(iso))}` : "");

export default function Phases() {
  const { contestId, round, may } = useLoaderData<typeof loader>();
  const { field, error, formError, faults } = fieldState(useActionData<typeof action>());
  const dates = new Map(round.phases.map((phase) => [phase.kind, phase]));
  return (
    <Form method="post" className="stack-wide max-w-[720px]">
      <Link to={`/office/contests/${contestId}/rounds/${round.ordinal}`}>{round.name}</Link>
      <p className="muted">{m.office_phases_hint()}</p>
      <FormError title={formError} faults={faults} />
      {SCHEDULED_PHASES.map((kind) => (
        <Fieldset key={kind} legend={phaseWord(kind)}>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label={m.office_phase_from()} {...field(`${kind}.startsAt`, written(dates.get(kind)?.startsAt))} error={error(`${kind}.startsAt`)} inputMode="text" />
            <TextField label={m.office_phase_until()} {...field(`${kind}.endsAt`, written(dates.get(kind)?.endsAt))} error={error(`${kind}.endsAt`)} inputMode="text" />
          </div>
        </Fieldset>
      ))}
      {round.ordinal === 1 ? (
        <NumberField label={m.limits_setup_grace()} hint={m.limits_setup_grace_hint()} suffix={m.limits_setup_minutes()} optional {...field("graceMinutes", round.graceMinutes ?? "")} />
      ) : null}
      {may.phases ? (
        <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button>
      ) : (
        <p className="cluster">
          <span className="muted">{m.office_phases_locked()}</span>
          <LinkButton to={`/office/rounds/${round.id}/phase/extension`} icon="clock">{m.office_phase_extend()}</LinkButton>
        </p>
      )}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_round_timeline() }];
