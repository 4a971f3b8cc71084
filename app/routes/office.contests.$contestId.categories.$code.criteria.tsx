import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveCriteria } from "#app/domain/contests/commands/edit-categories.server.ts";
import { criteriaSchema } from "#app/domain/contests/forms.ts";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { formatHundredths } from "#app/platform/decimal.ts";
import { Button } from "#app/ui/button.tsx";
import { NumberField, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { setup, frozen, may } = await findSetup(ctx, args.params.contestId ?? "");
    const category = setup.categories.find(({ code }) => code === args.params.code);
    if (!category) throw new DomainError("not-found", "category-unknown");
    const criteria = category.criteria.map((one) => ({
      ...one, maxPoints: formatHundredths(one.maxPoints), step: formatHundredths(one.step), weight: formatHundredths(one.weight),
    }));
    return { name: category.name, criteria, mayEdit: may.edit && !frozen };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, criteriaSchema, async (ctx, value) => {
    const { contestId = "", code = "" } = args.params;
    await saveCriteria(ctx, contestId, code, value);
    return redirectWithToast(`/office/contests/${contestId}/categories/${code}`, m.office_saved());
  });

const EMPTY = { name: "", guidance: "", maxPoints: "", step: "1", weight: "1" };

/** The rubric: two empty lines stand ready; a line without a name is left out. */
export default function Criteria() {
  const { name, criteria, mayEdit } = useLoaderData<typeof loader>();
  const { field, formError, faults } = fieldState(useActionData<typeof action>());
  return (
    <Form method="post" className="stack-wide max-w-[720px]">
      <Link to=".." relative="path">{name}</Link>
      <p className="muted">{m.office_criteria_hint()}</p>
      <FormError title={formError} faults={faults} />
      {[...criteria, EMPTY, EMPTY].map((one, at) => (
        <Fieldset key={at} legend={m.office_criterion({ position: at + 1 })}>
          <TextField label={m.office_criterion_name()} {...field(`criteria.${at}.name`, one.name)} />
          <TextField label={m.office_criterion_guidance()} optional {...field(`criteria.${at}.guidance`, one.guidance)} />
          <div className="grid gap-4 sm:grid-cols-3">
            <NumberField label={m.office_criterion_max()} {...field(`criteria.${at}.maxPoints`, one.maxPoints)} />
            <NumberField label={m.office_criterion_step()} {...field(`criteria.${at}.step`, one.step)} />
            <NumberField label={m.office_criterion_weight()} {...field(`criteria.${at}.weight`, one.weight)} />
          </div>
        </Fieldset>
      ))}
      {mayEdit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : null}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_category_criteria() }];
