import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { moveUnit } from "#app/domain/units/commands.server.ts";
import { moveUnitSchema } from "#app/domain/units/model.ts";
import { findUnit, listUnitChoices } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const unit = await findUnit(ctx, args.params.unitId ?? "");
    const choices = await listUnitChoices(ctx, ["centre", "province", "district", "cluster", "commune"]);
    return { unit, choices: choices.filter(({ id }) => id !== unit.id) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, moveUnitSchema, async (ctx, value) => {
    const { unitId } = await moveUnit(ctx, args.params.unitId ?? "", value);
    return redirectWithToast(`/office/units/${unitId}`, m.office_units_moved());
  });

export default function MoveUnit() {
  const { unit, choices } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const options = choices.map(unitOption);
  return (
    <>
      <PageHeader
        back={<Link to={`/office/units/${unit.id}`}>{unit.name}</Link>}
        title={m.office_units_move_title({ name: unit.name })}
        hint={m.office_units_move_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <Select label={m.office_units_move_to()} placeholder={m.office_units_top()} options={options} {...field("parentId", unit.parentId)} />
        <DateField label={m.office_units_effective_on()} {...field("effectiveOn")} required />
        <TextField label={m.office_reason()} hint={m.office_units_reason_hint()} {...field("reason")} required />
        <Button kind="primary" className="sm:justify-self-start">{m.office_units_move()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_units_move() }];
