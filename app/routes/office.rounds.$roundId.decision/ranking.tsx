import { Link } from "@remix-run/react";
import { Fragment } from "react";
import type { DecisionRow, DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { resultHeading, resultWords, voteWord } from "#app/http/ballot-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatScore as formatFraction } from "#app/platform/decimal.ts";
import { cx } from "#app/ui/cx.ts";
import { formatCount } from "#app/ui/format.ts";
import { Pager } from "#app/ui/pager.tsx";
import { CutLine, GapRow, JudgeTotals, WorkCell } from "#app/ui/rank-row.tsx";
import { Award, Nominee } from "./choices.tsx";
import { decidedWords } from "./tie-words.ts";

/** `to` gives the address of the ranking from a place on, or of the folded one. */
type Props = { roundId: string; decision: DecisionView; paged: boolean; to: (from: number | null) => string };

const COLUMNS = 6;
/** As many places as a page holds. */
const PAGE = 50;

/** The ranking of one category with both sheets at its right, the cut of the nominees across it. */
export function Ranking({ roundId, decision, paged, to }: Props) {
  const { rows, quota, stretches } = decision;
  const ranked = decision.categories.find(({ id }) => id === decision.categoryId)?.ranked ?? 0;
  const judges = decision.judges.length;
  return (
    <div className="table-card">
      <table className="data-table" role="table">
        <caption className="sr-only">{m.office_decision_table()}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{m.office_decision_rank()}</th>
            <th role="columnheader" scope="col">{m.office_decision_work()}</th>
            <th role="columnheader" scope="col" className="cell-number">
              <span title={decision.judges.map(({ name }) => name).join(", ")}>{m.office_decision_judges({ last: judges })}</span>
            </th>
            <th role="columnheader" scope="col" className="cell-number">{decision.ballot ? resultHeading(decision.ballot) : m.office_decision_score()}</th>
            <th role="columnheader" scope="col">{m.office_decision_tier()}</th>
            {quota > 0 ? <th role="columnheader" scope="col">{m.office_decision_nominee()}</th> : null}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {stretches.map(({ kind, from, to: last, ranks }) =>
            kind === "gap" ? (
              <GapRow key={`gap ${from}`} columns={COLUMNS}>
                {m.office_decision_gap({ from: ranks[0], to: ranks[1], count: formatCount(last - from + 1) })}{" "}
                <Link to={to(from)} preventScrollReset>{m.office_decision_open_gap()}</Link>
              </GapRow>
            ) : (
              rows.filter(({ position }) => position >= from && position <= last).map((row) => (
                <Fragment key={row.roundEntryId}>
                  <Row {...{ roundId, decision, row }} />
                  {quota > 0 && row.position === quota && row.position < ranked ? (
                    <CutLine columns={COLUMNS}>{m.office_decision_cut({ count: formatCount(quota) })}</CutLine>
                  ) : null}
                </Fragment>
              ))
            ),
          )}
        </tbody>
      </table>
      {paged ? <div className="table-foot"><Pages {...{ decision, ranked, to }} /></div> : null}
    </div>
  );
}

/** The ways on from a page of the whole ranking: before, after, and folded again. */
function Pages({ decision: { stretches }, ranked, to }: { decision: DecisionView; ranked: number; to: Props["to"] }) {
  const [first, last] = [stretches[0]?.from ?? 1, stretches.at(-1)?.to ?? 0];
  return (
    <Pager
      previousTo={first > 1 ? to(Math.max(1, first - PAGE)) : null}
      nextTo={last < ranked ? to(last + 1) : null}
      note={<Link to={to(null)} preventScrollReset>{m.office_decision_fold()}</Link>}
    />
  );
}

function Row({ roundId, decision, row }: { roundId: string; decision: DecisionView; row: DecisionRow }) {
  const totals = decision.judges.map(({ id }) => row.judgeTotals.find(({ judgeId }) => judgeId === id)?.total ?? null);
  const decided = decidedWords(row, decision);
  const near = decision.quota > 0 && Math.abs(row.position - decision.quota - 0.5) <= 3;
  return (
    <tr role="row" id={row.roundEntryId} className={cx(near && "row-zone")}>
      <td role="cell" data-label={m.office_decision_rank()} className="num"><b>{row.rank}</b></td>
      <td role="cell" className="cell-title">
        <WorkCell src={thumbPicture(row.picture).small} title={row.title} detail={`${row.code} · ${row.unitName}`} />
        {decided ? <small className="block muted">{decided}</small> : null}
        {decision.ballot ? null : <Means {...{ row, decision }} />}
      </td>
      <td role="cell" data-label={m.office_decision_judges({ last: totals.length })} className="cell-number">
        <JudgeTotals totals={totals} shown={decision.ballot ? voteShown(decision.ballot) : undefined} />
      </td>
      <td role="cell" data-label={decision.ballot ? resultHeading(decision.ballot) : m.office_decision_score()} className="cell-number">
        <b className="num">{decision.ballot ? resultWords(decision.ballot, row.score, countedOf(row)) : formatFraction(row.score)}</b>
        {row.passed === false ? <small className="block text-warn">{decision.ballot?.kind === "choose" ? m.ballot_nobody() : m.ballot_below_quorum()}</small> : null}
      </td>
      <td role="cell" data-label={m.office_decision_tier()}><Award {...{ roundId, decision, row }} /></td>
      {decision.quota > 0 ? (
        <td role="cell" data-label={m.office_decision_nominee()}><Nominee {...{ roundId, decision, row }} /></td>
      ) : null}
    </tr>
  );
}

const countedOf = (row: DecisionRow) => row.judgeTotals.filter(({ dropped }) => dropped === null).length;

/** A judge's vote in a narrow column: a mark with its word for those who do not see it, or the number of stars. */
const voteShown = (ballot: Ballot) => (total: number | null) =>
  total === null ? m.ui_table_empty_value()
  : ballot.kind === "stars" ? formatCount(total / 100)
  : <span role="img" aria-label={voteWord(ballot, total)} title={voteWord(ballot, total)}>{total > 0 ? "✓" : "✗"}</span>;

function Means({ row, decision }: { row: DecisionRow; decision: DecisionView }) {
  return (
    <details className="criterion-means small muted">
      <summary>{m.office_decision_criteria()}</summary>
      <ul>
        {decision.criteria.map(({ id, name }) => {
          const mean = row.criterionMeans[id];
          return <li key={id} className="num">{mean ? m.office_decision_criterion({ name, mean: formatFraction(mean) }) : name}</li>;
        })}
      </ul>
    </details>
  );
}
