import { findHandover, type HandoverItem, type HandoverView } from "#app/domain/entries/queries/handovers.server.ts";
import type { Carrier, Condition, Movement } from "#app/domain/entries/paper.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { formatVnDate, vnDayOf, vnTimeOf } from "#app/platform/dates.ts";
import { type PdfPen, writePdf } from "#app/platform/pdf.server.ts";

const conditionVi: Record<Condition, string> = {
  good: "Tốt", creased: "Nhăn, gấp", torn: "Rách", stained: "Ố, bẩn", incomplete: "Thiếu thông tin mặt sau", other: "Khác",
};
const carrierVi: Record<Carrier, string> = { sheet: "Tờ tranh", usb: "USB" };
const titleVi: Record<Movement, string> = {
  received: "BIÊN BẢN GIAO NHẬN BÀI DỰ THI", returned: "BIÊN BẢN TRẢ BẢN GỐC BÀI DỰ THI", "handed-over": "BIÊN BẢN BÀN GIAO BÀI DỰ THI LÊN CẤP TRÊN",
};

/** Margins by Nghị định 30/2020, in mm. */
const page = { left: 30, right: 15, top: 20, bottom: 20, width: 165 };
const columns = [
  { head: "STT", width: 11 }, { head: "Mã bài", width: 28 }, { head: "Tên tác phẩm", width: 52 },
  { head: "Hạng mục", width: 24 }, { head: "Bản gốc", width: 18 }, { head: "Tình trạng", width: 32 },
] as const;
const cellSize = 11;
const pad = 1.2;

/** A hand-over note as a PDF with the list, the counts and both signatures; frozen when signed, and no child is named. */
export async function handoverPdf(ctx: Context, handoverId: string): Promise<{ name: string; body: Buffer }> {
  const note = await findHandover(ctx, handoverId);
  return { name: `bien-ban-${vnDayOf(note.draftedAt)}-${note.id.slice(0, 8)}.pdf`, body: await drawHandover(note) };
}

/** Draws a note; the same note gives the same bytes. */
export function drawHandover(note: HandoverView): Promise<Buffer> {
  return writePdf({ title: titleVi[note.movement], createdAt: note.draftedAt }, (pen) => {
    let y = drawHead(pen, note);
    y = drawSides(pen, note, y);
    y = drawTable(pen, note.items, y + 3);
    drawFoot(pen, note, y + 3);
  });
}

const counted = <T extends string>(items: readonly HandoverItem[], of: (item: HandoverItem) => T): [T, number][] => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
  return [...counts];
};

function drawHead(pen: PdfPen, { movement, contestName, year, roundName }: HandoverView): number {
  const wide = { x: page.left, width: page.width, align: "center" } as const;
  let y = pen.text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { ...wide, y: page.top, size: 12, font: "bold" });
  const motto = "Độc lập - Tự do - Hạnh phúc";
  y = pen.text(motto, { ...wide, y, size: 13, font: "bold" });
  const half = pen.measure(motto, { size: 13, font: "bold" }).width / 2;
  const middle = page.left + page.width / 2;
  pen.line([middle - half, y + 0.5], [middle + half, y + 0.5]);
  y = pen.text(titleVi[movement], { ...wide, y: y + 7, size: 14, font: "bold" });
  return pen.text(`Cuộc thi “${contestName}” năm ${year}, ${roundName}`, { ...wide, y, size: 13 });
}

