import type { Worksheet } from "exceljs";

/** A column of a sheet; `width` in characters, text is set left and wrapped, numbers right, `decimal` with at least two places, `order` in the middle. */
export type WorkbookColumn = { header: string; width: number; kind: "text" | "number" | "decimal" | "order" };

/** One sheet for printing: title lines over the table, a heading row that repeats, a bold last row of totals. */
export type WorkbookSheet = {
  name: string;
  /** The first line is the title, those below are smaller. */
  titles: string[];
  columns: WorkbookColumn[];
  rows: (string | number)[][];
  total?: (string | number)[];
  /** Cells are text for whoever types into them, too: Excel makes no number and no day of it. */
  asText?: boolean;
};

const FONT = "Times New Roman";
const edge = { style: "thin", color: { argb: "FF808080" } } as const;
const BORDER = { top: edge, left: edge, bottom: edge, right: edge };

/**
 * An .xlsx file of some sheets as offices print them: A4 landscape, one page wide, borders, repeated heading row.
 * Values are text or real numbers, never formulas, so that a name that begins with "=" stays a name.
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[], createdAt: Date): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.Workbook();
  workbook.created = createdAt;
  workbook.modified = createdAt;
  for (const sheet of sheets) addSheet(workbook.addWorksheet(sheetName(sheet.name)), sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Excel refuses names over 31 characters and some signs. */
const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);

function addSheet(worksheet: Worksheet, { titles, columns, rows, total, asText }: WorkbookSheet): void {
  const heading = titles.length + 2;
  worksheet.pageSetup = {
    paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0,
    printTitlesRow: `${heading}:${heading}`, horizontalCentered: true,
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  worksheet.headerFooter = { oddFooter: "&C&P/&N" };
  worksheet.views = [{ state: "frozen", ySplit: heading }];
  columns.forEach(({ width }, at) => (worksheet.getColumn(at + 1).width = width));
  titles.forEach((title, at) => addTitle(worksheet, at + 1, columns.length, title));
  const write = (number: number, values: readonly (string | number)[], bold: boolean) =>
    values.forEach((value, at) => writeCell(worksheet, number, at + 1, { value, kind: columns[at]?.kind ?? "text", bold }));
  columns.forEach(({ header }, at) =>
    writeCell(worksheet, heading, at + 1, { value: header, kind: "order", bold: true }),
  );
  rows.forEach((row, at) => write(heading + 1 + at, row, false));
  if (asText) rows.forEach((_, at) => worksheet.getRow(heading + 1 + at).eachCell({ includeEmpty: true }, (cell) => (cell.numFmt = "@")));
  if (total) write(heading + 1 + rows.length, total, true);
}

function addTitle(worksheet: Worksheet, row: number, width: number, text: string): void {
  worksheet.mergeCells(row, 1, row, width);
  const cell = worksheet.getCell(row, 1);
  cell.value = text;
  cell.font = { name: FONT, size: row === 1 ? 14 : 12, bold: row === 1 };
  cell.alignment = { horizontal: "center", vertical: "middle", wrapText: true };
  const perLine = worksheet.columns.reduce((sum, column) => sum + (column.width ?? 10), 0) * 0.95;
  worksheet.getRow(row).height = 19 * Math.max(1, Math.ceil(text.length / perLine));
}

type CellLook = { value: string | number; kind: WorkbookColumn["kind"]; bold: boolean };
const ALIGN = { text: "left", number: "right", decimal: "right", order: "center" } as const;

function writeCell(worksheet: Worksheet, row: number, column: number, { value, kind, bold }: CellLook): void {
  const cell = worksheet.getCell(row, column);
  cell.value = value;
  cell.font = { name: FONT, size: 12, bold };
  cell.border = BORDER;
  cell.alignment = { horizontal: ALIGN[kind], vertical: "middle", wrapText: true };
  if (typeof value === "number") cell.numFmt = kind === "decimal" ? "#,##0.00##" : "#,##0";
}
