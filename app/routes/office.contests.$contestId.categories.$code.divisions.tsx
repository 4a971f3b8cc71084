import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveDivisions } from "#app/domain/contests/commands/edit-categories.server.ts";
import { divisionsSchema } from "#app/domain/contests/forms.ts";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button } from "#app/ui/button.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { NumberField, Select, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { formatDay } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { setup, frozen, may } = await findSetup(ctx, args.params.contestId ?? "");
    const category = setup.categories.find(({ code }) => code === args.params.code);
    if (!category) throw new DomainError("not-found", "category-unknown");
    return { name: category.name, divisions: category.divisions, mayEdit: may.edit && !frozen };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, divisionsSchema, async (ctx, value) => {
    const { contestId = "", code = "" } = args.params;
    await saveDivisions(ctx, contestId, code, value);
    return redirectWithToast(`/office/contests/${contestId}/categories/${code}`, m.office_saved());
  });

const EMPTY = { code: "", name: "", basis: "class", from: "", to: "", referenceDate: "" } as const;

/** The divisions: an empty line stands ready; a line without a name is left out. */
export default function Divisions() {
  const { name, divisions, mayEdit } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  const bases = [{ value: "class", label: m.office_contests_by_class() }, { value: "age", label: m.office_contests_by_age() }];
  return (
    <Form method="post" className="stack-wide max-w-[720px]">
      <Link to=".." relative="path">{name}</Link>
      <p className="muted">{m.office_divisions_hint()}</p>
      <FormError title={formError} faults={faults} />
      {[...divisions, EMPTY, EMPTY].map((one, at) => (
        <Fieldset key={at} legend={m.office_division({ position: at + 1 })}>
          <div className="grid gap-4 sm:grid-cols-[120px_1fr]">
            <TextField label={m.office_division_code()} {...field(`divisions.${at}.code`, one.code)} />
            <TextField label={m.office_division_name()} {...field(`divisions.${at}.name`, one.name)} />
          </div>
          <div className="grid gap-4 sm:grid-cols-4">
            <Select label={m.office_contests_divisions_by()} options={bases} {...field(`divisions.${at}.basis`, one.basis)} />
            <NumberField label={m.office_division_from()} {...field(`divisions.${at}.from`, one.from)} />
            <NumberField label={m.office_division_to()} {...field(`divisions.${at}.to`, one.to)} />
            <DateField
              label={m.office_division_reference()}
              {...field(`divisions.${at}.referenceDate`, one.referenceDate ? formatDay(one.referenceDate) : "")}
            />
          </div>
        </Fieldset>
      ))}
      {mayEdit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : null}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_category_divisions() }];
