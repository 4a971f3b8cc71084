import type { Database } from "#db/client.ts";
import { fileUrl, type Medium, type Rendition } from "./model.ts";

/** What a page needs to show a file: facts, and the addresses of the forms that exist. */
export interface FileView {
  id: string;
  medium: Medium;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  bytes: number;
  sha256: string;
  thumbhash: string | null;
  perceptualHash: string | null;
  mime: string;
  /** Forms made so far; the original is always there beside them. */
  renditions: Rendition[];
  urls: Partial<Record<Rendition, string>> & { original: string };
}

/** Views of some files by id, in two queries however many there are. Says nothing of who may see them. */
export async function listFiles(db: Database, fileIds: readonly string[]): Promise<Map<string, FileView>> {
  if (fileIds.length === 0) return new Map();
  const ids = [...fileIds];
  const [files, renditions] = await Promise.all([
    db.selectFrom("stored_files").selectAll().where("id", "in", ids).execute(),
    db.selectFrom("file_renditions").select(["file_id", "variant"]).where("file_id", "in", ids).execute(),
  ]);
  return new Map(
    files.map((row) => {
      const made = renditions
        .filter(({ file_id }) => file_id === row.id)
        .map(({ variant }) => variant as Rendition);
      const addresses = made.map((variant) => [variant, fileUrl(row.id, variant)] as const);
      const view: FileView = {
        id: row.id,
        medium: row.medium as Medium,
        width: row.width,
        height: row.height,
        durationMs: row.duration_ms,
        bytes: row.bytes,
        sha256: row.sha256,
        thumbhash: row.thumbhash,
        perceptualHash: row.perceptual_hash,
        mime: row.mime,
        renditions: made,
        urls: { ...Object.fromEntries(addresses), original: fileUrl(row.id, "original") },
      };
      return [row.id, view];
    })
  );
}
