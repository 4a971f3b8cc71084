import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type PDFKit from "pdfkit";
import { wrapWords } from "#app/platform/pdf-lines.ts";

/** The faces of papers: Tinos, which has the widths of Times New Roman and every Vietnamese letter. */
export const pdfFonts = ["regular", "bold", "italic", "bold-italic"] as const;
export type PdfFont = (typeof pdfFonts)[number];

/** Lengths are millimetres from the upper left corner; letters are sized in points, as offices say it. */
export type TextPlace = {
  x: number;
  /** The upper edge of the first line. */
  y: number;
  /** Lines are broken to it; without it the text stays on one line. */
  width?: number;
  /** What the text must fit into: it is set smaller until it does, down to `minSize`; then RangeError. */
  height?: number;
  size?: number;
  minSize?: number;
  font?: PdfFont;
  align?: "left" | "center" | "right";
  /** The distance of two lines, in sizes. */
  leading?: number;
};
export type StrokePlace = { weight?: number; dashed?: boolean };
type Box = { x: number; y: number; width: number; height: number };

/** One paper being drawn. Nothing flows: what would leave the page is a RangeError, never a page more. */
export type PdfPen = {
  readonly width: number;
  readonly height: number;
  /** A new page; the first one is there already. */
  nextPage(): void;
  /** Writes a text and gives the lower edge of its last line. */
  text(words: string, place: TextPlace): number;
  /** How wide a text is on one line, and how high it is when broken to a width. */
  measure(words: string, place: Pick<TextPlace, "width" | "size" | "font" | "leading">): { width: number; height: number };
  line(from: [number, number], to: [number, number], look?: StrokePlace): void;
  rect(box: Box, look?: StrokePlace): void;
  /** A QR code of `size` millimetres without its quiet zone. */
  qr(payload: string, place: { x: number; y: number; size: number }): void;
};
export type PdfPaper = { title: string; createdAt: Date; size?: [number, number] };

const pointsPerMm = 72 / 25.4;
const defaults = { size: 12, leading: 1.2 };
const a4: [number, number] = [210, 297];
const slack = 1e-6;

const faces: Record<PdfFont, string> = {
  regular: "400Regular/Tinos_400Regular.ttf",
  bold: "700Bold/Tinos_700Bold.ttf",
  italic: "400Regular_Italic/Tinos_400Regular_Italic.ttf",
  "bold-italic": "700Bold_Italic/Tinos_700Bold_Italic.ttf",
};
const loaded = new Map<PdfFont, Buffer>();

