import { crc32, deflateRawSync } from "node:zlib";

export type RawEntry = {
  name: string;
  data: Buffer;
  /** What the directory says of the size, in place of the truth; over 4 GB by the 64-bit field. */
  declared?: number;
  /** Where the directory says the entry begins, in place of the truth. */
  at?: number;
  encrypted?: boolean;
};

/** An archive written by hand, so that it may lie. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared = data.length, at, encrypted = false } of entries) {
    const packed = deflateRawSync(data);
    const label = Buffer.from(name, "utf8");
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(label.length, 26);
    const large = declared > 0xfffffffe;
    const extra = large ? Buffer.alloc(12) : Buffer.alloc(0);
    if (large) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(8, 2);
      extra.writeBigUInt64LE(BigInt(declared), 4);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 8);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(large ? 0xffffffff : declared, 24);
    central.writeUInt16LE(label.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(at ?? offset, 42);
    directory.push(central, label, extra);
    parts.push(local, label, packed);
    offset += 30 + label.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, index, end]);
}
