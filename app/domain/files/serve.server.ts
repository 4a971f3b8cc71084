import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { extensionOf, type Variant } from "./model.ts";
import { tilePlace } from "./tiles.ts";
import { mayView, neutralName } from "./viewers.server.ts";

/** One form of a file that somebody may see. `name` is neutral and safe in a header. */
export interface Servable {
  storageKey: string;
  mime: string;
  bytes: number;
  etag: string;
  name: string;
}

async function findForm(db: Database, fileId: string, variant: Variant) {
  if (variant === "original") {
    return db
      .selectFrom("stored_files")
      .select(["storage_key", "mime", "bytes", "sha256"])
      .where("id", "=", fileId)
      .executeTakeFirst();
  }
  return db
    .selectFrom("file_renditions as rendition")
    .innerJoin("stored_files as file", "file.id", "rendition.file_id")
    .select(["rendition.storage_key", "rendition.mime", "rendition.bytes", "file.sha256"])
    .where("rendition.file_id", "=", fileId)
    .where("rendition.variant", "=", variant)
    .executeTakeFirst();
}

/**
 * One form of a file for somebody: null when there is none or they may not see it, which the edge must not tell
 * apart. `fileId` is a UUID.
 */
export async function findServable(
  ctx: { db: Database; actor: unknown; now: Date },
  fileId: string,
  variant: Variant
): Promise<Servable | null> {
  if (!(await mayView(ctx, { fileId, variant }))) return null;
  const form = await findForm(ctx.db, fileId, variant);
  if (!form) return null;
  const name = (await neutralName(ctx.db, fileId)).replace(/[^A-Za-z0-9._-]/g, "-");
  return {
    storageKey: form.storage_key,
    mime: form.mime,
    bytes: form.bytes,
    etag: `"${form.sha256.slice(0, 32)}-${variant}-${form.bytes}"`,
    name: `${name}.${extensionOf(form.mime)}`,
  };
}

/** One tile of a large picture: a piece of the stored pack. */
export interface ServableTile {
  storageKey: string;
  start: number;
  bytes: number;
  etag: string;
}

/** One tile of a picture for somebody: null when there is none or they may not see every pixel of it. */
export async function findTile(
  ctx: { db: Database; actor: unknown; now: Date },
  { fileId, level, column, row }: { fileId: string; level: number; column: number; row: number }
): Promise<ServableTile | null> {
  if (!(await mayView(ctx, { fileId, variant: "tiles" }))) return null;
  const pack = await ctx.db
    .selectFrom("file_renditions")
    .select(["id", "width", "height", "storage_key as storageKey"])
    .where("file_id", "=", fileId)
    .where("variant", "=", "tiles")
    .executeTakeFirst();
  const place = pack ? tilePlace(pack, level, column, row) : null;
  if (!pack || place === null) return null;
  // Arrays of the database begin at 1; the pack says with one number more where its last tile ends.
  const { start, end } = await ctx.db
    .selectFrom("file_renditions")
    .select([
      sql<number>`tile_offsets[${place + 1}::int]`.as("start"),
      sql<number>`tile_offsets[${place + 2}::int]`.as("end"),
    ])
    .where("id", "=", pack.id)
    .executeTakeFirstOrThrow();
  return { storageKey: pack.storageKey, start, bytes: end - start, etag: `"${pack.storageKey}-${place}"` };
}
