import { fraction, sumFractions, type Fraction } from "#app/platform/decimal.ts";

/** What the maths needs of a criterion: points in hundredths, weight in hundredths (100 counts once). */
export type CriterionScale = { id: string; maxPoints: number; step: number; weight: number };

/** Points of one sheet by criterion id, in hundredths. */
export type SheetPoints = Readonly<Record<string, number>>;

export type PointsFault = "points-not-whole" | "points-negative" | "points-above-maximum" | "points-off-step";
export type PointsCheck =
  | { ok: true; value: number }
  | { ok: false; reason: PointsFault; params: { points: number; max: number; step: number } };

/**
 * Whether a judge may give these points (hundredths): from 0 to the criterion's maximum, on its step counted
 * from 0. The maximum itself is always allowed, also where it is no multiple of the step.
 */
export function checkPoints(
  criterion: Pick<CriterionScale, "maxPoints" | "step">,
  points: number,
): PointsCheck {
  const fault = faultOf(criterion, points);
  if (fault === null) return { ok: true, value: points };
  return { ok: false, reason: fault, params: { points, max: criterion.maxPoints, step: criterion.step } };
}

function faultOf(
  { maxPoints, step }: Pick<CriterionScale, "maxPoints" | "step">,
  points: number,
): PointsFault | null {
  if (!Number.isSafeInteger(points)) return "points-not-whole";
  if (points < 0) return "points-negative";
  if (points > maxPoints) return "points-above-maximum";
  return points % step === 0 || points === maxPoints ? null : "points-off-step";
}

export type SheetTotal = { total: Fraction; missing: string[] };

/**
 * The sum of a sheet, points × weight, as an exact fraction of hundredths, and the ids of criteria not yet
 * scored (which count nothing).
 */
export function sheetTotal(
  criteria: readonly Pick<CriterionScale, "id" | "weight">[],
  points: SheetPoints,
): SheetTotal {
  const scored = criteria.filter(({ id }) => points[id] !== undefined);
  const sum = scored.reduce((so, { id, weight }) => so + (points[id] ?? 0) * weight, 0);
  return { total: fraction(sum, 100), missing: criteria.filter(({ id }) => points[id] === undefined).map(({ id }) => id) };
}

/** The most a sheet can reach, as an exact fraction of hundredths: "95 trên 100". */
export function greatestTotal(criteria: readonly Pick<CriterionScale, "maxPoints" | "weight">[]): Fraction {
  return sumFractions(criteria.map(({ maxPoints, weight }) => fraction(maxPoints * weight, 100)));
}
