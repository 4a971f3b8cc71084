import { Form } from "@remix-run/react";
import { rejectionRules } from "#app/domain/entries/states.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select, TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { KeyHint } from "#app/ui/key-hint.tsx";
import type { Desk, DeskItem } from "./desk.server.ts";
import { Standing } from "./standing.tsx";
import { rejectionWords } from "./rejection-words.ts";
import { Keys } from "./keys.tsx";
import { backOf, Returned, ReturnLink } from "./returned.tsx";

type Props = { desk: Desk; item: DeskItem; state: FormState | null };

/** The verdict on the entry in hand: valid, or invalid with its rule and words; one that stands can be undone. */
export function Verdict({ desk, item, state }: Props) {
  const at = `/office/rounds/${desk.roundId}/screening/${item.id}`;
  if (item.verdict) return <Standing desk={desk} item={item} at={at} />;
  if (item.returned && !item.over) return <Returned desk={desk} item={item} at={at} />;
  if (!desk.decidable) return desk.mayReturn ? <Card title={m.office_screening_verdict()}><ReturnLink desk={desk} at={at} /></Card> : null;
  const own = state?.values.roundEntryId === item.id ? state : null;
  const typed = (name: string) => (typeof own?.values[name] === "string" ? own.values[name] : undefined);
  return (
    <Card title={m.office_screening_verdict()}>
      {item.over ? <p className="small text-warn mb-3">{m.returns_desk_over()}</p> : null}
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
      {desk.mayReturn ? <ReturnLink desk={desk} at={at} /> : null}
      <Keys />
    </Card>
  );
}
