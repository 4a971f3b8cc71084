import type { AggregationMethod } from "#app/domain/judging/aggregation.ts";
import { judgesIn, type ScoreTable } from "#app/domain/judging/score-table.ts";
import { compareText } from "#app/platform/compare.ts";
import { createRandom, hashText, type Random } from "#app/platform/random.ts";

export type UncertaintyInput = {
  /** Totals that count, hundredths; with judge effects taken off beforehand where the method does so. */
  table: ScoreTable;
  method: AggregationMethod;
  /** Places above each cut: 6 awards, 16 nominees. */
  cuts: readonly number[];
  seed: string;
  rounds?: number;
};

export type EntryChances = {
  entryId: string;
  code: string;
  /** Chance of being above each cut, 0 to 1, in the order of the cuts. */
  above: number[];
  /** Cuts (their places) at which the chance is from 20 to 80 %: to be talked about. */
  discuss: number[];
};

const ROUNDS = 1_000;
const [LEAST, MOST] = [0.2, 0.8];

/**
 * How sure the places are: draws a panel of as many judges with replacement from those there are, 1,000 times by a
 * fixed seed, and counts how often each entry comes above each cut. A judge drawn twice counts twice; an entry none
 * of whose judges was drawn keeps its own score; equal scores at a cut share the places left. After B. Efron,
 * "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979) 1–26. With one judge there is
 * nothing to draw and every chance is 0, 1 or a share.
 */
export function uncertainty({ table, method, cuts, seed, rounds = ROUNDS }: UncertaintyInput): EntryChances[] {
  const entries = [...table].sort((a, b) => compareText(a.code, b.code) || compareText(a.entryId, b.entryId));
  const judges = judgesIn(entries);
  const columns = new Map(judges.map((id, index) => [id, index]));
  const rows = entries.map(({ used }) => rowOf(used, columns));
  const random = createRandom(hashText(seed));
  const counts = cuts.map(() => new Float64Array(entries.length));
  const scores = new Float64Array(entries.length);
  for (const { drawn, times } of drawPanels(judges.length, rounds, random)) {
    for (let row = 0; row < rows.length; row++) scores[row] = scoreOf(rows[row]!, drawn, method);
    countAbove(scores, cuts, counts, times);
  }
  return entries.map(({ entryId, code }, row) => {
    const above = counts.map((count) => count[row]! / rounds);
    return { entryId, code, above, discuss: cuts.filter((_, cut) => above[cut]! >= LEAST && above[cut]! <= MOST) };
  });
}

/** An entry's totals, lowest first, in ten-thousandths of a point. */
type Row = { columns: Int32Array; values: Float64Array };

function rowOf(used: ScoreTable[number]["used"], columns: ReadonlyMap<string, number>): Row {
  const sheets = used
    .map(({ judgeId, total }) => ({ column: columns.get(judgeId)!, value: Math.round((total.num * 100) / total.den) }))
    .sort((a, b) => a.value - b.value || a.column - b.column);
  return {
    columns: Int32Array.from(sheets, ({ column }) => column),
    values: Float64Array.from(sheets, ({ value }) => value),
  };
}

type Panel = { drawn: Int32Array; times: number };

/** The panels of all rounds, each kind once with how often it came: of three judges there are only ten. */
function drawPanels(size: number, rounds: number, random: Random): Panel[] {
  const panels = new Map<string, Panel>();
  for (let round = 0; round < rounds; round++) {
    const drawn = drawPanel(size, random);
    const known = panels.get(drawn.join());
    if (known) known.times++;
    else panels.set(drawn.join(), { drawn, times: 1 });
  }
  return [...panels.values()];
}

function drawPanel(size: number, random: Random): Int32Array {
  const drawn = new Int32Array(size);
  for (let seat = 0; seat < size; seat++) drawn[Math.floor(random.next() * size)]!++;
  return drawn;
}

function scoreOf({ columns, values }: Row, drawn: Int32Array, method: AggregationMethod): number {
  let [count, sum] = [0, 0];
  for (let index = 0; index < columns.length; index++) {
    const times = drawn[columns[index]!]!;
    count += times;
    sum += times * values[index]!;
  }
  if (count === 0) return method === "sum" ? sumOf(values) : sumOf(values) / values.length;
  if (method === "sum") return sum;
  const total = (place: number) => nth(columns, values, drawn, place);
  if (method === "median") return (total((count - 1) >> 1) + total(count >> 1)) / 2;
  return method === "mean" || count < 4 ? sum / count : (sum - total(0) - total(count - 1)) / (count - 2);
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** The total at this place, the lowest at 0, each judge as often as drawn. */
function nth(columns: Int32Array, values: Float64Array, drawn: Int32Array, place: number): number {
  let passed = 0;
  for (let index = 0; index < columns.length; index++) {
    passed += drawn[columns[index]!]!;
    if (passed > place) return values[index]!;
  }
  return values.at(-1)!;
}

/** Adds to each count for an entry above the cut as often as the panel came, a share of it for those equal across the cut. */
function countAbove(scores: Float64Array, cuts: readonly number[], counts: readonly Float64Array[], times: number): void {
  const sorted = scores.slice().sort();
  for (const [index, places] of cuts.entries()) {
    const count = counts[index]!;
    if (places >= sorted.length) count.forEach((_, row) => (count[row]! += times));
    if (places <= 0 || places >= sorted.length) continue;
    const edge = sorted[sorted.length - places]!;
    let [better, equal] = [0, 0];
    for (const score of scores) {
      if (score > edge) better++;
      else if (score === edge) equal++;
    }
    const share = ((places - better) / equal) * times;
    for (let row = 0; row < scores.length; row++) {
      if (scores[row]! > edge) count[row]! += times;
      else if (scores[row] === edge) count[row]! += share;
    }
  }
}
