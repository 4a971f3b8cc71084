import { type WorkbookSheet, writeWorkbook } from "#app/platform/workbook.server.ts";

type Contest = { name: string; year: number; categories: readonly string[] };

const columns: WorkbookSheet["columns"] = [
  { header: "STT", width: 6, kind: "order" },
  { header: "Mã bài (nếu có)", width: 12, kind: "text" },
  { header: "Họ và tên tác giả", width: 26, kind: "text" },
  { header: "Ngày sinh", width: 13, kind: "text" },
  { header: "Nam/Nữ", width: 9, kind: "text" },
  { header: "Dân tộc", width: 11, kind: "text" },
  { header: "Lớp", width: 8, kind: "text" },
  { header: "Trường", width: 26, kind: "text" },
  { header: "Xã", width: 16, kind: "text" },
  { header: "Hạng mục", width: 14, kind: "text" },
  { header: "Tên tác phẩm", width: 28, kind: "text" },
  { header: "Chất liệu - khổ", width: 18, kind: "text" },
  { header: "Giáo viên hướng dẫn", width: 22, kind: "text" },
  { header: "SĐT", width: 14, kind: "text" },
  { header: "Tên tệp ảnh", width: 18, kind: "text" },
  { header: "Ghi chú", width: 14, kind: "text" },
];

const emptyRows = 40;

/** The headings of the template in their order. */
export const templateHeadings = columns.map(({ header }) => header);

/**
 * The list to fill in, in the layout of the summary roster that communes already keep (domain.md 2.5). Cells are text,
 * so that Excel keeps the nought of a telephone number and makes no day of the class "6/2".
 */
export function writeTemplate({ name, year, categories }: Contest, now: Date): Promise<Buffer> {
  const titles = [
    "DANH SÁCH TRÍCH NGANG BÀI DỰ THI",
    `${name}, năm ${year}`,
    `Hạng mục: ${categories.join("; ")}. Ngày sinh ghi như 05/09/2013. Bài của nhóm: mỗi em một dòng, từ dòng thứ hai để trống STT và tên tác phẩm.`,
  ];
  const rows = Array.from({ length: emptyRows }, () => columns.map(() => ""));
  return writeWorkbook([{ name: "Danh sách", titles, columns, rows, asText: true }], now);
}
