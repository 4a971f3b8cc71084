import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { isAdministrator } from "#app/domain/people/actor.ts";
import { createUnit } from "#app/domain/units/commands.server.ts";
import { unitSchema } from "#app/domain/units/model.ts";
import { listChildren, searchUnits } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { UnitFields, UnitTable } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const q = new URL(args.request.url).searchParams.get("q") ?? "";
    const units = q.trim() ? await searchUnits(ctx, q) : await listChildren(ctx, null);
    return { q, units, mayAdd: isAdministrator(ctx.actor) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, unitSchema, async (ctx, value) => {
    const { unitId } = await createUnit(ctx, value);
    return redirectWithToast(`/office/units/${unitId}`, m.office_units_created({ name: value.name }));
  });

export default function Units() {
  const { q, units, mayAdd } = useLoaderData<typeof loader>();
  const form = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={m.office_units_title()} hint={m.office_units_hint()} />
      <div className="stack-wide">
        <Form method="get" role="search" className="cluster items-end">
          <TextField label={m.office_units_search()} name="q" type="search" defaultValue={q} />
          <Button icon="search">{m.office_search()}</Button>
        </Form>
        <UnitTable
          caption={q ? m.office_units_found({ count: units.length }) : m.office_units_top()}
          units={units}
          empty={q ? m.office_units_none_found({ text: q }) : m.office_units_empty()}
        />
        {mayAdd && !q ? (
          <Card title={m.office_units_add_top()}>
            <Form method="post" className="stack max-w-[560px]">
              <FormError title={form.formError} faults={form.faults} />
              <UnitFields form={form} kind="province" />
              <Button kind="primary" className="sm:justify-self-start" icon="plus">{m.office_units_add()}</Button>
            </Form>
          </Card>
        ) : null}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_units_title() }];
