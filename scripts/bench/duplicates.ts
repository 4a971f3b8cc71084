import { perceptualHash } from "#app/domain/files/fingerprint.ts";
import { placesOf } from "#app/domain/files/hash-index.ts";
import { findAlike, keepPrint } from "#app/domain/files/prints.server.ts";
import type { Database } from "#db/client.ts";
import { sql } from "kysely";
import type { BenchCase } from "../bench-case.ts";
import { onGround } from "./support/ground.ts";
import { median } from "./support/statistics.ts";

const pictures = 100_000;
const asked = 25;
const side = 32;

/** Seeded, so that every run searches among the same pictures. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A picture as soft as a drawing seen from afar: a few waves of random direction over a slope. */
function softPrint(seed: number): Uint8Array {
  const random = randomOf(seed);
  const waves = Array.from({ length: 6 }, () => ({ x: random() * 9 - 4.5, y: random() * 9 - 4.5, phase: random() * 7, height: 10 + random() * 30 }));
  return Uint8Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [(at % side) / side, Math.floor(at / side) / side];
    const value = waves.reduce((sum, wave) => sum + wave.height * Math.sin(wave.x * x * 2 + wave.y * y * 2 + wave.phase), 128);
    return Math.max(0, Math.min(255, value));
  });
}

const nobody = "00000000-0000-0000-0000-000000000000";

async function addFiles(db: Database, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into stored_files (medium, storage_key, mime, bytes, sha256, created_at, created_by)
    select 'image', md5(random()::text || n), 'image/jpeg', 1, md5(n::text), now(), ${nobody}
    from generate_series(1, ${count}::int) n returning id`.execute(db);
  return rows.map(({ id }) => id);
}

const signed = (hash: string) => BigInt.asIntN(64, BigInt(`0x${hash}`)).toString();

/** The rows that `keepPrint` makes one by one, a thousand pictures at a time. */
async function fill(db: Database): Promise<void> {
  const batch = 1_000;
  for (let from = 0; from < pictures; from += batch) {
    const ids = await addFiles(db, batch);
    const prints = ids.map((_, index) => Buffer.from(softPrint(from + index)));
    await sql`insert into picture_prints (file_id, grey) select * from unnest(${ids}::uuid[], ${prints}::bytea[])`.execute(db);
    const hashes = prints.map(perceptualHash);
    const rows = ids.flatMap((id, index) => placesOf(hashes[index]!).map(({ band, hash }) => ({ id, band, hash: signed(hash) })));
    await sql`
      insert into picture_bands (file_id, band, hash)
      select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ band }) => band)}::int[],
        ${rows.map(({ hash }) => hash)}::bigint[])`.execute(db);
  }
  await sql`vacuum analyze picture_bands, picture_prints, stored_files`.execute(db);
}

/** New pictures: half show what is there already, in other greys; half show something new. */
function newPrint(index: number): Uint8Array {
  if (index % 2 === 1) return softPrint(pictures + index);
  const noise = randomOf(index);
  return softPrint(index * 3_001).map((value) => Math.min(255, value * 0.8 + 20 + noise() * 4));
}

async function search(db: Database): Promise<number> {
  await fill(db);
  const times: number[] = [];
  let found = 0;
  for (let index = -3; index < asked; index++) {
    const [id] = await addFiles(db, 1);
    await db.transaction().execute((trx) => keepPrint(trx, id!, newPrint(Math.abs(index)), new Date()));
    const start = performance.now();
    const alike = await findAlike(db, id!);
    if (index >= 0) times.push(performance.now() - start);
    if (index >= 0 && index % 2 === 0 && alike.length > 0) found += 1;
  }
  if (found < Math.ceil(asked / 2)) throw new Error(`only ${found} of ${Math.ceil(asked / 2)} known pictures were found`);
  return median(times);
}

/** Everything that is alike to one new picture among 100,000, windows, index and confirmation together. */
export const cases: BenchCase[] = [
  {
    id: "duplicates-100k", title: "Tìm bài trùng của một ảnh mới trong 100.000 ảnh", unit: "ms", measure: "value", limit: 50,
    bound: "most",
    run: async () => ({ value: await onGround(({ db }) => search(db)), baseline: null }),
  },
];
