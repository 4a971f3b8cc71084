import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkRanges, readBox, readElement, voidHeader } from "#app/domain/files/boxes.ts";
import { rangeOf } from "#app/domain/files/range.ts";
import { sniff } from "#app/domain/files/sniff.ts";
import { boundaryOf, SinglePart } from "#app/http/uploads/multipart.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("sniff", () => {
  it.each([
    ["\xff\xd8\xff\xe0", "jpeg"],
    ["\x89PNG\r\n\x1a\n", "png"],
    ["RIFF\0\0\0\0WEBPVP8 ", "webp"],
    ["\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"],
    ["\0\0\0\x18ftypmif1\0\0\0\0avifmif1", "avif"],
    ["\0\0\0\x14ftypqt  \0\0\0\0qt  ", "mov"],
    ["\0\0\0\x18ftypmp42\0\0\0\0isommp42", "mp4"],
    ["\0\0\0\x08wide\0\0\0\0mdat", "mov"],
    ["\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm"],
    ["\x1aE\xdf\xa3\xa3B\x82\x88matroska", "mkv"],
    ["\xef\xbb\xbf  <!-- x --><svg>", "svg"],
    ["GIF89a", "gif"],
    ["", null],
    ["\0\0\0\0\0\0\0\0\0\0\0\0\0\0", null],
  ] as const)("%j is %s", (head, kind) => {
    expect(sniff(bytes(head))).toBe(kind);
  });
});

describe("the multipart reader", () => {
  it("gives back exactly the file, however the body is cut into chunks", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 60 }),
        fc.boolean(),
        (file, cuts, bare) => {
          const head = '--xYz\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
          const body = Buffer.concat([bytes(head), file, bytes(`\r\n--xYz--${bare ? "" : "\r\n"}`)]);
          const part = new SinglePart("xYz");
          const out: Uint8Array[] = [];
          let at = 0;
          for (const cut of [...cuts, body.length]) {
            out.push(...part.push(body.subarray(at, at + cut)).map((piece) => piece.slice()));
            at += cut;
          }
          out.push(part.end());
          expect(Buffer.concat(out)).toEqual(Buffer.from(file));
        }
      )
    );
  });

  it("refuses another field, a missing end and a head without end", () => {
    expect(() =>
      new SinglePart("x").push(bytes('--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n'))
    ).toThrow("multipart");
    expect(() => new SinglePart("x").push(Buffer.alloc(9000))).toThrow("multipart");
    const cut = new SinglePart("x");
    cut.push(bytes('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabcdefghijklmnop'));
    expect(() => cut.end()).toThrow("multipart");
  });

  it("finds the boundary", () => {
    expect(boundaryOf("multipart/form-data; boundary=----WebKit123")).toBe("----WebKit123");
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
    expect(boundaryOf("application/json")).toBeNull();
  });
});

describe("ranges", () => {
  it.each([
    [undefined, null],
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=90-", { start: 90, end: 99 }],
    ["bytes=90-500", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=-500", { start: 0, end: 99 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=0-1,5-6", null],
    ["bytes=9-3", null],
    ["items=0-1", null],
    ["bytes=-", null],
  ] as const)("%s of 100 bytes is %j", (header, wanted) => {
    expect(rangeOf(header, 100)).toEqual(wanted);
  });
});

describe("containers", () => {
  it("read small, wide, open and cut boxes", () => {
    expect(readBox(bytes("\0\0\0\x10moovabcdefgh"), 4, 100)).toEqual({
      type: "moov",
      start: 4,
      body: 12,
      end: 20,
      cut: false,
    });
    expect(readBox(bytes("\0\0\0\x01mdat\0\0\0\x01\0\0\0\0"), 0, 2 ** 33)).toEqual({
      type: "mdat",
      start: 0,
      body: 16,
      end: 2 ** 32,
      cut: false,
    });
    expect(readBox(bytes("\0\0\0\0mdat"), 8, 50)).toEqual({
      type: "mdat",
      start: 8,
      body: 16,
      end: 50,
      cut: false,
    });
    expect(readBox(bytes("\0\0\0\x40mdat"), 0, 50)?.cut).toBe(true);
    expect(readBox(bytes("\0\0\0\x02mdat"), 0, 50)).toBeNull();
  });

  it("read elements of known and unknown size, and cover any length with a void", () => {
    expect(readElement(bytes("\x12\x54\xc3\x67\x84abcd"), 0, 50)).toEqual({
      type: "1254c367",
      start: 0,
      body: 5,
      end: 9,
      cut: false,
      open: false,
    });
    expect(readElement(bytes("\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff"), 0, 50)).toMatchObject({
      end: 50,
      open: true,
      cut: false,
    });
    for (const length of [2, 8, 9, 10, 300, 100_000])
      expect(readElement(voidHeader(length), 0, length)).toMatchObject({ type: "ec", end: length });
  });

  it("find the samples of a track, chunk by chunk", () => {
    const table = (...words: number[]) =>
      new Uint8Array(
        words.flatMap((word) => [word >>> 24, (word >> 16) & 255, (word >> 8) & 255, word & 255])
      );
    const stsc = table(0, 2, 1, 2, 1, 3, 1, 1);
    const offsets = table(0, 3, 100, 200, 300);
    expect([...chunkRanges({ stsc, stsz: table(0, 0, 5, 1, 2, 3, 4, 5), offsets, wide: false })]).toEqual([
      [100, 103],
      [200, 207],
      [300, 305],
    ]);
    expect([...chunkRanges({ stsc, stsz: table(0, 10, 5), offsets, wide: false })]).toEqual([
      [100, 120],
      [200, 220],
      [300, 310],
    ]);
    const none = new Uint8Array(0);
    expect([...chunkRanges({ stsc: none, stsz: none, offsets: none, wide: true })]).toEqual([]);
  });
});
