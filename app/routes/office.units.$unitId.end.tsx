import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { closeUnit, succeedUnit } from "#app/domain/units/commands.server.ts";
import { endUnitSchema } from "#app/domain/units/model.ts";
import { findUnit, listUnitChoices } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { addDays } from "#app/platform/dates.ts";
import { Button } from "#app/ui/button.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const unit = await findUnit(ctx, args.params.unitId ?? "");
    const choices = await listUnitChoices(ctx);
    return { unit, choices: choices.filter(({ id }) => id !== unit.id) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, endUnitSchema, async (ctx, { successorId, lastDay, documentNo }) => {
    const unitId = args.params.unitId ?? "";
    if (successorId) await succeedUnit(ctx, unitId, { successorId, effectiveOn: addDays(lastDay, 1), documentNo });
    else await closeUnit(ctx, unitId, { lastDay });
    return redirectWithToast(`/office/units/${unitId}`, m.office_units_end_done());
  });

export default function EndUnit() {
  const { unit, choices } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const options = choices.map(unitOption);
  return (
    <>
      <PageHeader
        back={<Link to={`/office/units/${unit.id}`}>{unit.name}</Link>}
        title={m.office_units_end_title({ name: unit.name })}
        hint={m.office_units_end_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <DateField label={m.office_units_last_day()} {...field("lastDay")} required />
        <Select label={m.office_units_successor()} hint={m.office_units_successor_hint()} placeholder={m.office_units_no_successor()} options={options} {...field("successorId")} />
        <TextField label={m.office_document_no()} optional {...field("documentNo")} />
        <Button kind="danger" className="sm:justify-self-start">{m.office_units_end()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_units_end() }];
