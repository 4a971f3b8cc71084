import type { Context } from "#app/domain/people/context.server.ts";
import { formatVnDate, vnDayOf } from "#app/platform/dates.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { type WorkbookColumn, type WorkbookSheet, writeWorkbook } from "#app/platform/workbook.server.ts";
import { findReport } from "./report.server.ts";
import { unitNounVi } from "./report-text.ts";
import type { EntryTally, Report, Share } from "./report.ts";

export type Download = { name: string; body: Buffer };

/**
 * The report of a round as an .xlsx file with a name that any system keeps: by unit, by division, and the children by
 * sex, age and people. The same rights and figures as the page.
 */
export async function reportWorkbook(ctx: Context, roundId: string): Promise<Download> {
  const report = await findReport(ctx, roundId);
  const heads = headsOf(report, ctx.now);
  const body = await writeWorkbook([unitSheet(report, heads), divisionSheet(report, heads), childSheet(report, heads)], ctx.now);
  const name = fold(`${report.contestName} ${report.year} ${report.roundName}`).replace(/[^a-z0-9]+/g, "-");
  return { name: `so-lieu-${name}.xlsx`, body };
}

const headsOf = (report: Report, now: Date) => (title: string) => [
  title,
  `Cuộc thi “${report.contestName}” năm ${report.year} – ${report.roundName}`,
  `${report.sentence}.`,
  `${report.organisation}, số liệu ngày ${formatVnDate(vnDayOf(now))}${report.published ? "" : " (chưa công bố kết quả)"}`,
];
type Heads = ReturnType<typeof headsOf>;

const order: WorkbookColumn = { header: "STT", width: 6, kind: "order" };
const text = (header: string, width: number): WorkbookColumn => ({ header, width, kind: "text" });
const number = (header: string, width = 10): WorkbookColumn => ({ header, width, kind: "number" });

/** Columns of entries; entries without a verdict have a column while there are any. */
const tallyColumns = (pending: boolean) => [
  number("Hợp lệ"), number("Bị loại"), number("Đã rút"), ...(pending ? [number("Chưa kiểm tra")] : []),
  number("Đạt giải"), number("Gửi cấp trên"),
];
const tallyCells = (tally: EntryTally, pending: boolean) => [
  tally.valid, tally.rejected, tally.withdrawn, ...(pending ? [tally.pending] : []), tally.awarded, tally.nominated,
];

function unitSheet({ units, total, categories, unitKind }: Report, heads: Heads): WorkbookSheet {
  const pending = total.pending > 0;
  const noun = unitNounVi(unitKind);
  const cells = (row: Report["total"]) => [
    ...categories.map(({ code }) => row.byCategory[code] ?? 0), row.received, ...tallyCells(row, pending),
    row.children, row.female, row.minority,
  ];
  return {
    name: `Theo ${noun}`,
    titles: heads(`SỐ LIỆU DỰ THI THEO ${noun.toUpperCase()}`),
    columns: [
      order, text("Đơn vị", 26), ...categories.map(({ name }) => number(name)), number("Tổng số bài"),
      ...tallyColumns(pending), number("Số em dự thi"), number("Nữ"), number("Dân tộc thiểu số"),
    ],
    rows: units.map((row, at) => [at + 1, row.name, ...cells(row)]),
    total: ["", "Tổng cộng", ...cells(total)],
  };
}

function divisionSheet({ divisions, total }: Report, heads: Heads): WorkbookSheet {
  const pending = total.pending > 0;
  return {
    name: "Theo bảng",
    titles: heads("SỐ LIỆU DỰ THI THEO HẠNG MỤC VÀ BẢNG"),
    columns: [
      order, text("Hạng mục", 22), text("Bảng", 26), number("Nhận"), ...tallyColumns(pending), number("Số em dự thi"),
    ],
    rows: divisions.map((row, at) => [
      at + 1, row.category, row.division ?? "Chưa xếp bảng", row.received, ...tallyCells(row, pending), row.children,
    ]),
    total: ["", "Tổng cộng", "", total.received, ...tallyCells(total, pending), total.children],
  };
}

const SEXES = { female: "Nữ", male: "Nam", undisclosed: "Không khai" } as const;

function childSheet({ sexes, ages, peoples, total }: Report, heads: Heads): WorkbookSheet {
  const lines = <T>(kind: string, shares: readonly Share<T>[], word: (value: T) => string) =>
    shares.map(({ value, children }) => [kind, word(value), children] as const);
  const rows = [
    ...lines("Giới tính", sexes, (sex) => SEXES[sex]),
    ...lines("Tuổi (theo năm sinh)", ages, (age) => `${age} tuổi`),
    ...lines("Dân tộc", peoples, (people) => people ?? "Không khai"),
  ];
  return {
    name: "Các em dự thi",
    titles: heads("SỐ EM DỰ THI THEO GIỚI TÍNH, TUỔI, DÂN TỘC"),
    columns: [order, text("Cách chia", 28), text("Nhóm", 28), number("Số em", 12)],
    rows: rows.map((row, at) => [at + 1, ...row]),
    total: ["", "Tổng cộng", "Mỗi em tính một lần", total.children],
  };
}
