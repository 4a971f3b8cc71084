import { seededShuffle } from "#app/domain/judging/blind.ts";
import { type Comparison, deciderScores, pairwise, type PairwiseState } from "#app/domain/judging/pairwise.ts";
import { compareText } from "#app/platform/compare.ts";

/** One judge of a decider with their own answers, in the order given. */
export type DeciderJudge = {
  judgeId: string;
  /** Still of the panel: who left is asked nothing more, and what they answered counts on. */
  present: boolean;
  /** Entries they have a conflict of interest with: no pair that holds one is asked or counts. */
  barred: readonly string[];
  answers: readonly Comparison[];
};

export type DeciderInput = { entryIds: readonly string[]; places: number | null; judges: readonly DeciderJudge[] };

/** Two entries, the smaller id first. */
export type Pair = { first: string; second: string };

export type DeciderProgress = {
  /** How many pairs each judge is asked, and how many of them they answered. */
  judges: { judgeId: string; present: boolean; answered: number; of: number }[];
  /** Why no answer more is needed: none is open, or none that is open can still change what counts. */
  done: "all-answered" | "settled" | null;
};

export type DeciderResult = {
  /** What the decider gives the tie chain, by entry. */
  scores: Record<string, number>;
  outcome: "whole-order" | "cut-decided" | "undecided";
  standings: PairwiseState["standings"];
};

/** The judges' word on one pair; `open`: how many judges who are asked it have not answered. */
export type PairVotes = Pair & { forFirst: number; forSecond: number; equal: number; open: number };

const pairKey = (a: string, b: string) => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);

/** Every pair of the entries once, in order of their ids. */
export function pairsOf(entryIds: readonly string[]): Pair[] {
  const ids = [...new Set(entryIds)].sort(compareText);
  return ids.flatMap((first, index) => ids.slice(index + 1).map((second) => ({ first, second })));
}

/** The pairs a judge is asked: all but those that hold an entry they have a conflict with. */
export const askedPairs = (entryIds: readonly string[], barred: readonly string[]): Pair[] =>
  pairsOf(entryIds).filter(({ first, second }) => !barred.includes(first) && !barred.includes(second));

/** A judge's word on each pair: 1 for its first entry, −1 for its second, 0 equal. Of a pair answered again the last counts. */
function wordsOf({ answers }: DeciderJudge): Map<string, number> {
  const words = new Map<string, number>();
  for (const { left, right, answer } of answers) {
    const forLeft = answer === "equal" ? 0 : answer === "left" ? 1 : -1;
    words.set(pairKey(left, right), left < right ? forLeft : 0 - forLeft);
  }
  return words;
}

/** How the judges stand on each pair. The order of judges, and of the answers of different judges, does not matter. */
export function pairVotes({ entryIds, judges }: DeciderInput): PairVotes[] {
  const known = judges.map((judge) => ({ present: judge.present, barred: new Set(judge.barred), words: wordsOf(judge) }));
  return pairsOf(entryIds).map((pair) => {
    const votes = { ...pair, forFirst: 0, forSecond: 0, equal: 0, open: 0 };
    for (const { present, barred, words } of known) {
      if (barred.has(pair.first) || barred.has(pair.second)) continue;
      const word = words.get(pairKey(pair.first, pair.second));
      if (word === undefined) votes.open += present ? 1 : 0;
      else if (word === 0) votes.equal++;
      else votes[word > 0 ? "forFirst" : "forSecond"]++;
    }
    return votes;
  });
}

function comparisonOf({ first, second, forFirst, forSecond }: PairVotes): Comparison {
  return { left: first, right: second, answer: forFirst > forSecond ? "left" : forFirst < forSecond ? "right" : "equal" };
}

const answered = ({ forFirst, forSecond, equal }: PairVotes) => forFirst + forSecond + equal > 0;

/**
 * The judges' answers as one list: of each pair the side that more of those who answered it named; equal where both
 * sides have as many, those who said "equal" naming neither. A pair that nobody is asked is equal; one that nobody
 * answered yet is left out.
 */
export const joinAnswers = (input: DeciderInput): Comparison[] =>
  pairVotes(input).filter((votes) => answered(votes) || votes.open === 0).map(comparisonOf);

/**
 * How far a decider is. "settled" only where every answer still open, whatever it will be, leaves the sides of the cut
 * as they are, or the whole order where there is no cut.
 */
export function deciderProgress(input: DeciderInput): DeciderProgress {
  const judges = input.judges.map((judge) => {
    const asked = askedPairs(input.entryIds, judge.barred);
    const words = wordsOf(judge);
    const done = asked.filter(({ first, second }) => words.has(pairKey(first, second))).length;
    return { judgeId: judge.judgeId, present: judge.present, answered: done, of: judge.present ? asked.length : done };
  });
  if (judges.every((judge) => judge.answered === judge.of)) return { judges, done: "all-answered" };
  const certain = pairVotes(input).filter(({ forFirst, forSecond, open }) => open === 0 || Math.abs(forFirst - forSecond) > open);
  const { done } = pairwise({ ...input, comparisons: certain.map(comparisonOf) });
  return { judges, done: done === null ? null : "settled" };
}

/**
 * What a decider says when it is ended now: Copeland's scores over the joined answers; where some pair was answered by
 * nobody only the side of the cut, if that is certain; else nought for all, so that the tie goes on to the next step.
 */
export function deciderResult(input: DeciderInput): DeciderResult {
  const joined = { entryIds: input.entryIds, places: input.places, comparisons: joinAnswers(input) };
  const { standings, done } = pairwise(joined);
  if (done === null) return { scores: Object.fromEntries(input.entryIds.map((id) => [id, 0])), outcome: "undecided", standings };
  return { scores: deciderScores(joined), outcome: done === "all-asked" ? "whole-order" : "cut-decided", standings };
}

/** A pair as it is laid before a judge. */
export type Question = { left: string; right: string };

/**
 * A judge's pairs in the order they are asked, drawn from the seed, sides too: no entry is always on the left and no two
 * judges tire at the same pair.
 */
export function questionsFor(entryIds: readonly string[], barred: readonly string[], seed: string): Question[] {
  const both = askedPairs(entryIds, barred).map(({ first, second }) => [first, second] as const);
  return seededShuffle(both, seed).map(([first, second]) => {
    const [left, right] = seededShuffle([first, second], `${seed} ${first} ${second}`);
    return { left: left!, right: right! };
  });
}

/**
 * The pair a judge is asked next; null when nothing is open. A judge who is asked alone is asked no more once the
 * decider is settled; one of several is, so that nobody learns from the end of the questions how others answered.
 */
export function nextQuestion(input: DeciderInput, judgeId: string, seed: string): Question | null {
  const judge = input.judges.find((one) => one.judgeId === judgeId);
  if (!judge?.present) return null;
  const { judges, done } = deciderProgress(input);
  if (done === "settled" && judges.filter(({ of }) => of > 0).length === 1) return null;
  const words = wordsOf(judge);
  return questionsFor(input.entryIds, judge.barred, seed).find(({ left, right }) => !words.has(pairKey(left, right))) ?? null;
}
