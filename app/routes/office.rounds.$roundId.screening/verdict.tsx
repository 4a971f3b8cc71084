import { Form } from "@remix-run/react";
import { rejectionRules } from "#app/domain/entries/states.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { KeyHint, KeyList } from "#app/ui/key-hint.tsx";
import type { Desk, DeskItem } from "./desk.server.ts";
import { rejectionWords } from "./rejection-words.ts";
import { keysOn, setKeysOn, useKeysOn } from "./use-desk-keys.ts";

type Props = { desk: Desk; item: DeskItem; state: FormState | null };

/** Where to go after a verdict: the next entry of the same view. */
const backOf = ({ view, next }: Desk) => new URLSearchParams({ view, ...(next ? { entry: next } : {}) }).toString();

/** The verdict on the entry in hand: valid, or invalid with its rule and words; one that stands can be undone. */
export function Verdict({ desk, item, state }: Props) {
  const at = `/office/rounds/${desk.roundId}/screening/${item.id}`;
  if (item.verdict) return <Standing desk={desk} item={item} at={at} />;
  if (!desk.screening) return null;
  const own = state?.values.roundEntryId === item.id ? state : null;
  const typed = (name: string) => (typeof own?.values[name] === "string" ? own.values[name] : undefined);
  return (
    <Card title={m.office_screening_verdict()}>
      <Form method="post" action={`${at}/acceptance`}>
        <input type="hidden" name="back" value={backOf(desk)} />
        <Button kind="ok" icon="check" full id="accept-entry">
          {m.office_screening_accept()} <KeyHint>A</KeyHint>
        </Button>
      </Form>
      <Form method="post" className="stack mt-4" key={item.id}>
        <FormError title={state?.formError} />
        <input type="hidden" name="roundEntryId" value={item.id} />
        <input type="hidden" name="back" value={backOf(desk)} />
        <Select
          name="rule"
          id="reject-rule"
          label={m.office_screening_rule()}
          placeholder={m.office_screening_rule_choose()}
          options={rejectionRules.map((rule) => ({ value: rule, label: rejectionWords[rule]() }))}
          defaultValue={typed("rule") ?? item.suggestion.rule}
          error={own?.errors.rule}
        />
        <TextArea
          name="note"
          label={m.office_screening_note()}
          hint={m.office_screening_note_hint()}
          defaultValue={typed("note") ?? item.suggestion.note}
          error={own?.errors.note}
        />
        <Button kind="danger-line" icon="forbidden" full>
          {m.office_screening_reject()} <KeyHint>R</KeyHint>
        </Button>
      </Form>
      <Keys />
    </Card>
  );
}

function Standing({ desk, item, at }: { desk: Desk; item: DeskItem; at: string }) {
  const { verdict } = item;
  if (!verdict) return null;
  const accepted = verdict.verdict === "accepted";
  return (
    <Card title={m.office_screening_verdict()}>
      <p>
        <b className={accepted ? "text-ok" : "text-bad"}>{accepted ? m.ui_status_valid() : m.ui_status_invalid()}</b>
        {accepted ? null : `: ${rejectionWords[verdict.rule as keyof typeof rejectionWords]?.() ?? verdict.rule}`}
      </p>
      {verdict.note ? <p className="mt-1">{verdict.note}</p> : null}
      <p className="small muted num mt-1">{m.office_entries_event_by({ by: verdict.by ?? "", at: formatDateTime(verdict.at) })}</p>
      {desk.screening ? (
        <Form method="post" action={`${at}/undo`} className="mt-3">
          <input type="hidden" name="back" value={new URLSearchParams({ view: desk.view, entry: item.id }).toString()} />
          <Button icon="undo">{m.office_screening_undo()}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

function Keys() {
  const on = useKeysOn();
  return (
    <details className="small mt-4">
      <summary>{m.office_screening_keys()}</summary>
      <KeyList
        keys={[
          { keys: ["J", "K"], does: m.office_screening_key_move() },
          { keys: ["A"], does: m.office_screening_accept() },
          { keys: ["R"], does: m.office_screening_key_reject() },
        ]}
      />
      <Button type="button" size="s" onClick={() => setKeysOn(!keysOn())}>
        {on ? m.office_screening_keys_off() : m.office_screening_keys_on()}
      </Button>
    </details>
  );
}
