import type { DecisionView, Tie } from "#app/domain/awards/queries/decision.server.ts";
import type { DeciderSummary } from "#app/domain/awards/queries/deciders.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { Thumb } from "#app/ui/artwork.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatCount } from "#app/ui/format.ts";
import { TieSteps } from "#app/ui/rank-row.tsx";
import { tieSteps } from "./tie-words.ts";

/** Ties with each step that was taken: equal, decided here, not needed. */
export function Ties({ roundId, decision, deciders }: { roundId: string; decision: DecisionView; deciders: readonly DeciderSummary[] }) {
  const atCut = decision.ties.filter((pair) => pair.atCut);
  const others = decision.ties.filter((pair) => !pair.atCut);
  return (
    <>
      {atCut.map((pair) => (
        <Card key={pair.left.roundEntryId} title={titleOf(pair, decision)}>
          <Steps pair={pair} decision={decision} />
          <Settle {...{ roundId, pair, decision, deciders }} />
          <p className="small muted mt-2">{m.office_decision_chain_frozen()}</p>
        </Card>
      ))}
      {others.length > 0 ? (
        <details className="card">
          <summary className="card-title">{m.office_decision_other_ties({ count: formatCount(others.length) })}</summary>
          {others.map((pair) => (
            <div key={pair.left.roundEntryId} className="mt-4">
              <b>{titleOf(pair, decision)}</b>
              <Steps pair={pair} decision={decision} />
              <Settle {...{ roundId, pair, decision, deciders }} />
            </div>
          ))}
          {decision.moreTies ? <p className="small muted mt-4">{m.office_decision_more_ties()}</p> : null}
        </details>
      ) : null}
    </>
  );
}

function titleOf({ left, right }: Tie, { ballot }: DecisionView): string {
  if (left.rank === right.rank) return m.office_decision_tie_shared({ rank: left.rank });
  const ranks = { first: left.rank, second: right.rank };
  return ballot ? m.ballot_tie(ranks) : m.office_decision_tie(ranks);
}

type SettleProps = { roundId: string; pair: Tie; decision: DecisionView; deciders: readonly DeciderSummary[] };

/** What the committee can still do about a tie: have it compared in pairs, record the jury's vote, draw lots. */
function Settle({ roundId, pair: { left }, decision, deciders }: SettleProps) {
  const page = `/office/rounds/${roundId}/decision`;
  const reached = (kind: string) => left.trail.find((step) => step.kind === kind && step.outcome !== "not-needed");
  const decider = deciders.find(({ entryIds }) => entryIds.includes(left.roundEntryId));
  const [vote, lots] = [reached("jury-vote"), reached("lots")];
  return (
    <div className="cluster mt-2">
      {decider ? <LinkButton to={`/office/rounds/${roundId}/deciders/${decider.id}`} size="s">{m.decider_view()}</LinkButton> : null}
      {!decider && reached("pairwise") && decision.may.decide ? (
        <LinkButton to={`${page}/decider/${left.roundEntryId}`} preventScrollReset size="s">{m.decider_open()}</LinkButton>
      ) : null}
      {vote && decision.may.vote ? (
        <LinkButton to={`${page}/vote/${left.roundEntryId}`} preventScrollReset size="s">{m.panel_vote_open()}</LinkButton>
      ) : null}
      {lots?.seed ? <small className="muted num">{m.panel_lots_drawn({ seed: lots.seed })}</small> : null}
      {lots && !lots.seed && decision.may.decide ? (
        <LinkButton to={`${page}/lots/${decision.categoryId}`} preventScrollReset size="s">{m.panel_lots_open()}</LinkButton>
      ) : null}
    </div>
  );
}

function Steps({ pair: { left, right }, decision }: { pair: Tie; decision: DecisionView }) {
  return (
    <>
      <div className="tie-pair">
        {[left, right].map((row) => (
          <div key={row.roundEntryId}>
            <Thumb src={thumbPicture(row.picture).small} size={92} />
            <b className="block num">{row.code}</b>
          </div>
        ))}
      </div>
      <TieSteps steps={tieSteps(left, right, decision)} />
    </>
  );
}
