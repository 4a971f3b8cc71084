import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { createUnits } from "#app/domain/units/commands.server.ts";
import { UNIT_KINDS, type UnitKind } from "#app/domain/units/kinds.ts";
import { unitsSchema } from "#app/domain/units/model.ts";
import { findUnit } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { unitKindWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Select, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { id, name, kind, may } = await findUnit(ctx, args.params.unitId ?? "");
    return { id, name, kind, kinds: may.add ? [...UNIT_KINDS] : (["school"] as UnitKind[]) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, unitsSchema, async (ctx, value) => {
    const { unitIds, existing } = await createUnits(ctx, value);
    const text = m.office_units_added({ count: unitIds.length, existing });
    return redirectWithToast(`/office/units/${value.parentId}`, text);
  });

const below: Partial<Record<UnitKind, UnitKind>> = { province: "district", district: "commune", cluster: "commune", commune: "school" };

/** Many units at once: one name a line, so that 14 communes are one paste. */
export default function AddUnits() {
  const { id, name, kind, kinds } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        back={<Link to={`/office/units/${id}`}>{name}</Link>}
        title={m.office_units_add_below_of({ name })}
        hint={m.office_units_add_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <input type="hidden" name="parentId" value={id} />
        <Select
          label={m.office_units_kind()}
          {...field("kind", kinds.length === 1 ? kinds[0] : (below[kind] ?? "other"))}
          options={kinds.map((one) => ({ value: one, label: unitKindWord(one) }))}
        />
        <TextArea label={m.office_units_names()} hint={m.office_units_names_hint()} rows={14} {...field("names")} required />
        <Button kind="primary" className="sm:justify-self-start" icon="plus">{m.office_units_add()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_units_add_below() }];
