import type { Ballot } from "#app/domain/judging/ballot.ts";
import { m } from "#app/paraglide/messages.js";
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
