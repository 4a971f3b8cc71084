import type { BallotSetup } from "#app/domain/contests/model.ts";

type Without<T> = T extends unknown ? Omit<T, "category"> : never;

/** The ballot of a category in a round where it is not the rubric. One criterion is asked, in hundredths. */
export type Ballot = Without<BallotSetup>;

/** Given points by criterion id, hundredths; null for none. */
type Given = Readonly<Record<string, number | null>>;

/** How many of the judges who voted on an entry said yes (passed it, picked it). */
export type Tally = { yes: number; judges: number };

/** Counts the totals (hundredths) that are more than nothing. */
export const tallyOf = (totals: readonly number[]): Tally => ({ yes: totals.filter((total) => total > 0).length, judges: totals.length });

/**
 * Whether an entry has its quorum; exactly the quorum is enough, and without a judge nothing passes. Of a choice, whether
 * anybody chose it. Null: there is none to reach.
 */
export function hasQuorum(ballot: Ballot | null, { yes, judges }: Tally): boolean | null {
  if (ballot?.kind === "choose") return yes > 0;
  if (ballot?.kind !== "pass") return null;
  if (judges === 0) return false;
  return ballot.quorumIn === "votes" ? yes >= ballot.quorum : yes * 100 >= ballot.quorum * judges;
}

/** A handed-in work that was not picked is not picked: what a choice leaves open becomes 0. */
export function wholeChoice(ballot: Ballot | null, criteria: readonly { id: string; points: number | null }[], given: Given): Given {
  if (ballot?.kind !== "choose") return given;
  const open = criteria.filter(({ id, points }) => (given[id] === undefined ? points : given[id]) === null);
  return { ...given, ...Object.fromEntries(open.map(({ id }) => [id, 0])) };
}
