import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { createContestFromTemplate } from "#app/domain/contests/commands/create-contest.server.ts";
import { templateSchema } from "#app/domain/contests/forms.ts";
import { isAdministrator, isOrganiserOf } from "#app/domain/people/actor.ts";
import { listUnitChoices } from "#app/domain/units/queries.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { vnDayOf } from "#app/platform/dates.ts";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { NumberField, Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const units = await listUnitChoices(ctx, ["centre", "province", "district", "cluster", "commune", "other"]);
    const options = units.map(unitOption);
    const mine = (id: string) => isAdministrator(ctx.actor) || isOrganiserOf(ctx.actor, id);
    return { hosts: options.filter(({ value }) => mine(value)), units: options, year: vnDayOf(ctx.now).slice(0, 4) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, templateSchema, async (ctx, value) => {
    const { contestId } = await createContestFromTemplate(ctx, value);
    return redirect(`/office/contests/${contestId}`);
  });

/** Eight fields; everything else comes from the template and can be changed until the contest opens. */
export default function NewContest() {
  const { hosts, units, year } = useLoaderData<typeof loader>();
  const { field, typed, error, formError, faults } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <PageHeader
        back={<Link to="/office/contests">{m.office_contests_title()}</Link>}
        title={m.office_contests_new_title()}
        hint={m.office_contests_new_hint()}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <TextField label={m.office_contests_name()} {...field("name")} required />
        <TextField label={m.office_contests_theme()} {...field("theme")} required />
        <NumberField label={m.office_contests_year()} {...field("year", year)} required />
        <Select label={m.office_contests_host()} hint={m.office_contests_host_hint()} options={hosts} {...field("hostUnitId", hosts[0]?.value)} />
        <Select label={m.office_contests_next()} hint={m.office_contests_next_hint()} placeholder={m.office_choose()} options={units} {...field("nextUnitId")} />
        <DateField label={m.office_contests_opens_on()} {...field("opensOn")} required />
        <DateField label={m.office_contests_closes_on()} hint={m.office_contests_closes_on_hint()} {...field("closesOn")} required />
        <RadioGroup
          label={m.office_contests_divisions_by()}
          name="divisionBasis"
          defaultValue={typed("divisionBasis") ?? "class"}
          error={error("divisionBasis")}
          options={[{ value: "class", label: m.office_contests_by_class() }, { value: "age", label: m.office_contests_by_age() }]}
        />
        <Button kind="primary" className="sm:justify-self-start" busy={busy}>{m.office_contests_create()}</Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_contests_new_title() }];
