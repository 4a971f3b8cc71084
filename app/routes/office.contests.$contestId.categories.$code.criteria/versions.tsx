import type { CriterionFacts } from "#app/domain/judging/criteria-version.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime, formatScore } from "#app/ui/format.ts";

function scaleWords({ maxPoints, step, weight }: CriterionFacts): string {
  const parts = { max: formatScore(maxPoints), step: formatScore(step) };
  return weight === 100 ? m.criteria_line_step(parts) : m.criteria_line_weighted({ ...parts, weight: formatScore(weight) });
}

function Lines({ criteria }: { criteria: readonly CriterionFacts[] }) {
  return (
    <ol className="stack">
      {criteria.map((one, at) => (
        <li key={at}>
          <b>{one.name}</b> <span className="muted">{scaleWords(one)}</span>
          {one.guidance ? <p className="small muted">{one.guidance}</p> : null}
        </li>
      ))}
    </ol>
  );
}

/** A rubric to be read. */
export function Rubric({ title, criteria }: { title: string; criteria: readonly CriterionFacts[] }) {
  return (
    <Card title={title}>
      <Lines criteria={criteria} />
    </Card>
  );
}

type Earlier = { number: number; criteria: readonly CriterionFacts[]; replacedAt: Date | string; replacedBy: string; reason: string };

/** Every earlier version with who replaced it, when and why. */
export function History({ earlier }: { earlier: readonly Earlier[] }) {
  if (earlier.length === 0) return null;
  return (
    <Card title={m.criteria_history()}>
      <div className="stack-wide">
        {earlier.map(({ number, criteria, replacedAt, replacedBy, reason }) => (
          <section key={number} className="stack">
            <h3 className="section-title">{m.criteria_history_item({ number })}</h3>
            <p>{m.criteria_history_replaced({ next: number + 1, moment: formatDateTime(replacedAt), name: replacedBy, reason })}</p>
            <details>
              <summary>{m.criteria_history_look({ number })}</summary>
              <div className="mt-2"><Lines criteria={criteria} /></div>
            </details>
          </section>
        ))}
      </div>
    </Card>
  );
}
