import { type Kysely, sql } from "kysely";

/** The frequencies behind the bits of a hash, from the highest bit on; as the files module orders them. */
const frequencies: readonly (readonly [number, number])[] = Array.from({ length: 121 }, (_, at) => {
  return [Math.floor(at / 11), at % 11] as const;
}).filter(([u, v]) => u + v > 0 && u + v < 11 && !(u === 5 && v === 5));

const indexOf = (u: number, v: number) => frequencies.findIndex(([a, b]) => a === u && b === v);

/** From which bit each position takes each bit, and whether it turns it over. */
const turnings = Array.from({ length: 8 }, (_, turn) =>
  frequencies.map(([u, v]) => {
    const [a, b] = turn & 4 ? [v, u] : [u, v];
    return { from: indexOf(a, b), flip: ((turn & 1 ? a : 0) + (turn & 2 ? b : 0)) % 2 };
  })
);

/** The bits of the four bands: (u, v) and (v, u) together. */
const members: number[][] = [[], [], [], []];
let pairs = 0;
for (const [index, [u, v]] of frequencies.entries()) {
  if (u === v) members[2 + (u % 2)]!.push(index);
  if (u < v) members[pairs++ % 4]!.push(index, indexOf(v, u));
}

/** Where a hash of 64 zeros and ones stands: for each band in the position in which it has the least value. */
function placesOf(bits: string): { band: number; hash: string }[] {
  const turned = turnings.map((turning) => turning.map(({ from, flip }) => Number(bits[from]) ^ flip));
  return members.map((places, band) => {
    const values = turned.map((each) => places.reduce((value, index, at) => value | (each[index]! << at), 0));
    const least = Math.min(...values);
    return { band: (band << 16) | least, hash: turned[values.indexOf(least)]!.join("") };
  });
}

const filesAtOnce = 5_000;

/**
 * Alike pictures are looked up once for all eight positions: the places of every picture are made anew from the hash
 * that stood in its first band.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows: files } = await sql<{ id: string; bits: string }>`
    select file_id as id, hash::bit(64)::text as bits from picture_bands where band < 65536`.execute(db);
  await sql`truncate picture_bands`.execute(db);
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const rows = files.slice(from, from + filesAtOnce).flatMap(({ id, bits }) => placesOf(bits).map((place) => ({ ...place, id })));
    await sql`
      insert into picture_bands (file_id, band, hash)
      select file_id, band, bits::bit(64)::bigint
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ band }) => band)}::int[],
        ${rows.map(({ hash }) => hash)}::text[]) as place (file_id, band, bits)`.execute(db);
  }
}
