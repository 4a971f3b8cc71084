const at = (values: readonly number[], rank: number) => [...values].sort((a, b) => a - b)[rank] ?? Number.NaN;

/** The middle value; of an even count the lower of the two. */
export const median = (values: readonly number[]): number => at(values, Math.floor((values.length - 1) / 2));

/** The value that 95 of 100 stay at or below (nearest rank). */
export const p95 = (values: readonly number[]): number => at(values, Math.ceil(values.length * 0.95) - 1);