function drawSides(pen: PdfPen, note: HandoverView, top: number): number {
  const [hour, minute] = vnTimeOf(note.draftedAt).split(":");
  const day = formatVnDate(vnDayOf(note.draftedAt));
  const given = note.movement === "received" ? [note.unitName, note.hostName] : [note.hostName, note.unitName];
  const person = (name: string, post: string) => [name, post].filter((part) => part !== "").join(", chức vụ: ");
  const byCategory = counted(note.items, ({ categoryName }) => categoryName).map(([name, count]) => `${name}: ${count}`).join("; ");
  const byCondition = counted(note.items, ({ condition }) => conditionVi[condition]).map(([name, count]) => `${name.toLowerCase()}: ${count}`).join("; ");
  const paragraphs = [
    `Hồi ${hour} giờ ${minute} phút, ngày ${day}${note.place ? `, tại ${note.place}` : ""}, chúng tôi gồm:`,
    `Bên giao: ${given[0]}. Người đại diện: ${person(note.giver, note.giverPost)}.`,
    `Bên nhận: ${given[1]}. Người đại diện: ${person(note.receiver, note.receiverPost)}.`,
    `Hai bên cùng kiểm và giao nhận ${note.items.length} bản gốc theo danh sách dưới đây. Theo hạng mục: ${byCategory}. Tình trạng: ${byCondition}.`,
    ...(note.note ? [`Ghi chú: ${note.note}`] : []),
  ];
  return paragraphs.reduce((y, words) => pen.text(words, { x: page.left, y: y + 2, width: page.width, size: 13 }), top + 4);
}

const cellsOf = (item: HandoverItem, index: number): string[] => [
  String(index + 1), item.code, item.title, item.categoryName, carrierVi[item.carrier],
  item.note ? `${conditionVi[item.condition]} (${item.note})` : conditionVi[item.condition],
];

/** Rows as high as their highest cell; the head of the table stands on every page, numbered from the second on. */
function drawTable(pen: PdfPen, items: readonly HandoverItem[], top: number): number {
  const heads = columns.map(({ head }) => head);
  let y = drawRow(pen, heads, top, true);
  for (const [index, item] of items.entries()) {
    const cells = cellsOf(item, index);
    if (y + rowHeight(pen, cells, false) > pen.height - page.bottom) y = drawRow(pen, heads, turnPage(pen), true);
    y = drawRow(pen, cells, y, false);
  }
  return y;
}

const pageNumbers = new WeakMap<PdfPen, number>();

function turnPage(pen: PdfPen): number {
  const number = (pageNumbers.get(pen) ?? 1) + 1;
  pageNumbers.set(pen, number);
  pen.nextPage();
  pen.text(String(number), { x: page.left, y: 10, width: page.width, size: 13, align: "center" });
  return page.top;
}

const looks = (bold: boolean) => ({ size: cellSize, font: bold ? "bold" : "regular" }) as const;
const rowHeight = (pen: PdfPen, cells: readonly string[], bold: boolean) =>
  Math.max(...cells.map((words, at) => pen.measure(words, { width: columns[at]!.width - 2 * pad, ...looks(bold) }).height)) + 2 * pad;

function drawRow(pen: PdfPen, cells: readonly string[], y: number, bold: boolean): number {
  const height = rowHeight(pen, cells, bold);
  let x: number = page.left;
  for (const [at, words] of cells.entries()) {
    const { width } = columns[at]!;
    pen.rect({ x, y, width, height });
    pen.text(words, { x: x + pad, y: y + pad, width: width - 2 * pad, align: bold || at === 0 ? "center" : "left", ...looks(bold) });
    x += width;
  }
  return y + height;
}

/** The closing words and both signatures stand together: they go to a new page rather than apart. */
function drawFoot(pen: PdfPen, { giver, receiver }: HandoverView, top: number): void {
  const needed = 60;
  let y = top + needed > pen.height - page.bottom ? turnPage(pen) : top;
  y = pen.text("Biên bản lập thành 02 bản, mỗi bên giữ 01 bản, có giá trị như nhau.", { x: page.left, y, width: page.width, size: 13 }) + 5;
  const half = page.width / 2;
  for (const [at, [side, name]] of [["ĐẠI DIỆN BÊN GIAO", giver], ["ĐẠI DIỆN BÊN NHẬN", receiver]].entries()) {
    const place = { x: page.left + at * half, width: half, align: "center" } as const;
    const below = pen.text(side!, { ...place, y, size: 13, font: "bold" });
    pen.text("(Ký, ghi rõ họ tên)", { ...place, y: below, size: 12, font: "italic" });
    pen.text(name!, { ...place, y: y + 35, size: 13, minSize: 9, height: 12, font: "bold" });
  }
}
