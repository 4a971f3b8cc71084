import { findSlips, type PrintedSlip } from "#app/domain/entries/queries/slips.server.ts";
import { formatSlip, slipPayload } from "#app/domain/entries/slip-code.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { type PdfPen, type TextPlace, writePdf } from "#app/platform/pdf.server.ts";

/** A6 slips to lie beside the drawing, four to an A4, or stickers for its back, twenty-four to an A4. */
export const slipLayouts = ["slips", "labels"] as const;
export type SlipLayout = (typeof slipLayouts)[number];

/** How far a printer draws beside the sticker, in mm to the right and down. */
export type Offset = { right: number; down: number };
/** Further off, and the text would leave the sheet. */
export const maxOffsetMm = 5;

export type SlipPrint = { codes: readonly string[]; layout: SlipLayout; offset: Offset };

/** The slips of these codes as a PDF; the same slips give the same bytes, since the moment is not printed. */
export async function slipsPdf(ctx: Context, { codes, layout, offset }: SlipPrint): Promise<Buffer> {
  return drawSlips(await findSlips(ctx, codes), layout, offset);
}

/** Draws slips in their order: code in letters and as QR, contest, unit, category; nothing of a child. */
export function drawSlips(slips: readonly PrintedSlip[], layout: SlipLayout, offset: Offset = { right: 0, down: 0 }): Promise<Buffer> {
  const grid = layout === "slips" ? { columns: 2, rows: 2 } : { columns: 3, rows: 8 };
  const each = grid.columns * grid.rows;
  return writePdf({ title: layout === "slips" ? "Phiếu kèm bài dự thi" : "Nhãn mặt sau", createdAt: new Date(0) }, (pen) => {
    for (const [index, slip] of slips.entries()) {
      const place = index % each;
      if (place === 0) {
        if (index > 0) pen.nextPage();
        if (layout === "slips") cutLines(pen);
      }
      const x = (place % grid.columns) * (pen.width / grid.columns);
      const y = Math.floor(place / grid.columns) * (pen.height / grid.rows);
      if (layout === "slips") drawSlip(pen, slip, x, y);
      else drawLabel(pen, slip, x + offset.right, y + offset.down);
    }
  });
}

function cutLines(pen: PdfPen): void {
  pen.line([pen.width / 2, 0], [pen.width / 2, pen.height], { dashed: true, weight: 0.1 });
  pen.line([0, pen.height / 2], [pen.width, pen.height / 2], { dashed: true, weight: 0.1 });
}

/** Writes a text that may be too long for its box even in the smallest letters: it is cut with "…" then. */
export function writeFitting(pen: PdfPen, words: string, place: TextPlace & { width: number; height: number }): void {
  const letters = [...words];
  for (let length = letters.length; length > 0; length = Math.floor(length * 0.9)) {
    const text = length === letters.length ? words : `${letters.slice(0, length).join("")}…`;
    const { minSize = place.size ?? 12, font = "regular", leading = 1.2, width, height } = place;
    if (pen.measure(text, { width, size: minSize, font, leading }).height <= height) return void pen.text(text, place);
  }
}

const dots = "…………………………………………";

function drawSlip(pen: PdfPen, slip: PrintedSlip, x: number, y: number): void {
  const left = x + 9;
  const width = 87;
  writeFitting(pen, "PHIẾU KÈM BÀI DỰ THI", { x: left, y: y + 9, width, height: 6, size: 11, align: "center" });
  const contest = `${slip.contestName} ${slip.year}`;
  writeFitting(pen, contest, { x: left, y: y + 16, width, height: 16, size: 14, minSize: 9, font: "bold", align: "center" });
  pen.qr(slipPayload(slip.code), { x: x + 52.5 - 17.5, y: y + 37, size: 35 });
  writeFitting(pen, formatSlip(slip.code), { x: left, y: y + 75, width, height: 14, size: 32, minSize: 20, font: "bold", align: "center" });
  const facts: [string, string][] = [
    ["Đơn vị", slip.unitName], ["Hạng mục", slip.categoryName ?? dots], ["Mã bài", slip.entryCode ?? dots],
  ];
  for (const [at, [label, value]] of facts.entries()) {
    pen.text(`${label}:`, { x: left, y: y + 94 + at * 9, size: 11 });
    writeFitting(pen, value, { x: left + 21, y: y + 94 + at * 9, width: width - 21, height: 8.5, size: 11, minSize: 8.5, leading: 1.1 });
  }
  writeFitting(pen, "Đặt phiếu cạnh tranh khi chụp, mã QR hướng lên. Chụp xong dán hoặc ghim phiếu vào mặt sau tranh. Không ghi tên em lên phiếu.", {
    x: left, y: y + 124, width, height: 16, size: 10, minSize: 9, font: "italic", align: "center",
  });
}

/** A sticker of 70 × 37 mm; it keeps 5 mm to each side for printers that draw beside it. */
function drawLabel(pen: PdfPen, slip: PrintedSlip, x: number, y: number): void {
  pen.qr(slipPayload(slip.code), { x: x + 5, y: y + 6, size: 25 });
  const [left, width] = [x + 34.5, 29.5];
  writeFitting(pen, formatSlip(slip.code), { x: left, y: y + 5.5, width, height: 7, size: 15, minSize: 10, font: "bold" });
  writeFitting(pen, `${slip.contestName} ${slip.year}`, { x: left, y: y + 12.5, width, height: 7, size: 8, minSize: 6, leading: 1.1 });
  writeFitting(pen, slip.unitName, { x: left, y: y + 19.8, width, height: 6.6, size: 8, minSize: 6, leading: 1.1 });
  const work = [slip.categoryName, slip.entryCode].filter((part) => part !== null).join(" · ");
  if (work) writeFitting(pen, work, { x: left, y: y + 26.8, width, height: 5, size: 8, minSize: 5.5, font: "bold" });
}
