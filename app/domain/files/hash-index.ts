/**
 * Where hashes stand in the index (multi-index hashing: Norouzi, Punjani, Fleet, CVPR 2012). A hash of 64 bits is cut
 * into four bands of 16; two hashes within 7 bits of each other agree in at least one band up to one bit, so that
 * looking up each band as it is and with one bit turned finds every one of them. Of those up to 11 bits away it finds
 * most, and they are taken too.
 */
export const certainRadius = 7;
export const searchRadius = 11;

const bands = 4;
const bandBits = 16;

/** Every fourth bit makes a band: neighbouring frequencies depend on each other, and should not fill one band. */
function bandsOf(hash: string): number[] {
  const value = BigInt(`0x${hash}`);
  const made = Array.from({ length: bands }, () => 0);
  for (let bit = 0; bit < bands * bandBits; bit++) {
    const band = bit % bands;
    made[band] = (made[band]! << 1) | Number((value >> BigInt(bit)) & 1n);
  }
  return made;
}

const keyOf = (bits: number, band: number): number => (band << bandBits) | bits;

/** The four places at which a hash stands: the band's number above its 16 bits. */
export const bandKeys = (hash: string): number[] => bandsOf(hash).map(keyOf);

/** All values of 16 bits with at most one of them set. */
const masks = [0, ...Array.from({ length: bandBits }, (_, bit) => 1 << bit)];

/** How many places `probeKeys` names for a hash. */
export const probesPerHash = bands * masks.length;

/** Every place at which a hash within the certain radius of this one may stand. */
export const probeKeys = (hash: string): number[] =>
  bandsOf(hash).flatMap((bits, band) => masks.map((mask) => keyOf(bits ^ mask, band)));
