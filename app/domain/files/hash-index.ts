import { bitsOf, frequencies, turnedHashes, turnings } from "./fingerprint.ts";

/**
 * Where hashes stand in the index (multi-index hashing: Norouzi, Punjani, Fleet, CVPR 2012). A hash of 64 bits is cut
 * into four bands of 16; two hashes within 7 bits of each other agree in at least one band up to one bit, so that
 * looking up each band as it is and with one bit turned finds every one of them. Of those up to 11 bits away it finds
 * most, and they are taken too.
 *
 * A band holds the frequencies (u, v) and (v, u) together. So turning a picture changes a band within itself, and of
 * its eight positions the index keeps for each band the one with the least value: one look-up serves all eight.
 */
export const certainRadius = 7;
export const searchRadius = 11;

/** A place in the index: the band's number above its 16 bits, and the whole hash in the position of the least value. */
export type Place = { band: number; hash: string };

const bands = 4;
const bandBits = 16;

/** Pairs are dealt by turns, as neighbouring frequencies depend on each other; the diagonal fills the shorter bands. */
const members: readonly (readonly number[])[] = (() => {
  const made = Array.from({ length: bands }, (): number[] => []);
  let pairs = 0;
  for (const [index, [u, v]] of frequencies.entries()) {
    if (u === v) made[2 + (u % 2)]!.push(index);
    if (u < v) made[pairs++ % bands]!.push(index, frequencies.findIndex(([a, b]) => a === v && b === u));
  }
  return made;
})();

/** For each position and band: what every bit turned in the hash turns in the band, the first being none. */
const changes = turnings.map((turning) =>
  members.map((places) => [0, ...places.map((place) => 1 << places.findIndex((index) => turning[index]!.from === place))])
);

/** The value of every band in each of the eight positions. */
function valuesOf(hash: string): number[][] {
  const bits = bitsOf(hash);
  return turnings.map((turning) =>
    members.map((places) =>
      places.reduce((value, index, at) => value | ((bits[turning[index]!.from]! ^ turning[index]!.flip) << at), 0)
    )
  );
}

const keyOf = (value: number, band: number): number => (band << bandBits) | value;

/** The four places at which a hash stands, the same four for its picture in every position. */
export function placesOf(hash: string): Place[] {
  const [values, turned] = [valuesOf(hash), turnedHashes(hash)];
  return members.map((_, band) => {
    const least = Math.min(...values.map((each) => each[band]!));
    return { band: keyOf(least, band), hash: turned[values.findIndex((each) => each[band] === least)]! };
  });
}

/** A place to look up, with the hashes that whatever stands there is compared with. */
export type Probe = { band: number; hashes: string[] };

/** How many hashes a probe has at most. */
export const hashesPerProbe = 6;

/** Every place at which a hash within the certain radius of this one may stand, in whatever position its picture is. */
function placesNear(hash: string): Place[] {
  const [values, turned] = [valuesOf(hash), turnedHashes(hash)];
  return members.flatMap((_, band) =>
    Array.from({ length: bandBits + 1 }, (_none, change) => values.map((each, turn) => each[band]! ^ changes[turn]![band]![change]!))
      .flatMap((tried) => {
        const least = Math.min(...tried);
        return tried.flatMap((value, turn) => (value === least ? [{ band: keyOf(least, band), hash: turned[turn]! }] : []));
      })
  );
}

/**
 * The probes that find every hash within the certain radius of one of these, in all eight positions. A place is named
 * once for all hashes that look there, again only when they are more than `hashesPerProbe`.
 */
export function probesOf(hashes: readonly string[]): Probe[] {
  const sought = new Map<number, Set<string>>();
  for (const { band, hash } of hashes.flatMap(placesNear)) {
    const there = sought.get(band);
    if (there) there.add(hash);
    else sought.set(band, new Set([hash]));
  }
  return [...sought].flatMap(([band, set]) => {
    const all = [...set];
    return Array.from({ length: Math.ceil(all.length / hashesPerProbe) }, (_, at) => {
      return { band, hashes: all.slice(at * hashesPerProbe, (at + 1) * hashesPerProbe) };
    });
  });
}
