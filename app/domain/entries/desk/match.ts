import { parseSlip } from "#app/domain/entries/slip-code.ts";
import { fold } from "#app/platform/vietnamese.ts";

/** A picture that looks for its row: its file's name, and the texts of the QR codes seen in it. */
export type SeenPhoto = { id: string; name: string; takenAt: number; qr: readonly string[] };

/** A row that may take a picture. `slip` is the code of its paper slip, `names` the children's. */
export type MatchRow = { id: string; slip: string | null; title: string; names: readonly string[]; hasPhoto: boolean };

export type MatchProblem = "several-codes" | "unknown-slip" | "row-taken" | "several-photos";

/** Where a picture belongs and how that was found, or why nothing was matched. Neither: a hand has to place it. */
export type PhotoMatch = {
  photoId: string;
  rowId: string | null;
  by: "slip" | "slip-in-name" | "name" | null;
  problem: MatchProblem | null;
  slip: string | null;
};

const bare = (name: string) => fold(name.replace(/\.[a-z0-9]{2,5}$/i, "").replace(/[_\-.,()+]+/g, " ")).trim();

/** A slip's code inside a file's name, whole or in its two groups; null when there is none or more than one. */
function slipInName(name: string): string | null {
  const words = name.replace(/\.[a-z0-9]{2,5}$/i, "").split(/[\s_,()]+/);
  const found = new Set(words.flatMap((word) => parseSlip(word) ?? []));
  const [only] = found;
  return found.size === 1 ? only! : null;
}

type Found = Omit<PhotoMatch, "photoId">;
const nothing: Found = { rowId: null, by: null, problem: null, slip: null };

function bySlip(slip: string, by: "slip" | "slip-in-name", rows: readonly MatchRow[]): Found {
  const row = rows.find((one) => one.slip === slip);
  if (!row) return { ...nothing, problem: "unknown-slip", slip };
  return row.hasPhoto ? { ...nothing, problem: "row-taken", slip } : { ...nothing, rowId: row.id, by, slip };
}

/** The one row whose child or title stands in the file's name; whole words, so that "An" is not found in "Lan". */
function byName(name: string, rows: readonly MatchRow[]): Found {
  const text = ` ${bare(name)} `;
  const holds = (part: string) => fold(part).length >= 4 && text.includes(` ${fold(part)} `);
  const free = rows.filter(({ hasPhoto }) => !hasPhoto);
  const named = free.filter(({ names }) => names.some(holds));
  const fitting = named.length > 0 ? named : free.filter(({ title }) => holds(title));
  return fitting.length === 1 ? { ...nothing, rowId: fitting[0]!.id, by: "name" } : nothing;
}

/** The slips among the QR codes seen in a picture, each once. */
export const slipsSeen = (qr: readonly string[]): string[] => [...new Set(qr.flatMap((text) => parseSlip(text) ?? []))];

function find(photo: SeenPhoto, rows: readonly MatchRow[]): Found {
  const [inPicture, another] = slipsSeen(photo.qr);
  if (another) return { ...nothing, problem: "several-codes" };
  if (inPicture) return bySlip(inPicture, "slip", rows);
  const inName = slipInName(photo.name);
  return inName ? bySlip(inName, "slip-in-name", rows) : byName(photo.name, rows);
}

/**
 * Gives each picture its row: by the slip seen in it, by a slip's code in its file's name, or by the child's name or
 * the title there when one row alone fits. A picture with several slips, with a slip no row has, or one of two that
 * claim the same row matches nothing and says so.
 */
export function matchPhotos(photos: readonly SeenPhoto[], rows: readonly MatchRow[]): PhotoMatch[] {
  const found = photos.map((photo) => ({ photoId: photo.id, ...find(photo, rows) }));
  const claims = new Map<string, number>();
  for (const { rowId } of found) if (rowId) claims.set(rowId, (claims.get(rowId) ?? 0) + 1);
  return found.map((match) =>
    match.rowId && claims.get(match.rowId)! > 1 ? { ...match, rowId: null, by: null, problem: "several-photos" } : match,
  );
}

const numbers = new Intl.Collator("vi", { numeric: true });

/** The order in which pictures were taken, by the number in the name where the moments agree. */
export const inOrder = (photos: readonly SeenPhoto[]): SeenPhoto[] =>
  [...photos].sort((a, b) => a.takenAt - b.takenAt || numbers.compare(a.name, b.name));

/** The pictures one after the other for the rows that have none, as many as there are of both. */
export function pairInOrder(photos: readonly SeenPhoto[], rows: readonly MatchRow[]): { photoId: string; rowId: string }[] {
  const free = rows.filter(({ hasPhoto }) => !hasPhoto);
  return inOrder(photos).slice(0, free.length).map((photo, index) => ({ photoId: photo.id, rowId: free[index]!.id }));
}
