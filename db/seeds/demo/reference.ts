import { readFileSync } from "node:fs";
import { parseCsv } from "#app/platform/csv.ts";

/** One work of the reference contest as its table has it. */
export type ReferenceEntry = {
  code: string;
  category: "TV" | "VC";
  commune: string;
  communeCode: string;
  school: string;
  title: string;
  material: string;
  paperSize: string;
  durationMs: number | null;
  receivedOn: string;
  rejection: string;
  authors: ReferenceAuthor[];
};

export type ReferenceAuthor = {
  name: string;
  sex: "female" | "male";
  birthDate: string;
  ethnicity: string;
  className: string;
};

/** One judge's sheet; points in whole points, by criterion. */
export type ReferenceSheet = { code: string; judge: string; points: number[] };

const table = (name: string) => parseCsv(readFileSync(new URL(`../langnghe/${name}.csv`, import.meta.url), "utf8"));

const isoDate = (text: string) => text.split("/").reverse().join("-");

function milliseconds(text: string): number | null {
  const [minutes, seconds] = text.split(":").map(Number);
  return minutes === undefined || seconds === undefined ? null : (minutes * 60 + seconds) * 1000;
}

function authorsByCode(): Map<string, ReferenceAuthor[]> {
  const found = new Map<string, ReferenceAuthor[]>();
  for (const row of table("authors")) {
    const author: ReferenceAuthor = {
      name: row.ho_ten!,
      sex: row.gioi_tinh === "Nữ" ? "female" : "male",
      birthDate: row.ngay_sinh!,
      ethnicity: row.dan_toc!,
      className: row.lop!,
    };
    found.set(row.ma_bai!, [...(found.get(row.ma_bai!) ?? []), author]);
  }
  return found;
}

/** The 97 works of the reference contest in the order of their codes; children, schools and works are invented. */
export function referenceEntries(): ReferenceEntry[] {
  const authors = authorsByCode();
  return table("entries")
    .map((row) => ({
      code: row.ma_bai!,
      category: row.hang_muc === "Tranh vẽ" ? ("TV" as const) : ("VC" as const),
      commune: row.don_vi_xa!,
      communeCode: row.ma_xa_cu!,
      school: row.truong!,
      title: row.ten_tac_pham!,
      material: row.chat_lieu!,
      paperSize: row.kho_giay!,
      durationMs: row.thoi_luong ? milliseconds(row.thoi_luong) : null,
      receivedOn: isoDate(row.ngay_nhan!),
      rejection: row.ly_do!,
      authors: authors.get(row.ma_bai!) ?? [],
    }))
    .sort((a, b) => a.code.localeCompare(b.code));
}

/** The 282 sheets of the reference contest. */
export const referenceSheets = (): ReferenceSheet[] =>
  table("scores").map((row) => ({
    code: row.ma_bai!,
    judge: row.giam_khao!,
    points: [row.tc1, row.tc2, row.tc3, row.tc4, row.tc5].map(Number),
  }));
