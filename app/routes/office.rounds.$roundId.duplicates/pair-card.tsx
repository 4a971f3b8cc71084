import { Form } from "@remix-run/react";
import { pairDecisions, type PairDecision } from "#app/domain/entries/duplicates/decisions.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import type { ShownPair } from "./route.tsx";
import { PairWork } from "./side.tsx";

const decisionWords: Record<PairDecision, () => string> = {
  same: () => m.duplicates_same(),
  different: () => m.duplicates_different(),
  later: () => m.duplicates_later(),
};

function Signs({ pair: { sameFile, distance, sameChildren } }: { pair: ShownPair }) {
  const children = sameChildren === 1 ? m.duplicates_sign_children() : m.duplicates_sign_children_more({ count: formatCount(sameChildren) });
  return (
    <span className="cluster">
      {sameFile ? <Chip tone="bad" icon="file">{m.duplicates_sign_file()}</Chip> : null}
      {distance !== null && !sameFile ? <Chip tone="warn" icon="image">{m.duplicates_sign_picture({ distance })}</Chip> : null}
      {sameChildren > 0 ? <Chip tone="warn" icon="user">{children}</Chip> : null}
    </span>
  );
}

function Standing({ pair, roundId }: { pair: ShownPair; roundId: string }) {
  const { decision } = pair;
  if (!decision) return null;
  return (
    <div className="mt-4 flex flex-wrap items-start justify-between gap-3">
      <div>
        <b>{decisionWords[decision.decision]()}</b>
        {decision.note ? <p className="whitespace-pre-line">{decision.note}</p> : null}
        <p className="small muted num">{m.duplicates_said({ by: decision.by ?? "", at: formatDateTime(new Date(decision.at)) })}</p>
      </div>
      <Form method="post" action={`/office/rounds/${roundId}/duplicates/${pair.id}/undo`}>
        <Button icon="undo">{m.duplicates_undo()}</Button>
      </Form>
    </div>
  );
}

function Answer({ pair, state }: { pair: ShownPair; state: FormState | null }) {
  const typed = (name: string) => (typeof state?.values[name] === "string" ? state.values[name] : undefined);
  return (
    <Form method="post" className="stack mt-4">
      <FormError title={state?.formError} />
      <input type="hidden" name="pairId" value={pair.id} />
      <RadioGroup
        name="decision" look="pills" label={m.duplicates_decide()} error={state?.errors.decision} defaultValue={typed("decision")}
        options={pairDecisions.map((value) => ({ value, label: decisionWords[value]() }))}
      />
      <TextArea
        name="note" optional label={m.duplicates_note()} hint={m.duplicates_note_hint()} rows={2}
        defaultValue={typed("note") ?? pair.decision?.note} error={state?.errors.note}
      />
      <div><Button kind="primary" icon="check">{m.duplicates_save()}</Button></div>
    </Form>
  );
}

/** Two works side by side, why they stand together, and what somebody says of it. */
export function PairCard({ pair, roundId, state }: { pair: ShownPair; roundId: string; state: FormState | null }) {
  const { first, second, decision } = pair;
  const none = m.duplicates_no_code();
  const settled = decision !== null && decision.decision !== "later";
  return (
    <Card title={<span className="num">{m.duplicates_pair({ first: first.code ?? none, second: second.code ?? none })}</span>} aside={<Signs pair={pair} />}>
      <div className="grid gap-5 sm:grid-cols-2">
        <PairWork side={first} roundId={roundId} />
        <PairWork side={second} roundId={roundId} />
      </div>
      <Standing pair={pair} roundId={roundId} />
      {settled ? null : <Answer pair={pair} state={state?.values.pairId === pair.id ? state : null} />}
    </Card>
  );
}
