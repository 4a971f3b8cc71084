import type { Medium } from "#app/domain/contests/model.ts";

/** An exception granted to one unit in one category: how many entries more, with who and why. */
export type Override = { id: string; extra: number; reason: string; at: string; by: string | null };

/** How many entries of one category a unit has sent, and how many it should and may; null is no limit. */
export type UnitPlaces = {
  categoryId: string; categoryCode: string; categoryName: string; medium: Medium;
  unitId: string; unitName: string; sent: number;
  min: number | null; max: number | null; overrides: Override[];
};

/** The most a unit may send: what the rules say and every standing exception on top; null is no limit. */
export const allowedOf = ({ max, overrides }: { max: number | null; overrides: readonly Pick<Override, "extra">[] }): number | null =>
  max === null ? null : overrides.reduce((sum, { extra }) => sum + extra, max);

/** Whether one entry more finds a place. */
export const hasRoom = (sent: number, allowed: number | null): boolean => allowed === null || sent < allowed;

/** Units that have sent fewer than the rules ask of them. */
export const belowMinimum = (places: readonly UnitPlaces[]): UnitPlaces[] =>
  places.filter(({ min, sent }) => min !== null && sent < min);
