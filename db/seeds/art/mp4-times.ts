/** Seconds from 1904-01-01, where MP4 counts from, to 1970-01-01. */
const epochShift = 2082844800;

/** Boxes that hold boxes on the way to a header with times. */
const parents = new Set(["moov", "trak", "mdia"]);

/**
 * Headers that begin with a creation and a modification time: ISO/IEC 14496-12 clauses 8.2.2, 8.3.2 and
 * 8.4.2.
 */
const headers = new Set(["mvhd", "tkhd", "mdhd"]);

/**
 * Sets the creation and modification times of an MP4, in place, so that making it again gives the same bytes.
 */
export function setTimes(file: Buffer, time: Date, from = 0, to = file.length): void {
  const seconds = Math.floor(time.getTime() / 1000) + epochShift;
  for (let at = from; at + 8 <= to;) {
    const size = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (size < 8) return;
    if (parents.has(type)) setTimes(file, time, at + 8, at + size);
    if (headers.has(type)) {
      const wide = file[at + 8] === 1;
      for (const field of [0, 1]) {
        if (wide) file.writeBigUInt64BE(BigInt(seconds), at + 12 + field * 8);
        else file.writeUInt32BE(seconds, at + 12 + field * 4);
      }
    }
    at += size;
  }
}
