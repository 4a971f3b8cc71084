import type { ClientRow, DeskView } from "./view.ts";

export type SavedRow =
  | { id: string; ok: true; version: number; row: DeskView | null }
  | { id: string; ok: false; reason: string; words: string; row: DeskView | null };

/** What became of a save: by row, or that nobody answered, or that somebody has to sign in first. */
export type SaveAnswer = { kind: "answered"; rows: SavedRow[] } | { kind: "away" | "signed-out" } | { kind: "refused"; words: string };

const answerLimitMs = 60_000;

/** Sends rows to be kept. Never throws: a dead line is an answer as well. */
export async function saveRows(address: string, rows: readonly ClientRow[]): Promise<SaveAnswer> {
  const body = rows.map(({ id, saveId, base, line, unitId, categoryId, typed }) => ({
    id, saveId, version: base, line, unitId, categoryId, typed,
  }));
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), answerLimitMs);
  try {
    const form = new URLSearchParams({ rows: JSON.stringify(body) });
    const response = await fetch(address, { method: "POST", body: form, redirect: "manual", signal: control.signal });
    if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
    if (response.status >= 500 || response.status === 429) return { kind: "away" };
    const told = (await response.json()) as { rows?: SavedRow[]; formError?: string | null; errors?: Record<string, string> };
    if (told.rows) return { kind: "answered", rows: told.rows };
    return { kind: "refused", words: told.formError ?? Object.values(told.errors ?? {})[0] ?? "" };
  } catch {
    return { kind: "away" };
  } finally {
    clearTimeout(clock);
  }
}
