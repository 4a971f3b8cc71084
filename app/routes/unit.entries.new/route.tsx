import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { newEntrySchema } from "#app/domain/entries/model.ts";
import { findEntryChoices, listUnitContests } from "#app/domain/entries/queries/for-unit.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { categoryHint } from "./category-hint.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const open = (await listUnitContests(ctx)).filter(({ intake }) => isIntakeOpen(intake, ctx.now));
    const query = new URL(args.request.url).searchParams;
    const contest = open.find(({ slug }) => slug === query.get("contest")) ?? open[0] ?? null;
    const choices = contest ? await findEntryChoices(ctx, contest.id) : { categories: [], units: [] };
    return { id: randomUUID(), contests: open, contest, ...choices, category: query.get("category") };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, newEntrySchema, async (ctx, input) => {
    const { entryId } = await createEntry(ctx, input);
    return redirect(`/unit/entries/${entryId}`);
  });

export default function NewEntry() {
  const { id, contests, contest, categories, units, category } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const busy = useNavigation().state === "submitting";
  if (!contest || units.length === 0) {
    return (
      <EmptyState level={1} title={m.unit_new_closed_title()} actions={<LinkButton to="/unit">{m.unit_back_home()}</LinkButton>}>
        {m.unit_new_closed_text()}
      </EmptyState>
    );
  }
  const typed = (name: string) => (typeof state?.values[name] === "string" ? state.values[name] : undefined);
  const single = categories.length === 1 ? categories[0]?.id : undefined;
  const named = categories.find(({ code }) => code === category)?.id;
  const { endsAt } = contest.intake;
  return (
    <>
      <PageHeader title={m.unit_new_title()} hint={m.unit_new_hint()} />
      {contests.length > 1 ? (
        <Tabs
          label={m.unit_home_contests()}
          look="pills"
          tabs={contests.map(({ slug, name, year }) => ({
            to: `/unit/entries/new?contest=${slug}`,
            label: `${name} · ${year}`,
            current: slug === contest.slug,
          }))}
        />
      ) : null}
      <Form method="post" className="stack mt-4 max-w-[640px]">
        <FormError title={state?.formError} />
        <input type="hidden" name="id" value={typed("id") ?? id} />
        <input type="hidden" name="contestId" value={contest.id} />
        <p className="small muted">
          {endsAt ? m.unit_new_contest({ contest: contest.name, deadline: formatDateTime(endsAt) }) : contest.name}
        </p>
        <RadioGroup
          name="categoryId"
          label={m.unit_new_category()}
          options={categories.map((option) => ({ value: option.id, label: option.name, hint: categoryHint(option) }))}
          defaultValue={typed("categoryId") ?? named ?? single}
          error={state?.errors.categoryId}
        />
        {units.length > 1 ? (
          <Select
            name="unitId"
            label={m.unit_new_unit()}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            defaultValue={typed("unitId") ?? units[0]?.id}
            error={state?.errors.unitId}
          />
        ) : (
          <input type="hidden" name="unitId" value={units[0]?.id} />
        )}
        <TextField
          name="title"
          label={m.unit_field_title()}
          hint={m.unit_field_title_hint()}
          voice="child"
          defaultValue={typed("title")}
          error={state?.errors.title}
          autoComplete="off"
        />
        <Button kind="primary" size="l" iconAfter="next" busy={busy}>
          {m.unit_new_submit()}
        </Button>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.unit_new_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
