import { readFileSync } from "node:fs";
import type { Worksheet } from "exceljs";
import { parseCsv } from "#app/platform/csv.ts";
import { inTcvn3 } from "./legacy-writing.ts";

const read = (name: string) =>
  parseCsv(readFileSync(new URL(`../../../db/seeds/langnghe/${name}.csv`, import.meta.url), "utf8"));

export type KnownWork = {
  code: string; category: "TV" | "VC"; commune: string; school: string; title: string; material: string; paperSize: string;
  authors: { fullName: string; birth: string; sex: "female" | "male"; ethnicity: string; className: string }[];
};

/** The 97 works and 147 authors of the reference contest, as they have to come out again. */
export function knownWorks(): KnownWork[] {
  const authors = read("authors");
  return read("entries").map((row) => ({
    code: row.ma_bai!,
    category: row.hang_muc === "Tranh vẽ" ? "TV" : "VC",
    commune: row.don_vi_xa!,
    school: row.truong!,
    title: row.ten_tac_pham!,
    material: row.chat_lieu!,
    paperSize: row.kho_giay!,
    authors: authors
      .filter((author) => author.ma_bai === row.ma_bai)
      .map((author) => ({
        fullName: author.ho_ten!,
        birth: author.ngay_sinh!.split("/").reverse().join("-"),
        sex: author.gioi_tinh === "Nữ" ? ("female" as const) : ("male" as const),
        ethnicity: author.dan_toc!,
        className: author.lop!,
      })),
  }));
}

const ethnicityWords: Record<string, string[]> = {
  Mông: ["Mông", "H'Mông", "HMông"], Dao: ["Dao", "dao", "Dao đỏ"], Tày: ["Tày", "tày"], Giáy: ["Giáy", "Nhắng"],
};

const otherTone = (text: string) => text.replace(/òa/g, "oà").replace(/óa/g, "oá");
const shortSchool = (name: string) =>
  name.replace(" (mẫu)", "").replace("Trường Tiểu học", "Trường TH").replace("Trường ", "");

/** The same day as people write it, and as Excel keeps it. */
function dayIn(birth: string, at: number): string | Date {
  const [year, month, day] = birth.split("-") as [string, string, string];
  const writings = [
    `${day}/${month}/${year}`, new Date(`${birth}T00:00:00Z`), `${day}.${month}.${year}`, `${day}-${month}-${year}`,
    `${Number(day)}/${Number(month)}/${year}`, ` ${day}/${month}/${year} `, `${day}${month}${year}`,
  ];
  return writings[at % writings.length]!;
}

const headings = [
  "Số TT", "Mã số", "Họ và tên tác giả (nhóm: ghi đủ các em)", "Ngày, tháng, năm sinh", "Ngày, tháng, năm sinh", "DT", "Lớp",
  "Trường", "Xã/TT", inTcvn3("Tên tác phẩm"), "Chất liệu - khổ giấy", "GVHD, SĐT", "Ghi chú",
];
const width = headings.length;

/**
 * The reference contest as a district would send it: title lines over merged cells, headings of two lines, births in the
 * columns for boys and girls, groups in one cell or over merged rows, an old font, both ways to place a tone, letters
 * taken apart, schools in short, rows twice, a total and signatures.
 */
export async function messyWorkbook(): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  book.addWorksheet("Hướng dẫn").addRow(["Ghi đủ họ và tên, ngày sinh của các em. Mọi thắc mắc gọi Tổ thư ký."]);
  const sheet = book.addWorksheet("DS bài dự thi");
  writeHead(sheet);
  const works = knownWorks();
  const drawings = works.filter(({ category }) => category === "TV");
  const clips = works.filter(({ category }) => category === "VC");
  section(sheet, "A. TRANH VẼ");
  drawings.forEach((work, at) => writeWork(sheet, work, at));
  section(sheet, "B. VIDEO CLIP");
  clips.forEach((work, at) => writeWork(sheet, work, at + drawings.length));
  writeWork(sheet, { ...clips[3]!, title: ` ${clips[3]!.title}  ` }, 200);
  section(sheet, "A. TRANH VẼ (bổ sung)");
  for (const work of [drawings[4]!, drawings[40]!]) writeWork(sheet, work, 201);
  sheet.addRow(["", "", `Tổng cộng: ${works.length} bài`]);
  sheet.addRow([]);
  sheet.addRow(["", "", "NGƯỜI LẬP BIỂU", "", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ"]);
  sheet.addRow(["", "", "Nguyễn Thị Lập", "", "", "", "", "Trần Văn Trưởng"]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function writeHead(sheet: Worksheet): void {
  for (const title of ["HỘI LHPN HUYỆN BẢO YÊN", "DANH SÁCH TRÍCH NGANG BÀI DỰ THI “LẮNG NGHE CON NÓI”", "(Kèm theo Công văn số 25/CV-BTV ngày 05/9/2023)"]) {
    section(sheet, title);
  }
  sheet.addRow([]);
  const top = sheet.addRow(headings).number;
  sheet.addRow(["", "", "", "Nam", "Nữ"]);
  sheet.mergeCells(top, 4, top, 5);
  for (let column = 1; column <= width; column++) if (column !== 4 && column !== 5) sheet.mergeCells(top, column, top + 1, column);
  sheet.addRow(headings.map((_, at) => `(${at + 1})`));
}

function section(sheet: Worksheet, text: string): void {
  const { number } = sheet.addRow([text]);
  sheet.mergeCells(number, 1, number, width);
}

function writeWork(sheet: Worksheet, work: KnownWork, at: number): void {
  const words = (text: string) => (at % 3 === 0 ? text.normalize("NFD") : text);
  const mentor = ["Cô Lan - 0912.345.678", "Thầy Sơn (ĐT: 0987 654 321)", "", "Cô Hằng, 912345679"][at % 4]!;
  const rowOf = (author: KnownWork["authors"][number], place: number) => {
    const day = dayIn(author.birth, at + place);
    const ethnicity = (ethnicityWords[author.ethnicity] ?? [author.ethnicity])[at % 2] ?? author.ethnicity;
    return [
      at + 1, work.code, words(at % 5 === 1 ? otherTone(author.fullName) : author.fullName),
      author.sex === "male" ? day : "", author.sex === "female" ? day : "", ethnicity,
      at % 4 === 2 ? `Lớp ${author.className}` : author.className, words(shortSchool(work.school)),
      at % 2 === 0 ? `Xã ${otherTone(work.commune)}` : work.commune, inTcvn3(work.title),
      [work.material, work.paperSize].filter(Boolean).join(" - khổ "), mentor, "",
    ];
  };
  const first = sheet.lastRow!.number + 1;
  work.authors.forEach((author, place) => sheet.addRow(rowOf(author, place)));
  if (work.authors.length === 1) return;
  const last = first + work.authors.length - 1;
  for (const column of at % 2 === 0 ? [1, 2, 8, 9, 10, 11, 12] : [1, 2, 10]) sheet.mergeCells(first, column, last, column);
}
