import { type DeskTyped, isBlankRow } from "#app/domain/entries/desk/row.ts";
import type { SavedRow } from "./save-rows.ts";
import type { ClientRow, DeskView, KeptRow } from "./view.ts";

/** A row as the server has it, nothing typed on top. */
export const cleanRow = (view: DeskView, saveId: string): ClientRow => ({
  id: view.id, line: view.line, unitId: view.unitId, categoryId: view.categoryId, typed: view.typed,
  base: view.version, saveId, dirty: false, sync: "still", refusal: null, server: view,
});

/** A row that this device kept because the server did not have it yet. */
export const keptRow = (kept: KeptRow): ClientRow => {
  const { owner: _owner, ...row } = kept;
  return { ...row, dirty: true, sync: "still", refusal: null, server: null };
};

/** Whether a row has something that the server does not have and that is worth sending. */
export const wantsSaving = ({ dirty, base, typed, sync }: ClientRow): boolean =>
  dirty && (base > 0 || !isBlankRow(typed)) && sync !== "conflict" && sync !== "saving" && sync !== "refused";

function merged(row: ClientRow | undefined, view: DeskView, saveId: string): ClientRow {
  if (!row) return cleanRow(view, saveId);
  // An answer that was under way while a save was answered is older than what is known.
  if (view.version < row.base) return row;
  if (!row.dirty) return { ...cleanRow(view, row.saveId), sync: row.sync === "saving" ? "saving" : "still" };
  // Whether what was typed here is overtaken, the server says when it is sent: a version more may be this very save,
  // kept there before its answer was lost.
  return { ...row, server: view };
}

/** The rows with what this device kept put over them: words typed before a reload or a dead battery are still to be sent. */
export function withKept(rows: readonly ClientRow[], kept: readonly KeptRow[]): ClientRow[] {
  const over = new Map(kept.map((one) => [one.id, keptRow(one)]));
  const known = new Set(rows.map(({ id }) => id));
  return [...rows.map((row) => (row.dirty ? row : (over.get(row.id) ?? row))), ...kept.filter(({ id }) => !known.has(id)).map(keptRow)];
}

/**
 * The rows of the page after the server told its own: what was typed here and not saved stays, what is clean follows
 * the server.
 */
export function mergeRows(rows: readonly ClientRow[], views: readonly DeskView[], newId: () => string): ClientRow[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const listed = new Set(views.map(({ id }) => id));
  const there = views.map((view) => merged(known.get(view.id), view, newId()));
  const here = rows.filter((row) => !listed.has(row.id) && (row.dirty || row.base === 0 || row.sync === "saving"));
  return [...there, ...here.sort((a, b) => a.line - b.line)];
}

/** A row with other words: a new save of its own, on top of the version known. */
export const edited = (row: ClientRow, change: Partial<Pick<ClientRow, "typed" | "categoryId" | "unitId">>, saveId: string): ClientRow => ({
  ...row, ...change, saveId, dirty: true, sync: row.sync === "conflict" || row.sync === "saving" ? row.sync : "still", refusal: null,
});

/** A row after the answer to the save `saveId`; words typed meanwhile stay dirty, on top of what was just kept. */
export function answered(row: ClientRow, saveId: string, told: SavedRow): ClientRow {
  const server = told.row ?? row.server;
  if (!told.ok) {
    const conflict = told.reason === "entry-changed-elsewhere" || told.reason === "entry-already-submitted";
    return { ...row, server, sync: conflict ? "conflict" : "refused", refusal: told.words };
  }
  const dirty = row.saveId !== saveId;
  return { ...row, server, base: told.version, dirty, sync: "still", refusal: null };
}

/** Mine over theirs: the words here become a new save on top of what the server has now. */
export const keepMine = (row: ClientRow, saveId: string): ClientRow =>
  row.server ? { ...row, base: row.server.version, saveId, dirty: true, sync: "still", refusal: null } : row;

/** Rows for a list that was pasted, or empty ones, after the last. */
export function newRows(
  typed: readonly DeskTyped[],
  { line, unitId, categoryId, newId }: { line: number; unitId: string; categoryId: string; newId: () => string },
): ClientRow[] {
  return typed.map((one, index) => ({
    id: newId(), line: line + index, unitId, categoryId, typed: one, base: 0, saveId: newId(), dirty: true,
    sync: "still", refusal: null, server: null,
  }));
}
