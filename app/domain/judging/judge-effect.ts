import { judgesIn, type ScoreTable } from "#app/domain/judging/score-table.ts";
import { fraction, type Fraction } from "#app/platform/decimal.ts";

/** How strongly judges' effects and entries' qualities are drawn to zero: sane numbers from few scores. */
const SHRINK_JUDGE = 1.0;
const SHRINK_ENTRY = 0.3;
const ROUNDS = 60;
/** Totals are reckoned in ten-thousandths of a point, whole numbers as long as weights have two decimals. */
const PARTS = 100;

export type JudgeEffects = {
  /** Mean of all totals, hundredths. */
  overall: number;
  /** How much more (mild) or less (strict) a judge gives than the others on the same entries, hundredths. */
  judges: { judgeId: string; sheets: number; effect: number }[];
  /** The score an average judge would have given: to a millionth of a hundredth, so that it ranks exactly. */
  entries: { entryId: string; score: Fraction }[];
  /** The greatest change of the last round, hundredths: how near the least squares it is. */
  lastChange: number;
};

/**
 * The additive judge-effect model: total = overall + quality of the entry + effect of the judge. Minimises
 * Σ(x − g − q − b)² + 1.0·Σb² + 0.3·Σq² by turns, 60 rounds: each b is the mean of what g and q leave, each q of what
 * g and b leave, over its sheets, shrunk. Entries seen by the same judges keep the order of their means, ties
 * included, so where all see all it changes no rank. Judges and entries are taken by id: the order of the input
 * changes nothing, not even the last decimal.
 */
export function judgeEffects(table: ScoreTable): JudgeEffects {
  const entries = [...table].sort((a, b) => (a.entryId < b.entryId ? -1 : 1));
  const ids = judgesIn(entries);
  const columns = new Map(ids.map((id, index) => [id, index]));
  const sheets = entries
    .flatMap(({ used }, row) =>
      used.map(({ judgeId, total }) => ({ row, column: columns.get(judgeId)!, value: total.num * (PARTS / total.den) })))
    .sort((a, b) => a.row - b.row || a.column - b.column);
  const overall = sheets.length === 0 ? 0 : sheets.reduce((sum, { value }) => sum + value, 0) / sheets.length;
  const byJudge = grouped(sheets, ids.length, ({ column, row }) => [column, row]);
  const byEntry = grouped(sheets, entries.length, ({ column, row }) => [row, column]);
  const effect = new Float64Array(ids.length);
  const quality = new Float64Array(entries.length);
  let lastChange = 0;
  for (let round = 0; round < ROUNDS; round++) {
    lastChange = Math.max(
      renew(effect, byJudge, overall, quality, SHRINK_JUDGE),
      renew(quality, byEntry, overall, effect, SHRINK_ENTRY),
    );
  }
  return {
    overall: overall / PARTS,
    judges: ids.map((judgeId, index) => ({
      judgeId, sheets: byJudge.ends[index]! - startOf(byJudge, index), effect: effect[index]! / PARTS,
    })),
    entries: entries.map(({ entryId }, row) => ({
      entryId, score: fraction(Math.round((overall + quality[row]!) * (1e6 / PARTS)), 1e6),
    })),
    lastChange: lastChange / PARTS,
  };
}

type Sheet = { row: number; column: number; value: number };

/** Sheets side by side in groups: where each group ends, the other side of each sheet, the sum of a group's totals. */
type Groups = { ends: Int32Array; others: Int32Array; sums: Float64Array };

const startOf = ({ ends }: Groups, index: number) => (index === 0 ? 0 : ends[index - 1]!);

/** Groups sheets by the first of the two numbers; within a group they stay in order. */
function grouped(sheets: readonly Sheet[], count: number, sidesOf: (sheet: Sheet) => [own: number, other: number]): Groups {
  const groups = { ends: new Int32Array(count), others: new Int32Array(sheets.length), sums: new Float64Array(count) };
  for (const sheet of sheets) groups.ends[sidesOf(sheet)[0]]!++;
  for (let index = 1; index < count; index++) groups.ends[index]! += groups.ends[index - 1]!;
  const next = Int32Array.from(groups.ends, (_, index) => startOf(groups, index));
  for (const sheet of sheets) {
    const [own, other] = sidesOf(sheet);
    groups.others[next[own]!++] = other;
    groups.sums[own]! += sheet.value;
  }
  return groups;
}

/**
 * One half of a round; answers the greatest change. The sum of totals is taken first, being exact, so that equal sums
 * of the same judges stay equal to the last bit.
 */
function renew(target: Float64Array, groups: Groups, overall: number, other: Float64Array, shrink: number): number {
  const { ends, others, sums } = groups;
  let change = 0;
  for (let index = 0; index < target.length; index++) {
    const [start, end] = [startOf(groups, index), ends[index]!];
    let explained = overall * (end - start);
    for (let at = start; at < end; at++) explained += other[others[at]!]!;
    const value = (sums[index]! - explained) / (end - start + shrink);
    change = Math.max(change, Math.abs(value - target[index]!));
    target[index] = value;
  }
  return change;
}
