import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useRef, useState } from "react";
import { screenMany } from "#app/domain/entries/commands/screen-entry.server.ts";
import { bulkSchema } from "#app/domain/entries/office-forms.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { rejectionRules } from "#app/domain/entries/states.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { rejectionWords } from "../office.rounds.$roundId.screening/rejection-words.ts";
import { bulkOf } from "./groups.server.ts";
import { Lines } from "./lines.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { round, items } = await listScreening(ctx, args.params.roundId ?? "");
    return { roundId: round.id, screening: round.phase === "screening", ...bulkOf(items, new URL(args.request.url).searchParams.get("group")) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, bulkSchema, async (ctx, input) => {
    const { decided, skipped } = await screenMany(ctx, args.params.roundId ?? "", input);
    const words = skipped > 0 ? m.returns_bulk_done_skipped({ count: decided, skipped }) : m.returns_bulk_done({ count: decided });
    return redirectWithToast(`/office/rounds/${args.params.roundId}/screening`, words);
  });

const chosenIn = (state: FormState | undefined): string[] | null => {
  if (!state?.values) return null;
  const { ids = [] } = state.values;
  return Array.isArray(ids) ? ids : [ids];
};

/** Many works decided in one act, after a look at what it would do. */
export default function BulkScreening() {
  const bulk = useLoaderData<typeof loader>();
  const { roundId, screening, group, groups, lines } = bulk;
  const at = `/office/rounds/${roundId}/screening`;
  return (
    <>
      <PageHeader back={<Link to={at}>{m.office_screening_title()}</Link>} title={m.returns_bulk_title()} hint={m.returns_bulk_hint()} />
      <div className="stack">
        {screening ? null : <Note tone="info">{m.office_screening_over()}</Note>}
        <Tabs
          label={m.returns_bulk_groups()} look="pills"
          tabs={groups.map(({ key, label, count }) => ({ to: `${at}/bulk?group=${key}`, label, count, current: key === group }))}
        />
        {lines.length === 0 ? <EmptyState title={m.returns_bulk_empty()} /> : <BulkForm key={group} bulk={bulk} />}
      </div>
    </>
  );
}

function BulkForm({ bulk }: { bulk: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const answer = useActionData<typeof action>() as FormState | undefined;
  const { field, error, typed, formError, faults } = fieldState(answer);
  const chosen = chosenIn(answer);
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(chosen?.length ?? bulk.lines.filter((line) => line.chosen).length);
  const [verdict, setVerdict] = useState<string>(typed("verdict") ?? bulk.verdict);
  const read = () => {
    const now = new FormData(form.current ?? undefined);
    setCount(now.getAll("ids").length);
    setVerdict(String(now.get("verdict") ?? bulk.verdict));
  };
  const toggle = () => {
    const ticks = form.current?.querySelectorAll<HTMLInputElement>("input[name=ids]") ?? [];
    for (const tick of ticks) tick.checked = count < bulk.lines.length;
    read();
  };
  const verb = verdict === "accepted" ? m.returns_bulk_accept({ count }) : m.returns_bulk_reject({ count });
  const preview = verdict === "accepted" ? m.returns_bulk_will_accept({ count }) : m.returns_bulk_will_reject({ count });
  return (
    <Form method="post" ref={form} onChange={read} className="split">
      <div className="stack">
        <FormError title={formError} faults={faults} />
        <Button type="button" size="s" icon="check" onClick={toggle} className="justify-self-start">{m.returns_bulk_toggle()}</Button>
        <Lines roundId={bulk.roundId} lines={bulk.lines} chosen={chosen} />
      </div>
      <Card title={<span role="status">{preview}</span>}>
        <div className="stack">
          {error("ids") ? <p className="field-error" id="ids">{error("ids")}</p> : null}
          <RadioGroup
            name="verdict" look="pills" label={m.returns_bulk_verdict()} defaultValue={verdict}
            options={[{ value: "accepted", label: m.office_screening_accept() }, { value: "rejected", label: m.office_screening_reject() }]}
          />
          <Select
            label={m.office_screening_rule()} placeholder={m.office_screening_rule_choose()} {...field("rule", bulk.rule)}
            options={rejectionRules.map((rule) => ({ value: rule, label: rejectionWords[rule]() }))}
          />
          <TextArea label={m.office_screening_note()} hint={m.returns_bulk_note_hint()} {...field("note")} />
          {bulk.screening ? <Button kind={verdict === "accepted" ? "ok" : "danger"} full>{verb}</Button> : null}
        </div>
      </Card>
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.returns_bulk_title() }];
