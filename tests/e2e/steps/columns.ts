import { knownEntries, knownSheets } from "#tests/support/langnghe.ts";

/** The counted points of a category, by code, one list of whole points for each sheet. */
export type Counted = ReadonlyMap<string, readonly number[][]>;

/**
 * The three columns of the score table, dealt to whoever judges a work: five judges see three works in five each, and
 * every work still gets exactly its published points, whichever judges have it.
 */
export class Columns {
  #columns = new Map<string, number[][]>();
  #held = new Map<string, Map<string, number>>();

  constructor() {
    for (const { code, points } of knownSheets()) this.#columns.set(code, [...(this.#columns.get(code) ?? []), points.map(Number)]);
  }

  /** What a judge gives a work: always the same column, and none that another judge of it holds. */
  pointsOf(code: string, judgeId: string): number[] {
    const held = this.#held.get(code) ?? new Map<string, number>();
    this.#held.set(code, held);
    const column = held.get(judgeId) ?? [0, 1, 2].find((free) => ![...held.values()].includes(free));
    if (column === undefined) throw new Error(`${code} has four judges`);
    held.set(judgeId, column);
    return this.#columns.get(code)![column]!;
  }

  /** Frees the columns of a judge whose points count for nothing. */
  leave(judgeId: string): void {
    for (const held of this.#held.values()) held.delete(judgeId);
  }

  /** The points dealt out in a category. */
  dealt(category: "TV" | "VC"): Counted {
    const codes = [...this.#held].filter(([code]) => code.includes(`-${category}-`));
    return new Map(codes.map(([code, held]) => [code, [...held.values()].map((column) => this.#columns.get(code)![column]!)]));
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Ranks by mean total and then by the first criterion, in whole numbers alone: code, rank and mean as a page shows them. */
export function rankByHand(counted: Counted): string[][] {
  const works = [...counted].map(([code, sheets]) => ({ code, judges: sheets.length, total: sum(sheets.flat()), first: sum(sheets.map((points) => points[0]!)) }));
  const order = (a: (typeof works)[number], b: (typeof works)[number]) =>
    b.total * a.judges - a.total * b.judges || b.first * a.judges - a.first * b.judges;
  return works.sort(order).map(({ code, total, judges }, at) => {
    if (at > 0 && order(works[at - 1]!, works[at]!) === 0) throw new Error(`${code} stays tied`);
    const cents = Math.floor((total * 200 + judges) / (2 * judges));
    return [code, String(at + 1), `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`];
  });
}

/** The published table down to a rank, in the same shape. */
export const publishedRanking = (category: "TV" | "VC", downTo: number): string[][] =>
  knownEntries()
    .filter((entry) => entry.category === category && entry.rank !== null && entry.rank <= downTo)
    .sort((a, b) => a.rank! - b.rank!)
    .map(({ code, rank, mean }) => [code, String(rank), mean]);
