import { compareText } from "#app/platform/compare.ts";

/** One answer: which of two entries is better, or neither. */
export type Comparison = { left: string; right: string; answer: "left" | "right" | "equal" };

export type PairwiseInput = {
  entryIds: readonly string[];
  /** In the order given; undoing is leaving out the last. */
  comparisons: readonly Comparison[];
  /** How many of the entries come above the cut; the whole order is wanted when null. */
  places: number | null;
};

export type Standing = {
  entryId: string;
  wins: number;
  losses: number;
  equals: number;
  /** Pairs not yet asked. */
  open: number;
  /** Copeland: wins less losses. */
  score: number;
  /** On which side of the cut it is certain to end, whatever the rest of the answers. */
  side: "above" | "below" | "open";
};

export type PairwiseState = {
  /** By score, best first, then id. */
  standings: Standing[];
  asked: number;
  ofPairs: number;
  /** The next pair to ask; null when done. */
  next: { left: string; right: string } | null;
  /** "all-asked": the order is whole. "cut-decided": who is above the cut can no longer change. */
  done: "all-asked" | "cut-decided" | null;
};

/** Most entries a decider takes: 105 questions at worst. */
export const MOST_IN_DECIDER = 15;

/**
 * The state of a pairwise decider: each pair is asked once (of a pair answered twice the last counts), entries stand
 * by wins less losses (A. H. Copeland, 1951). Done when the side of every entry at the cut is certain, or all was
 * asked. A tie across the cut is never broken here: it stays a tie once all is asked. Throws RangeError of more than
 * fifteen entries or a comparison of an entry that is not there.
 */
export function pairwise({ entryIds, comparisons, places }: PairwiseInput): PairwiseState {
  const ids = [...new Set(entryIds)].sort(compareText);
  if (ids.length > MOST_IN_DECIDER) throw new RangeError(`a decider takes at most ${MOST_IN_DECIDER} entries`);
  const answers = answersOf(ids, comparisons);
  const ofPairs = (ids.length * (ids.length - 1)) / 2;
  const standings = withSides(ids.map((id) => standingOf(id, ids, answers)), places);
  const sided = standings.every(({ side }) => side !== "open");
  const done = answers.size === ofPairs ? "all-asked" : sided ? "cut-decided" : null;
  return { standings, asked: answers.size, ofPairs, next: done ? null : nextPair(standings, answers, places), done };
}

/**
 * What the decider says, as votes for the tie chain: the scores when all was asked; only the side of the cut when
 * that was decided early, since the order within a side was then not; nothing before.
 */
export function deciderScores(input: PairwiseInput): Record<string, number> {
  const { standings, done } = pairwise(input);
  if (done === null) return {};
  const value = ({ score, side }: Standing) => (done === "all-asked" ? score : side === "above" ? 1 : 0);
  return Object.fromEntries(standings.map((standing) => [standing.entryId, value(standing)]));
}

/** By "first second" of a sorted pair: 1 the first is better, −1 the second, 0 equal. */
type Answers = Map<string, number>;

const keyOf = (a: string, b: string) => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);

function answersOf(ids: readonly string[], comparisons: readonly Comparison[]): Answers {
  const answers: Answers = new Map();
  for (const { left, right, answer } of comparisons) {
    const known = left !== right && ids.includes(left) && ids.includes(right);
    if (!known) throw new RangeError(`no such pair: ${left}, ${right}`);
    const forLeft = answer === "equal" ? 0 : answer === "left" ? 1 : -1;
    answers.set(keyOf(left, right), left < right ? forLeft : 0 - forLeft);
  }
  return answers;
}

function standingOf(entryId: string, ids: readonly string[], answers: Answers): Standing {
  const standing: Standing = { entryId, wins: 0, losses: 0, equals: 0, open: 0, score: 0, side: "open" };
  for (const other of ids) {
    if (other === entryId) continue;
    const known = answers.get(keyOf(entryId, other));
    if (known === undefined) standing.open++;
    else if (known === 0) standing.equals++;
    else if (known > 0 === entryId < other) standing.wins++;
    else standing.losses++;
  }
  return { ...standing, score: standing.wins - standing.losses };
}

/**
 * Above is certain when fewer than `places` others can still reach or pass the entry's least score; below, when at
 * least `places` others are sure to stay above its greatest.
 */
function withSides(standings: readonly Standing[], places: number | null): Standing[] {
  const sided = standings.map((one): Standing => {
    if (places === null) return one;
    const others = standings.filter((other) => other !== one);
    const rivals = others.filter((other) => other.score + other.open >= one.score - one.open).length;
    const surelyBetter = others.filter((other) => other.score - other.open > one.score + one.open).length;
    const side = rivals < places ? "above" : surelyBetter >= places ? "below" : "open";
    return { ...one, side };
  });
  return sided.sort((a, b) => b.score - a.score || compareText(a.entryId, b.entryId));
}

/**
 * Of the pairs not asked, one whose answer bears on the cut: both entries undecided before one, nearest to the cut
 * before far ones, the less asked first, then by id.
 */
function nextPair(standings: readonly Standing[], answers: Answers, places: number | null): PairwiseState["next"] {
  const cut = (places ?? 0) - 0.5;
  const distanceOf = ({ side }: Standing, index: number) => (side !== "open" ? 1_000 : places === null ? 0 : Math.abs(index - cut));
  const weighed = standings.map((standing, index) => ({ ...standing, distance: distanceOf(standing, index) }));
  const pairs = weighed
    .flatMap((a, index) => weighed.slice(index + 1).map((b) => ({ a, b, key: keyOf(a.entryId, b.entryId) })))
    .filter(({ key }) => !answers.has(key))
    .map(({ a, b, key }) => ({ key, distance: a.distance + b.distance, open: a.open + b.open }))
    .sort((x, y) => x.distance - y.distance || y.open - x.open || compareText(x.key, y.key));
  const [left, right] = pairs[0]?.key.split("\u0000") ?? [];
  return left === undefined || right === undefined ? null : { left, right };
}