/** The bytes of a face, read once. */
export function fontBytes(font: PdfFont): Buffer {
  const known = loaded.get(font);
  if (known) return known;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${faces[font]}`));
  loaded.set(font, bytes);
  return bytes;
}

/**
 * A PDF of the given sheets, drawn by `draw`. The same drawing gives the same bytes: the moment comes from the caller
 * and only the letters that occur are embedded.
 */
export async function writePdf({ title, createdAt, size = a4 }: PdfPaper, draw: (pen: PdfPen) => void): Promise<Buffer> {
  const [{ default: PDFDocument }, { default: QRCode }] = await Promise.all([import("pdfkit"), import("qrcode")]);
  const page = { size: size.map((mm) => mm * pointsPerMm) as [number, number], margin: 0 };
  const info = { Title: title.normalize("NFC"), CreationDate: createdAt, ModDate: createdAt, Producer: "Vòng Thi", Creator: "Vòng Thi" };
  const document = new PDFDocument({ ...page, info, lang: "vi", displayTitle: true, autoFirstPage: false });
  for (const font of pdfFonts) document.registerFont(font, fontBytes(font));
  document.addPage(page);
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
  draw(new Pen(document, size, page, (payload) => QRCode.create(payload, { errorCorrectionLevel: "M" }).modules));
  document.end();
  return whole;
}

type Modules = { size: number; get(row: number, column: number): number };
type PageOptions = { size: [number, number]; margin: number };

class Pen implements PdfPen {
  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly sheet: [number, number],
    private readonly page: PageOptions,
    private readonly qrOf: (payload: string) => Modules,
  ) {}

  get width() {
    return this.sheet[0];
  }

  get height() {
    return this.sheet[1];
  }

  nextPage(): void {
    this.document.addPage(this.page);
  }

  private lines(words: string, width: number | undefined, size: number, font: PdfFont): string[] {
    this.document.font(font).fontSize(size);
    // pdfkit sets a letter and its mark apart when they are two characters.
    return wrapWords(words.normalize("NFC"), width, (text) => this.document.widthOfString(text) / pointsPerMm);
  }

  measure(words: string, { width, size = defaults.size, font = "regular", leading = defaults.leading }: Parameters<PdfPen["measure"]>[1]) {
    const lines = this.lines(words, width, size, font);
    const widest = Math.max(...lines.map((line) => this.document.widthOfString(line) / pointsPerMm));
    return { width: widest, height: (lines.length * size * leading) / pointsPerMm };
  }

  /** The largest size from `size` down to `minSize`, by half points, at which the text fits. */
  private fitting(words: string, place: TextPlace): number {
    const { width, height, size = defaults.size, minSize = size } = place;
    for (let tried = size; tried >= minSize; tried -= 0.5) {
      const taken = this.measure(words, { ...place, size: tried });
      if ((height === undefined || taken.height <= height + slack) && (width === undefined || taken.width <= width + slack)) return tried;
    }
    throw new RangeError(`does not fit: ${words}`);
  }

  text(words: string, place: TextPlace): number {
    const { x, y, width, font = "regular", align = "left", leading = defaults.leading } = place;
    const size = this.fitting(words, place);
    const lines = this.lines(words, width, size, font);
    const step = (size * leading) / pointsPerMm;
    const bottom = y + lines.length * step;
    if (y < 0 || bottom > this.height + slack) throw new RangeError(`leaves the page: ${words}`);
    for (const [at, line] of lines.entries()) {
      const taken = this.document.widthOfString(line) / pointsPerMm;
      const spare = width === undefined ? -taken : width - taken;
      const left = x + { left: 0, center: spare / 2, right: spare }[align];
      if (left < -slack || left + taken > this.width + slack) throw new RangeError(`leaves the page: ${line}`);
      this.document.text(line, left * pointsPerMm, (y + at * step) * pointsPerMm, { lineBreak: false });
    }
    return bottom;
  }

  private stroke({ weight = 0.2, dashed = false }: StrokePlace): void {
    this.document.lineWidth(weight * pointsPerMm);
    if (dashed) this.document.dash(2 * pointsPerMm, { space: 1.5 * pointsPerMm });
    else this.document.undash();
    this.document.stroke("black");
  }

  line(from: [number, number], to: [number, number], look: StrokePlace = {}): void {
    this.document.moveTo(from[0] * pointsPerMm, from[1] * pointsPerMm).lineTo(to[0] * pointsPerMm, to[1] * pointsPerMm);
    this.stroke(look);
  }

  rect({ x, y, width, height }: Box, look: StrokePlace = {}): void {
    this.document.rect(x * pointsPerMm, y * pointsPerMm, width * pointsPerMm, height * pointsPerMm);
    this.stroke(look);
  }

  qr(payload: string, { x, y, size }: { x: number; y: number; size: number }): void {
    const modules = this.qrOf(payload);
    const module = (size / modules.size) * pointsPerMm;
    const [left, top] = [x * pointsPerMm, y * pointsPerMm];
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        let end = column;
        while (end < modules.size && modules.get(row, end)) end += 1;
        if (end > column) this.document.rect(left + column * module, top + row * module, (end - column) * module, module);
        column = Math.max(column, end - 1);
      }
    }
    this.document.fill("black");
  }
}
