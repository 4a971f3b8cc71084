import type { Database } from "#db/client.ts";
import type { Variant } from "./model.ts";

/** One module's answer to "may this person see this form of this file?"; `actor` is null for the public. */
export type FileViewer = (
  ctx: { db: Database; actor: unknown; now: Date },
  ask: { fileId: string; variant: Variant }
) => Promise<boolean>;

/** A file as it is named to whoever may see it: a neutral name such as "TV-007", without extension. */
export type FileNamer = (db: Database, fileId: string) => Promise<string | null>;

const viewers = new Map<string, FileViewer>();
let namer: FileNamer = async () => null;

/** Adds a module's reason to show files; `name` keeps a second registration from counting twice. */
export function registerFileViewer(name: string, viewer: FileViewer): void {
  viewers.set(name, viewer);
}

/** Says how files are named when they are saved; until then they carry their own id. */
export function registerFileNamer(given: FileNamer): void {
  namer = given;
}

/** True when at least one module lets the person see it; nobody sees anything by default. */
export async function mayView(...[ctx, ask]: Parameters<FileViewer>): Promise<boolean> {
  for (const viewer of viewers.values()) if (await viewer(ctx, ask)) return true;
  return false;
}

/** The neutral name of a file. */
export const neutralName = async (db: Database, fileId: string): Promise<string> =>
  (await namer(db, fileId)) ?? fileId;
