import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { placesOf } from "#app/domain/files/hash-index.ts";
import { up } from "#db/migrations/0022_bands_in_every_position.ts";
import { freshDb } from "#tests/support/database.ts";

const fresh = freshDb();

const signed = (hash: string) => BigInt.asIntN(64, BigInt(`0x${hash}`)).toString();

/** A picture as it stood in the index before: one hash in four bands. */
async function keptBefore(hash: string): Promise<string> {
  const { id } = await fresh.db
    .insertInto("stored_files")
    .values({ medium: "image", storage_key: randomUUID(), mime: "image/jpeg", bytes: 1, sha256: randomUUID(), created_at: new Date(), created_by: randomUUID() })
    .returning("id").executeTakeFirstOrThrow();
  await sql`insert into picture_prints (file_id, grey) values (${id}, ${Buffer.alloc(1024)})`.execute(fresh.db);
  await sql`insert into picture_bands (file_id, band, hash) select ${id}, n * 65536 + 77 + n, ${signed(hash)}::bigint from generate_series(0, 3) n`.execute(fresh.db);
  return id;
}

it("pictures of before stand where they are looked for now, highest bit and even sheets included", async () => {
  const hashes = ["0000000000000000", "ffffffffffffffff", "8000000000000001", ...Array.from({ length: 60 }, () => randomBytes(8).toString("hex"))];
  const kept = new Map<string, string>();
  for (const hash of hashes) kept.set(await keptBefore(hash), hash);
  await fresh.db.transaction().execute((trx) => up(trx as never));
  const { rows } = await sql<{ id: string; band: number; hash: string }>`
    select file_id as id, band, hash::text as hash from picture_bands order by band`.execute(fresh.db);
  for (const [id, hash] of kept) {
    expect(rows.filter((row) => row.id === id), hash).toEqual(placesOf(hash).map((place) => ({ id, band: place.band, hash: signed(place.hash) })));
  }
  expect(rows).toHaveLength(4 * hashes.length);
});
