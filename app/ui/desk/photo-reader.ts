import { canFix, shrinkPhoto } from "#app/ui/photo/fix-photo.ts";
import type { Warning } from "#app/ui/photo/quality.ts";
import { readCodes } from "#app/ui/photo/read-codes.ts";

/** What was seen in a picture; `picture` is the smaller copy to send, null where it goes as it is. */
export type Looked = { qr: readonly string[]; thumb: Blob | null; picture: Blob | null; warnings: readonly Warning[] };

const answerLimitMs = 60_000;
const nothing: Looked = { qr: [], thumb: null, picture: null, warnings: [] };

async function look(blob: Blob): Promise<Looked> {
  // The codes are read in the picture as it was taken: a shrunk one shows them far less often.
  const codes = await readCodes(blob);
  const shrunk = canFix() ? await shrinkPhoto(blob).catch(() => null) : null;
  return { ...nothing, ...shrunk, qr: codes?.slips ?? [] };
}

/**
 * Looks at a picture beside the page: its slips, a small copy, how good it is, and a copy of 2,500 px to send. Never
 * fails: a HEIC, a clip, or a device without memory for it leaves the file as it is, to be placed by name or hand.
 */
export async function readPhoto(blob: Blob): Promise<Looked> {
  let clock: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Looked>((resolve) => {
    clock = setTimeout(() => resolve(nothing), answerLimitMs);
  });
  return Promise.race([look(blob).catch(() => nothing), late]).finally(() => clearTimeout(clock));
}
