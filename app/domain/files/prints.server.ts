import { sql } from "kysely";
import type { Database, Transaction } from "#db/client.ts";
import { perceptualHash } from "./fingerprint.ts";
import { hashesPerProbe, placesOf, probesOf, searchRadius } from "./hash-index.ts";
import { alikeFrom, likenessTo, viewHashes, viewsOf } from "./likeness.ts";

/** A picture that looks like another one: in how many bits of 64 their hashes differ in the best position. */
export type Alike = { fileId: string; distance: number };

/** Called on the transaction in which a file's print is kept. */
export type PrintReaction = (ctx: { db: Transaction; now: Date }, fileId: string) => Promise<void>;

const reactions = new Map<string, PrintReaction>();

/** Lets a later module act when a file can be compared with others; `name` keeps a second registration from counting twice. */
export function onPrint(name: string, reaction: PrintReaction): void {
  reactions.set(name, reaction);
}

const signed = (hash: string): string => BigInt.asIntN(64, BigInt(`0x${hash}`)).toString();

/** Keeps what a picture is known again by, in place of what was kept before. */
export async function keepPrint(trx: Transaction, fileId: string, print: Uint8Array, now: Date): Promise<void> {
  const grey = Buffer.from(print);
  await trx
    .insertInto("picture_prints")
    .values({ file_id: fileId, grey })
    .onConflict((conflict) => conflict.column("file_id").doUpdateSet({ grey }))
    .execute();
  await trx.deleteFrom("picture_bands").where("file_id", "=", fileId).execute();
  const places = placesOf(perceptualHash(print));
  const rows = places.map(({ band, hash }) => ({ band, hash: sql<number>`${signed(hash)}::bigint`, file_id: fileId }));
  await trx.insertInto("picture_bands").values(rows).execute();
  for (const reaction of reactions.values()) await reaction({ db: trx, now }, fileId);
}

/** Of the pictures that the index finds, so many of the nearest are looked at: what is the same is nearer than most. */
const looksAtMost = 100;

/** The columns of a probe; one that is null takes no part in `least`. */
const soughtHashes = Array.from({ length: hashesPerProbe }, (_, at) => `hash_${at}`);
const leastDistance = sql.raw(`least(${soughtHashes.map((sought) => `bit_count((hash # ${sought})::bit(64))`).join(", ")})`);

/** Prints within the radius of one of the hashes, nearest first: the index finds them, the bits decide. Other files only. */
async function nearPrints(db: Database, fileId: string, hashes: readonly string[]) {
  const probes = probesOf(hashes);
  const columns = soughtHashes.map((_, at) => {
    const column = probes.map((probe) => (probe.hashes[at] === undefined ? null : signed(probe.hashes[at])));
    return sql`${column}::bigint[]`;
  });
  // "offset 0" keeps the planner from reading the whole index: each probe is one descent.
  const { rows } = await sql<Alike & { grey: Buffer }>`
    with sought as materialized (
      select * from unnest(${probes.map(({ band }) => band)}::int[], ${sql.join(columns)})
        as probe (band, ${sql.raw(soughtHashes.join(", "))})),
    near as (
      select met.file_id, min(met.distance)::int as distance
      from sought
      cross join lateral (
        select file_id, ${leastDistance} as distance from picture_bands where band = sought.band offset 0) as met
      where met.distance <= ${searchRadius} and met.file_id <> ${fileId}
      group by met.file_id
      order by distance
      limit ${looksAtMost})
    select p.file_id as "fileId", near.distance, p.grey from near join picture_prints p using (file_id)
    order by near.distance`.execute(db);
  return rows;
}

/**
 * The pictures that show the same as this one, turned, mirrored, cut by a few per cent or tinted, nearest first.
 * Empty for a file without a print. Two statements and some hundreds of descents of one index however many
 * pictures there are.
 */
export async function findAlike(db: Database, fileId: string): Promise<Alike[]> {
  const own = await db.selectFrom("picture_prints").select("grey").where("file_id", "=", fileId).executeTakeFirst();
  if (!own) return [];
  const views = viewsOf(own.grey);
  const near = await nearPrints(db, fileId, viewHashes(own.grey, views));
  if (near.length === 0) return [];
  const likeness = likenessTo(own.grey, views);
  return near
    .filter(({ grey }) => likeness(grey) >= alikeFrom)
    .map(({ fileId: other, distance }) => ({ fileId: other, distance }));
}
