import type { SheetPoints } from "#app/domain/judging/points.ts";
import { compareText } from "#app/platform/compare.ts";

/** A row of a paper sheet as one person keyed it: hundredths by criterion id, without the criteria left blank. */
export type KeyedRow = { sheetId: string; points: SheetPoints };
export type KeyedCell = { sheetId: string; criterionId: string };

/**
 * Two keyings of the same paper side by side. "agreed": the rows both keyed alike, at least one criterion in each;
 * "mismatches": every cell in which they differ, a blank one included. A row that both left blank is in neither: the
 * judge did not score it. Swapping the two changes nothing; rows come by sheet id, cells in the order of the criteria.
 */
export function matchKeyings(
  criterionIds: readonly string[],
  first: readonly KeyedRow[],
  second: readonly KeyedRow[],
): { agreed: KeyedRow[]; mismatches: KeyedCell[] } {
  const [byFirst, bySecond] = [first, second].map((rows) => new Map(rows.map((row) => [row.sheetId, row.points])));
  const sheetIds = [...new Set([...byFirst!.keys(), ...bySecond!.keys()])].sort(compareText);
  const agreed: KeyedRow[] = [];
  const mismatches: KeyedCell[] = [];
  for (const sheetId of sheetIds) {
    const [a, b] = [byFirst!.get(sheetId) ?? {}, bySecond!.get(sheetId) ?? {}];
    const differing = criterionIds.filter((id) => a[id] !== b[id]);
    mismatches.push(...differing.map((criterionId) => ({ sheetId, criterionId })));
    if (differing.length === 0 && criterionIds.some((id) => a[id] !== undefined)) agreed.push({ sheetId, points: a });
  }
  return { agreed, mismatches };
}

/** The sheets of rows with points on some criteria but not on all: no sheet can be handed in like that. */
export const halfKeyed = (criterionIds: readonly string[], rows: readonly KeyedRow[]): string[] =>
  rows
    .filter(({ points }) => {
      const given = criterionIds.filter((id) => points[id] !== undefined).length;
      return given > 0 && given < criterionIds.length;
    })
    .map(({ sheetId }) => sheetId);
