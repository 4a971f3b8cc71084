import { confirmImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { discardImport, startImport } from "#app/domain/entries/commands/import-entries.server.ts";
import { listPreview } from "#app/domain/entries/import/previews.server.ts";
import { makeContest, putInPhase } from "#tests/support/builders/contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { type Ground, onGround } from "./support/ground.ts";
import { median } from "./support/statistics.ts";

const rounds = 5;
const families = ["Hoàng", "Nông", "Lý", "Giàng", "Bàn", "Triệu", "Lương", "Ma", "Lục", "Vàng"];
const given = ["Mảy", "Páo", "Sơn", "Xuân", "Bình", "Hà", "Thảo", "Phúc", "Nhi", "Long"];

/** A list of so many rows as an officer's Excel holds it: title lines, two ways of writing days, one unit a row. */
async function workbook(rows: number, communes: readonly string[]): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet("Danh sách");
  sheet.addRow(["DANH SÁCH BÀI DỰ THI"]);
  sheet.mergeCells(1, 1, 1, 10);
  sheet.addRow(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Lớp", "Xã", "Hạng mục", "Tên tác phẩm", "GVHD, SĐT"]);
  for (let at = 0; at < rows; at++) {
    const day = new Date(Date.UTC(2010 + (at % 6), at % 12, (at % 28) + 1));
    sheet.addRow([
      at + 1, `${families[at % 10]} Thị ${given[Math.floor(at / 10) % 10]} ${given[Math.floor(at / 100) % 10]}`,
      at % 2 ? day : day.toISOString().slice(0, 10).split("-").reverse().join("/"), at % 2 ? "Nam" : "Nữ", "Tày", `${(at % 9) + 1}A`,
      communes[at % communes.length]!, at % 8 ? "Tranh" : "Video", `Bài số ${at + 1} của em`, "Cô Lan, 0912.345.678",
    ]);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Milliseconds from the bytes of a list to the first page of its preview, by the commands the pages call. */
async function measure({ db }: Ground): Promise<number> {
  const now = new Date("2023-08-20T03:00:00Z");
  const communes = ["Nghĩa Đô", "Tân Tiến", "Vĩnh Yên", "Xuân Hòa"];
  const contest = await makeContest(db, now, communes);
  await putInPhase(db, contest.district.roundId, "open", now);
  const ctx = contest.district.secretary;
  const bytes = await workbook(1_000, communes);
  const start = () => startImport(ctx, { contestId: contest.contestId, onBehalf: true, file: { name: "ds.xlsx", bytes }, mapping: {} });
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    const { importId } = await start();
    const { rows } = await listPreview(db, importId, {});
    taken.push(performance.now() - from);
    if (rows.length !== 50) throw new Error(`the preview shows ${rows.length} rows`);
    if (round < rounds - 1) await discardImport(ctx, importId);
    else {
      const { written } = await confirmImport(ctx, importId);
      if (written !== 1_000) throw new Error(`${written} of 1,000 rows were written`);
    }
  }
  return median(taken);
}

/** A sheet of 1,000 rows: read in its thread, columns guessed, rows matched, the preview kept and its first page read. */
export const cases: BenchCase[] = [
  {
    id: "import-1000", title: "Nhập bảng 1.000 dòng đến khi xem trước", unit: "ms", measure: "value", limit: 2_000, bound: "most",
    run: async () => ({ value: await onGround(measure), baseline: null }),
  },
];
