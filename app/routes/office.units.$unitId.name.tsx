import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { renameUnit } from "#app/domain/units/commands.server.ts";
import { renameSchema } from "#app/domain/units/model.ts";
import { findUnit } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { UnitFields } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => findUnit(ctx, args.params.unitId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, renameSchema, async (ctx, value) => {
    const { unitId } = await renameUnit(ctx, args.params.unitId ?? "", value);
    return redirectWithToast(`/office/units/${unitId}`, m.office_saved());
  });

export default function RenameUnit() {
  const unit = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        back={<Link to={`/office/units/${unit.id}`}>{unit.name}</Link>}
        title={m.office_units_edit()}
        hint={m.office_units_edit_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={form.formError} faults={form.faults} />
        <UnitFields form={form} saved={unit} />
        <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_units_edit() }];
