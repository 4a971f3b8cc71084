import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { extendPhase } from "#app/domain/contests/commands/schedule-phases.server.ts";
import { extensionFormSchema } from "#app/domain/contests/forms.ts";
import { findPhases } from "#app/domain/contests/queries/phases.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => findPhases(ctx, args.params.roundId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, extensionFormSchema, async (ctx, { kind, ...input }) => {
    const { roundId } = await extendPhase(ctx, args.params.roundId ?? "", kind, input);
    return redirectWithToast(`/office/rounds/${roundId}/phase`, m.office_extension_done());
  });

/** A later end for a phase; the reason and document number stand on the public page. */
export default function Extension() {
  const { roundId, roundName, phase, phases } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const options = phases.map(({ kind, endsAt }) => ({
    value: kind,
    label: endsAt ? m.office_extension_option({ phase: phaseWord(kind), end: formatDateTime(endsAt) }) : phaseWord(kind),
  }));
  const present = options.find(({ value }) => value === phase) ?? options[0];
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/phase`}>{roundName}</Link>}
        title={m.office_phase_extend()}
        hint={m.office_extension_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <Select label={m.office_extension_phase()} options={options} {...field("kind", present?.value)} />
        <TextField label={m.office_extension_new_end()} hint={m.office_phases_hint()} {...field("newEndsAt")} required />
        <TextField label={m.office_reason()} hint={m.office_extension_reason_hint()} {...field("reason")} required />
        <TextField label={m.office_document_no()} optional {...field("documentNo")} />
        <Button kind="primary" className="sm:justify-self-start" icon="clock">{m.office_phase_extend()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_phase_extend() }];
