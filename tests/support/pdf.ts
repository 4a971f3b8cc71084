import { inflateSync } from "node:zlib";

/** A font as it was embedded: the letters of its glyphs by their number, and the cut-down font itself. */
export type EmbeddedFont = { letters: string[]; file: Buffer };
export type ReadPdf = { pages: number; fonts: EmbeddedFont[]; text: string[] };

type Parts = Map<number, { dictionary: string; stream: Buffer | null }>;

function objectsOf(pdf: Buffer): Parts {
  const parts: Parts = new Map();
  const raw = pdf.toString("latin1");
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number, body] = match as unknown as [string, string, string];
    const at = body.indexOf("stream\n");
    const dictionary = at < 0 ? body : body.slice(0, at);
    const packed = at < 0 ? null : Buffer.from(body.slice(at + 7, body.lastIndexOf("\nendstream")), "latin1");
    const stream = packed && dictionary.includes("FlateDecode") ? inflateSync(packed) : packed;
    parts.set(Number(number), { dictionary, stream });
  }
  return parts;
}

const refOf = (dictionary: string, key: string): number => Number(new RegExp(`/${key} \\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1]);
const utf16 = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

function lettersOf(cmap: string): string[] {
  const letters: string[] = [];
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const start = parseInt(from!, 16);
    [...list!.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex], index) => (letters[start + index] = utf16(hex!.replaceAll(" ", ""))));
  }
  return letters;
}

/** Reads what pdfkit wrote: enough to tell pages, letters and the glyphs that stand for them. */
export function readPdf(pdf: Buffer): ReadPdf {
  const parts = objectsOf(pdf);
  const all = [...parts.values()];
  const byName = new Map<string, EmbeddedFont>();
  const resources = all.map(({ dictionary }) => /\/Font <<([^>]*)>>/.exec(dictionary)?.[1] ?? "").join(" ");
  for (const [, name, number] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const type0 = parts.get(Number(number))!.dictionary;
    const descendant = parts.get(refOf(type0, "DescendantFonts"))!.dictionary;
    const descriptor = parts.get(refOf(descendant, "FontDescriptor"))!.dictionary;
    const cmap = parts.get(refOf(type0, "ToUnicode"))!.stream!.toString("latin1");
    byName.set(name!, { letters: lettersOf(cmap), file: parts.get(refOf(descriptor, "FontFile2"))!.stream! });
  }
  const text = all.flatMap(({ stream }) => (stream ? linesOf(stream.toString("latin1"), byName) : []));
  return { pages: all.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary)).length, fonts: [...byName.values()], text };
}

function linesOf(content: string, fonts: Map<string, EmbeddedFont>): string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)\nET/g)].map(([, block]) => {
    const font = fonts.get(/\/(F\d+) /.exec(block!)![1]!)!;
    const glyphs = [...block!.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex]) => hex!.match(/.{4}/g)!);
    return glyphs.map((glyph) => font.letters[parseInt(glyph, 16)] ?? "?").join("");
  });
}
