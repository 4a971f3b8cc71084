import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { grantOverride } from "#app/domain/entries/commands/grant-override.server.ts";
import { allowedOf, belowMinimum, type UnitPlaces } from "#app/domain/entries/limits.ts";
import { overrideSchema } from "#app/domain/entries/office-forms.ts";
import { listRoundPlaces } from "#app/domain/entries/queries/limits.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { NumberField, Select, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDate } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { round, places } = await listRoundPlaces(ctx, args.params.roundId ?? "");
    return { roundId: round.id, places, overrideId: randomUUID(), mayGrant: entriesRules.grantOverride(ctx.actor, round, ctx.now) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, overrideSchema, async (ctx, input) => {
    await grantOverride(ctx, args.params.roundId ?? "", input);
    return redirectWithToast(`/office/rounds/${args.params.roundId}/limits`, m.limits_granted({ extra: input.extra }));
  });

const keyOf = ({ unitId, categoryId }: UnitPlaces) => `${unitId} ${categoryId}`;
const isFull = (places: UnitPlaces) => places.sent >= (allowedOf(places) ?? Infinity);

function columnsOf(at: string, mayGrant: boolean): Column<UnitPlaces>[] {
  return [
    { key: "unit", header: m.limits_column_unit(), card: "title", cell: (row) => row.unitName },
    { key: "category", header: m.office_entries_category(), cell: (row) => row.categoryName },
    { key: "sent", header: m.limits_column_sent(), align: "number", cell: (row) => row.sent },
    { key: "min", header: m.limits_column_min(), align: "number", cell: (row) => row.min },
    { key: "max", header: m.limits_column_max(), align: "number", cell: (row) => allowedOf(row) },
    {
      key: "overrides", header: m.limits_column_overrides(), cell: (row) =>
        row.overrides.length === 0 ? null : (
          <ul className="grid gap-2">
            {row.overrides.map(({ id, extra, reason, by, at: granted }) => (
              <li key={id} className="small">
                {m.limits_override_line({ extra, reason })} <span className="muted">{[by, formatDate(granted)].filter(Boolean).join(", ")}</span>
                {mayGrant ? (
                  <Form method="post" action={`${at}/${id}/end`}>
                    <Button kind="tertiary" size="s" icon="undo">{m.limits_override_end()}</Button>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
        ),
    },
  ];
}

/** Who has sent how many of how many, and the exceptions of the organiser. */
export default function Limits() {
  const { roundId, places, overrideId, mayGrant } = useLoaderData<typeof loader>();
  const { field, typed, formError, faults } = fieldState(useActionData<typeof action>());
  const below = belowMinimum(places);
  const limited = places.filter(({ max }) => max !== null);
  const choices = (rows: UnitPlaces[], of: (row: UnitPlaces) => [string, string]) =>
    [...new Map(rows.map(of))].map(([value, label]) => ({ value, label }));
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/entries`}>{m.office_entries_title()}</Link>}
        title={m.limits_page_title()}
        hint={places.length > 0 ? m.limits_page_hint({ below: below.length }) : undefined}
      />
      <div className={mayGrant && limited.length > 0 ? "split" : "stack"}>
        <DataTable
          caption={m.limits_page_title()} columns={columnsOf(`/office/rounds/${roundId}/limits`, mayGrant)} rows={places} rowKey={keyOf}
          rowTone={(row) => (isFull(row) ? "current" : below.includes(row) ? "zone" : undefined)}
          empty={<EmptyState title={m.limits_none_title()}>{m.limits_none_text()}</EmptyState>}
        />
        {mayGrant && limited.length > 0 ? (
          <Card title={m.limits_grant_title()}>
            <Form method="post" className="stack">
              <FormError title={formError} faults={faults} />
              <input type="hidden" name="id" value={typed("id") ?? overrideId} />
              <Select label={m.limits_column_unit()} placeholder={m.office_choose()} {...field("unitId")} options={choices(limited, ({ unitId, unitName }) => [unitId, unitName])} />
              <Select label={m.office_entries_category()} {...field("categoryId", limited[0]?.categoryId)} options={choices(limited, ({ categoryId, categoryName }) => [categoryId, categoryName])} />
              <NumberField label={m.limits_grant_extra()} {...field("extra")} />
              <TextArea label={m.office_reason()} hint={m.limits_grant_reason_hint()} {...field("reason")} />
              <Button kind="primary" icon="plus">{m.limits_grant_submit()}</Button>
            </Form>
          </Card>
        ) : null}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.limits_page_title() }];
