import type { Ballot } from "#app/domain/judging/ballot.ts";
import { m } from "#app/paraglide/messages.js";
import { formatScore, type Fraction } from "#app/platform/decimal.ts";
import { formatCount } from "#app/ui/format.ts";

/** The kind of ballot and its number, as the set-up says it; null: the rubric. */
export function ballotWords(ballot: Ballot | null): string {
  if (!ballot) return m.ballot_kind_rubric();
  if (ballot.kind === "stars") return m.ballot_says_stars({ stars: formatCount(ballot.stars) });
  if (ballot.kind === "choose") {
    const picks = formatCount(ballot.picks);
    return ballot.exact ? m.ballot_says_choose_exact({ picks }) : m.ballot_says_choose({ picks });
  }
  const quorum = formatCount(ballot.quorum);
  return ballot.quorumIn === "votes" ? m.ballot_says_pass_votes({ quorum }) : m.ballot_says_pass_percent({ quorum });
}

/** One judge's own vote, by its points in hundredths; null: not given yet. */
export function voteWord(ballot: Ballot, points: number | null): string {
  if (ballot.kind === "choose") return points === null ? m.ballot_not_picked_yet() : points > 0 ? m.ballot_picked() : m.ballot_unpicked();
  if (points === null) return m.ballot_not_yet();
  if (ballot.kind === "stars") return m.ballot_stars_of({ stars: formatCount(points / 100) });
  return points > 0 ? m.ballot_pass() : m.ballot_fail();
}

/** What all judges together gave a work: votes of so many judges, or stars. */
export function resultWords(ballot: Ballot, score: Fraction, judges: number): string {
  if (ballot.kind === "stars") return m.ballot_votes_stars({ score: formatScore(score) });
  const votes = { yes: formatCount(Math.round(score.num / score.den / 100)), judges: formatCount(judges) };
  return ballot.kind === "pass" ? m.ballot_votes_pass(votes) : m.ballot_votes_choose(votes);
}

/** The heading above what `resultWords` says. */
export const resultHeading = ({ kind }: Ballot): string =>
  ({ stars: m.ballot_column_stars, pass: m.ballot_column_pass, choose: m.ballot_column_choose })[kind]();
