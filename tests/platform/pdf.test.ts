import { createHash } from "node:crypto";
import fc from "fast-check";
import * as fontkit from "fontkit";
import { describe, expect, it } from "vitest";
import { fontBytes, pdfFonts, type PdfPen, writePdf } from "#app/platform/pdf.server.ts";
import { wrapWords } from "#app/platform/pdf-lines.ts";
import { readPdf } from "#tests/support/pdf.ts";

const createdAt = new Date("2026-09-05T03:00:00Z");
const paper = { title: "Phiếu đồng ý", createdAt };
const write = (draw: (pen: PdfPen) => void) => writePdf(paper, draw);

const vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const lower = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC")));
const alphabet = [...lower, ...lower.map((letter) => letter.toUpperCase()), ..."đĐ₫“”…–0123456789"].join("");

/** How a glyph is drawn, in outline commands; empty for a letter that would not be seen. */
const outline = (font: fontkit.Font, id: number) => font.getGlyph(id).path.toSVG();

describe("a paper's letters", () => {
  it.each(pdfFonts)("of the %s face hold all Vietnamese, each drawn as the whole font draws it", async (font) => {
    const pdf = readPdf(await write((pen) => void pen.text(alphabet, { x: 10, y: 10, width: 190, font })));
    const whole = fontkit.create(fontBytes(font));
    const [embedded] = pdf.fonts;
    const cut = fontkit.create(embedded!.file);
    const wrong = [...alphabet].filter((letter) => {
      const drawn = outline(cut, embedded!.letters.indexOf(letter));
      return drawn === "" || drawn !== outline(whole, whole.glyphForCodePoint(letter.codePointAt(0)!).id);
    });
    expect(wrong).toEqual([]);
    expect(pdf.text.join("")).toBe(alphabet);
  });

  it("are whole letters also when typed as letter and mark", async () => {
    const name = "Giàng Thị Hợp";
    const both = await Promise.all([name, name.normalize("NFD")].map((words) => write((pen) => void pen.text(words, { x: 10, y: 10 }))));
    expect(readPdf(both[1]!).text).toEqual([name]);
    expect(both[0]!.equals(both[1]!)).toBe(true);
  });
});

describe("a paper", () => {
  const draw = (pen: PdfPen) => {
    pen.text("Phiếu 1", { x: 20, y: 20, size: 14, font: "bold" });
    pen.qr("VD1K7QM3XTB", { x: 150, y: 20, size: 25 });
    pen.line([0, 148.5], [210, 148.5], { dashed: true });
    pen.rect({ x: 20, y: 40, width: 5, height: 5 });
    pen.nextPage();
    pen.text("Phiếu 2", { x: 20, y: 20 });
  };

  it("has the pages that were asked for, and the same bytes each time", async () => {
    const [one, two] = [await write(draw), await write(draw)];
    const digest = (pdf: Buffer) => createHash("sha256").update(pdf).digest("hex");
    expect(digest(one)).toBe(digest(two));
    expect([readPdf(one).pages, readPdf(one).text]).toEqual([2, ["Phiếu 1", "Phiếu 2"]]);
    const later = await writePdf({ ...paper, createdAt: new Date(0) }, draw);
    expect(later.equals(one)).toBe(false);
  });

  it.each([
    ["below the page", { x: 10, y: 295 }],
    ["right of the page", { x: 200, y: 10 }],
    ["left of the page", { x: 5, y: 10, align: "right" as const }],
    ["above a box too low for the least size", { x: 10, y: 10, width: 20, height: 5, size: 12, minSize: 9 }],
  ])("refuses text %s instead of making a page more", async (_where, place) => {
    await expect(write((pen) => void pen.text("Trường Tiểu học Nghĩa Đô", place))).rejects.toThrow(RangeError);
  });

  it("sets a long name smaller until it fits its line", async () => {
    let taken = { width: 0, height: 0 };
    const name = "Trường Phổ thông dân tộc bán trú Tiểu học Nghĩa Đô";
    const pdf = await write((pen) => {
      pen.text(name, { x: 10, y: 10, width: 90, height: 5, size: 13, minSize: 8 });
      taken = pen.measure(name, { size: 13 });
    });
    expect(readPdf(pdf).text).toEqual([name]);
    expect(taken.width).toBeGreaterThan(90);
  });
});

describe("breaking lines", () => {
  const measure = (text: string) => [...text].length;

  it("keeps every letter in order and no line too wide", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(..."ăbđêh"), maxLength: 12 })), fc.integer({ min: 1, max: 20 }), (words, width) => {
        const text = words.join(" ");
        const lines = wrapWords(text, width, measure);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(lines.filter((line) => measure(line) > width)).toEqual([]);
      }),
    );
  });

  it("breaks at spaces, at its own breaks and inside a word that is too long", () => {
    expect(wrapWords("Em vẽ mẹ", 5, measure)).toEqual(["Em vẽ", "mẹ"]);
    expect(wrapWords("Em vẽ mẹ", undefined, measure)).toEqual(["Em vẽ mẹ"]);
    expect(wrapWords("Em\nvẽ", 9, measure)).toEqual(["Em", "vẽ"]);
    expect(wrapWords("nghiêng ngả", 4, measure)).toEqual(["nghi", "êng", "ngả"]);
  });
});
