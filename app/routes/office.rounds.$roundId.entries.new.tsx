import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { isIntakeOpen } from "#app/domain/entries/deadline.ts";
import { newEntrySchema } from "#app/domain/entries/model.ts";
import { behalfSchema } from "#app/domain/entries/office-forms.ts";
import { findBehalfChoices } from "#app/domain/entries/queries/on-behalf.server.ts";
import { BehalfFields } from "#app/http/behalf-fields.tsx";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { unitOption } from "#app/http/unit-parts.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { round, ...choices } = await findBehalfChoices(
      ctx, args.params.roundId ?? "", new URL(args.request.url).searchParams.get("after") ?? "",
    );
    const late = !isIntakeOpen({ phase: round.phase, endsAt: round.intakeEndsAt }, ctx.now);
    return { id: randomUUID(), round, ...choices, late };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, newEntrySchema.extend(behalfSchema.shape), async (ctx, { reason, postmarkedOn, ...input }) => {
    const { entryId } = await createEntry(ctx, input, { reason, postmarkedOn });
    return redirect(`/office/rounds/${args.params.roundId}/drafts/${entryId}`);
  });

/** A work that came on paper, entered by the office for the unit that made it. */
export default function NewOnBehalf() {
  const { id, round, takesIn, categories, units, drafts, late } = useLoaderData<typeof loader>();
  const { field, error, typed, formError, faults } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const at = `/office/rounds/${round.id}`;
  const single = categories.length === 1 ? categories[0]?.id : undefined;
  return (
    <>
      <PageHeader back={<Link to={`${at}/entries`}>{m.office_entries_title()}</Link>} title={m.limits_new_title()} hint={m.limits_new_hint()} />
      <div className="split">
        {takesIn ? (
          <Form method="post" className="stack">
            <FormError title={formError} faults={faults} />
            {late ? <Note tone="warn">{m.limits_new_late()}</Note> : null}
            <input type="hidden" name="id" value={typed("id") ?? id} />
            <input type="hidden" name="contestId" value={round.contestId} />
            <RadioGroup
              name="categoryId" look="pills" label={m.unit_new_category()} error={error("categoryId")}
              options={categories.map((one) => ({ value: one.id, label: one.name }))} defaultValue={typed("categoryId") ?? single}
            />
            <Select label={m.limits_new_unit()} placeholder={m.office_choose()} options={units.map(unitOption)} {...field("unitId")} />
            <TextField label={m.unit_field_title()} voice="child" autoComplete="off" {...field("title")} />
            <BehalfFields field={field} late={late} />
            <Button kind="primary" iconAfter="next" busy={busy} className="sm:justify-self-start">{m.limits_new_submit()}</Button>
          </Form>
        ) : (
          <Note tone="info">{m.limits_new_closed()}</Note>
        )}
        {drafts.rows.length > 0 ? (
          <Card title={m.limits_drafts_title()}>
            <ul className="grid gap-3">
              {drafts.rows.map((draft) => (
                <li key={draft.id}>
                  <Link to={`${at}/drafts/${draft.id}`} className="hand text-[1.25rem]">{draft.title}</Link>
                  <span className="small muted block">{[draft.unitName, draft.categoryName, draft.by, formatDateTime(draft.at)].filter(Boolean).join(" · ")}</span>
                </li>
              ))}
            </ul>
            <Pager nextTo={drafts.next && `?after=${drafts.next}`} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.limits_new_title() }];
