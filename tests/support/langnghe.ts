import { readFileSync } from "node:fs";
import { parseCsv } from "#app/platform/csv.ts";

/**
 * The reference contest (synthetic): 85 drawings, 12 clips, 282 sheets of 3 judges, and its known results.
 */
const read = (name: string) =>
  parseCsv(readFileSync(new URL(`../../db/seeds/langnghe/${name}.csv`, import.meta.url), "utf8"));

export type KnownEntry = {
  code: string;
  category: "TV" | "VC";
  division: string;
  valid: boolean;
  mean: string;
  rank: number | null;
  tier: string | null;
  nominated: boolean;
  durationMs: number | null;
};

export const CRITERION_IDS = ["tc1", "tc2", "tc3", "tc4", "tc5"] as const;

export function knownEntries(): KnownEntry[] {
  return read("entries").map((row) => ({
    code: row.ma_bai ?? "",
    category: row.hang_muc === "Tranh vẽ" ? "TV" : "VC",
    division: row.nhom_tuoi ?? "",
    valid: row.trang_thai_so_loai === "Hợp lệ",
    mean: row.tong_diem_tb ?? "",
    rank: row.xep_hang ? Number(row.xep_hang) : null,
    tier: row.giai || null,
    nominated: row.gui_cap_tinh === "x",
    durationMs: row.thoi_luong ? clockMs(row.thoi_luong) : null,
  }));
}

function clockMs(clock: string): number {
  const [minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return (minutes * 60 + seconds) * 1000;
}

export function knownAuthors() {
  return read("authors").map((row) => ({
    code: row.ma_bai ?? "",
    name: row.ho_ten ?? "",
    birth: row.ngay_sinh ?? "",
    className: row.lop ?? "",
  }));
}

/**
 * Sheets with points in hundredths, as strings in the table so that the test reads them with the program's
 * parser.
 */
export function knownSheets() {
  return read("scores").map((row) => ({
    code: row.ma_bai ?? "",
    judge: row.giam_khao ?? "",
    points: CRITERION_IDS.map((id) => row[id] ?? ""),
    total: row.tong ?? "",
  }));
}
