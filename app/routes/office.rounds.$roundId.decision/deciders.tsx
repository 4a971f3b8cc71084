import type { DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import type { DeciderSummary } from "#app/domain/awards/queries/deciders.server.ts";
import { deciderName, deciderState } from "#app/http/decider-words.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** What judges compare in pairs in this category, and the way to a final. */
export function Deciders({ roundId, decision, deciders }: { roundId: string; decision: DecisionView; deciders: readonly DeciderSummary[] }) {
  const { decide } = decision.may;
  if (deciders.length === 0 && !decide) return null;
  return (
    <Card title={m.decider_title()}>
      {deciders.length === 0 ? <p className="muted">{m.decider_none()}</p> : null}
      <ul className="grid gap-3 small">
        {deciders.map((decider) => (
          <li key={decider.id} className="grid gap-1">
            <b>{deciderName(decider.kind, decider.codes.length)}</b>
            <span className="num">{decider.codes.join(", ")}</span>
            <span className="muted">{deciderState(decider)}</span>
            <LinkButton to={`/office/rounds/${roundId}/deciders/${decider.id}`} size="s" className="justify-self-start">{m.decider_view()}</LinkButton>
          </li>
        ))}
      </ul>
      {decide ? (
        <LinkButton to={`/office/rounds/${roundId}/decision/final/${decision.categoryId}`} preventScrollReset size="s" className="mt-4">
          {m.decider_final_open()}
        </LinkButton>
      ) : null}
    </Card>
  );
}
