import { sql } from "kysely";
import type { Database, Transaction } from "#db/client.ts";
import { hashDistance, perceptualHash } from "./fingerprint.ts";
import { bandKeys, probeKeys, probesPerHash, searchRadius } from "./hash-index.ts";
import { alikeFrom, likenessTo, searchHashes } from "./likeness.ts";

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
  const hash = perceptualHash(print);
  const rows = bandKeys(hash).map((band) => ({ band, hash: sql<number>`${signed(hash)}::bigint`, file_id: fileId }));
  await trx.insertInto("picture_bands").values(rows).execute();
  for (const reaction of reactions.values()) await reaction({ db: trx, now }, fileId);
}

/** Prints within the radius of one of the hashes: the index finds them, the bits decide. Other files only. */
async function nearPrints(db: Database, fileId: string, hashes: readonly string[]) {
  const keys = hashes.flatMap(probeKeys);
  // "offset 0" keeps the planner from reading the whole index: each probe is one descent.
  const { rows } = await sql<{ fileId: string; grey: Buffer }>`
    with near as (
      select distinct b.file_id
      from unnest(${keys}::int[]) with ordinality as probe (band, place)
      cross join lateral (select file_id, hash from picture_bands where band = probe.band offset 0) as b
      where bit_count((b.hash # (${hashes.map(signed)}::bigint[])[(probe.place - 1) / ${probesPerHash} + 1])::bit(64))
        <= ${searchRadius})
    select p.file_id as "fileId", p.grey from near join picture_prints p using (file_id)
    where p.file_id <> ${fileId}`.execute(db);
  return rows;
}

/**
 * The pictures that show the same as this one, turned, mirrored, cut by a few per cent or tinted, nearest first.
 * Empty for a file without a print. Two statements and some seven thousand descents of one index however many
 * pictures there are.
 */
export async function findAlike(db: Database, fileId: string): Promise<Alike[]> {
  const own = await db.selectFrom("picture_prints").select("grey").where("file_id", "=", fileId).executeTakeFirst();
  if (!own) return [];
  const hashes = searchHashes(own.grey);
  const likeness = likenessTo(own.grey);
  return (await nearPrints(db, fileId, hashes))
    .filter(({ grey }) => likeness(grey) >= alikeFrom)
    .map(({ fileId: other, grey }) => {
      const hash = perceptualHash(grey);
      return { fileId: other, distance: Math.min(...hashes.map((sought) => hashDistance(sought, hash))) };
    })
    .sort((a, b) => a.distance - b.distance);
}
