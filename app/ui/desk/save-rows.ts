import { post, refusalOf } from "./post.ts";
import type { ClientRow, DeskView } from "./view.ts";

export type SavedRow =
  | { id: string; ok: true; version: number; row: DeskView | null }
  | { id: string; ok: false; reason: string; words: string; row: DeskView | null };

/** What became of a save: by row, or that nobody answered, or that somebody has to sign in first. */
export type SaveAnswer = { kind: "answered"; rows: SavedRow[] } | { kind: "away" | "signed-out" } | { kind: "refused"; words: string };

/** Sends rows to be kept. Never throws: a dead line is an answer as well. */
export async function saveRows(address: string, rows: readonly ClientRow[]): Promise<SaveAnswer> {
  const body = rows.map(({ id, saveId, base, line, unitId, categoryId, typed }) => ({
    id, saveId, version: base, line, unitId, categoryId, typed,
  }));
  const answer = await post<{ rows: SavedRow[] }>(address, { rows: JSON.stringify(body) });
  if (answer.kind !== "told") return answer;
  const { told } = answer;
  return told.rows ? { kind: "answered", rows: told.rows } : { kind: "refused", words: refusalOf(told) };
}
