import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import type { DeciderTask } from "#app/domain/awards/queries/decider-tasks.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { formatCount } from "#app/ui/format.ts";
import { KeyHint, KeyList } from "#app/ui/key-hint.tsx";
import { ComparedWork } from "#app/ui/zoom/compared-work.tsx";
import { type LinkedView, linkedFit } from "#app/ui/zoom/linked-view.ts";
import { useAnswerKeys } from "./use-answer-keys.ts";

type Pair = NonNullable<DeciderTask["pair"]>;

/** Two works side by side, zoomed as one. */
function Works({ pair }: { pair: Pair }) {
  const [view, setView] = useState<LinkedView>(linkedFit);
  return (
    <ul className="decider-works">
      {[pair.left, pair.right].map((work) => (
        <li key={work.blindCode} className="grid min-w-0 content-start gap-2">
          <ComparedWork {...work} title={`${work.blindCode} ${work.title}`} view={view} onView={setView} />
          <h2 className="min-w-0">
            <span className="num">{work.blindCode}</span> <span className="hand text-xl">{work.title}</span>
          </h2>
        </li>
      ))}
    </ul>
  );
}

const answers = [
  { answer: "left", key: "←", label: m.decider_answer_left },
  { answer: "equal", key: "↓", label: m.decider_answer_equal },
  { answer: "right", key: "→", label: m.decider_answer_right },
] as const;

/** A pair with its three answers; keys and buttons send the same form, which works without script too. */
export function PairForm({ task, pair }: { task: DeciderTask; pair: Pair }) {
  const navigation = useNavigation();
  const busy = navigation.state !== "idle";
  const chosen = navigation.formData?.get("answer");
  const [keysOn, switchKeys] = useAnswerKeys(busy);
  const codes = { left: pair.left.blindCode, right: pair.right.blindCode };
  return (
    <>
      <p role="status" className="mb-2">
        {m.decider_pair({ ...codes, number: formatCount(task.answered + 1), total: formatCount(task.of) })}
      </p>
      <Works key={`${codes.left} ${codes.right}`} pair={pair} />
      <Form method="post" className="decider-answers" aria-label={m.decider_question()}>
        <input type="hidden" name="left" value={codes.left} />
        <input type="hidden" name="right" value={codes.right} />
        {answers.map(({ answer, key, label }) => (
          <Button
            key={answer} name="answer" value={answer} data-answer={answer} size="l" full
            busy={busy && chosen === answer} aria-disabled={busy || undefined}
            onClick={busy ? (event) => event.preventDefault() : undefined}
          >
            <span>{label()}</span> {keysOn ? <KeyHint>{key}</KeyHint> : null}
          </Button>
        ))}
      </Form>
      <details className="small mt-4">
        <summary>{m.jury_keys_title()}</summary>
        <KeyList
          keys={[
            { keys: ["←"], does: m.decider_answer_left() },
            { keys: ["↓", "="], does: m.decider_answer_equal() },
            { keys: ["→"], does: m.decider_answer_right() },
          ]}
        />
        <Checkbox name="keys" label={m.jury_keys_on()} checked={keysOn} onChange={(event) => switchKeys(event.currentTarget.checked)} />
      </details>
    </>
  );
}
