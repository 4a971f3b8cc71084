import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashDistance, perceptualHash, printSide, turnedHashes } from "#app/domain/files/fingerprint.ts";
import { certainRadius, hashesPerProbe, placesOf, probesOf } from "#app/domain/files/hash-index.ts";
import { alikeFrom, likenessTo, turned, viewHashes } from "#app/domain/files/likeness.ts";

const print = fc.uint8Array({ minLength: printSide * printSide, maxLength: printSide * printSide });
const bits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const hex = (value: bigint) => value.toString(16).padStart(16, "0");

/** A soft picture of its own for each seed: a handful of waves and a bright spot. */
function softPrint(seed: number): Uint8Array {
  const part = (n: number) => ((Math.imul(seed + 1, 2654435761 + n * 40503) >>> 0) % 1000) / 1000;
  return Uint8Array.from({ length: printSide * printSide }, (_, at) => {
    const [x, y] = [(at % printSide) / printSide, Math.floor(at / printSide) / printSide];
    const waves = [0, 1, 2, 3].map((n) => Math.sin(6 * (part(n) * x * (n + 1) + part(n + 9) * y * 2) + 9 * part(n + 20)));
    const spot = Math.exp(-30 * ((x - part(5)) ** 2 + (y - part(6)) ** 2));
    return Math.max(0, Math.min(255, 110 + 20 * waves.reduce((sum, wave) => sum + wave, 0) + 90 * spot));
  });
}

describe("hashes", () => {
  it("count the bits that differ", () => {
    expect(hashDistance("ffffffffffffffff", "fffffffffffffff0")).toBe(4);
    expect(hashDistance("0000000000000000", "ffffffffffffffff")).toBe(64);
    fc.assert(fc.property(bits, bits, (a, b) => hashDistance(hex(a), hex(b)) === hashDistance(hex(b), hex(a))));
  });

  it("of a turned picture are those that were foreseen for it, up to rounding", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 7 }), (seed, turn) => {
        const picture = softPrint(seed);
        expect(hashDistance(perceptualHash(turned(picture, turn)), turnedHashes(perceptualHash(picture))[turn]!)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 }
    );
  });

  it("do not change with light and contrast", () => {
    const picture = softPrint(7);
    const darker = Float64Array.from(picture, (value) => value * 0.6 + 20);
    expect(perceptualHash(darker)).toBe(perceptualHash(picture));
    expect(likenessTo(picture)(darker)).toBe(1000);
  });

  const turn = fc.integer({ min: 0, max: 7 });
  /** The least distance at which the index meets a hash: what its places and the probes have in common. */
  const met = (sought: readonly string[], hash: string): number =>
    Math.min(...probesOf(sought).flatMap((probe) =>
      placesOf(hash).filter(({ band }) => band === probe.band)
        .flatMap((place) => probe.hashes.map((each) => hashDistance(each, place.hash)))));

  it("stand in four bands, the same in every position", () => {
    fc.assert(
      fc.property(bits, turn, (value, at) => {
        const places = placesOf(hex(value));
        expect(places.map(({ band }) => band >> 16)).toEqual([0, 1, 2, 3]);
        expect(placesOf(turnedHashes(hex(value))[at]!).map(({ band }) => band)).toEqual(places.map(({ band }) => band));
        expect(turnedHashes(hex(value))).toEqual(expect.arrayContaining(places.map(({ hash }) => hash)));
      })
    );
  });

  it("within seven bits are all found in one of the bands, in every position and with their distance", () => {
    fc.assert(
      fc.property(bits, fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: certainRadius }), turn, (value, changed, at) => {
        const near = turnedHashes(hex(changed.reduce((hash, bit) => hash ^ (1n << BigInt(bit)), value)))[at]!;
        const positions = turnedHashes(hex(value));
        expect(met([hex(value)], near)).toBe(Math.min(...positions.map((each) => hashDistance(each, near))));
      })
    );
  });

  it("are all compared, however many are sought at one place", () => {
    const edge = (count: number) => fc.array(fc.integer({ min: 0, max: 2 ** 20 }).map((low) => hex(BigInt(low))), { minLength: 1, maxLength: count });
    fc.assert(
      fc.property(edge(40), edge(1), (sought, [hash]) => {
        expect(probesOf(sought).every(({ hashes }) => hashes.length > 0 && hashes.length <= hashesPerProbe)).toBe(true);
        expect(met(sought, hash!)).toBe(Math.min(...sought.map((each) => met([each], hash!))));
      }),
      { numRuns: 30 }
    );
  });
});

describe("likeness", () => {
  it("is whole for the picture itself in all eight positions, whatever it shows", () => {
    fc.assert(
      fc.property(print, fc.integer({ min: 0, max: 7 }), (picture, turn) => {
        fc.pre(new Set(picture).size > 1);
        expect(likenessTo(turned(picture, turn))(picture)).toBe(1000);
      }),
      { numRuns: 20 }
    );
  });

  it("of an even sheet is nothing, not an error", () => {
    const even = new Uint8Array(printSide * printSide).fill(200);
    expect(likenessTo(even)(even)).toBe(0);
    expect(viewHashes(even).length).toBeGreaterThan(0);
  });

  it("of strangers stays below the mark", () => {
    expect(likenessTo(softPrint(1))(softPrint(2))).toBeLessThan(alikeFrom);
  });
});
