import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { strToU8, zipSync } from "fflate";
import { readListFile } from "#app/domain/entries/import/read-file.server.ts";
import { readImport } from "#app/domain/entries/import/read.ts";
import { rawZip } from "#tests/support/import/raw-zip.ts";
import { placesOf } from "#tests/support/import/places.ts";

type CellLike = string | number | Date | { formula: string; result?: string | number } | { error: "#REF!" };

async function workbookOf(rows: CellLike[][]): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet("Danh sách");
  rows.forEach((row) => sheet.addRow(row));
  return Buffer.from(await book.xlsx.writeBuffer());
}

const heading = ["Họ và tên", "Tên tranh", "Ngày sinh", "Lớp", "Hạng mục"];
const child = ["Lý Thị Mảy", "Mẹ em", "05/09/2013", "5A", "Tranh"];
const places = { ...placesOf([]), units: null };

async function read(bytes: Buffer) {
  const file = await readListFile(bytes);
  if (!file.ok) return `${file.reason}`;
  const reading = readImport(file.sheets, places);
  return reading ? reading.rows.map(({ entry, authors, problems }) => ({ title: entry.title, name: authors[0]?.fullName, birth: authors[0]?.birth, problems: problems.map(({ code }) => code) })) : "no-headings";
}

const asRead = [{ title: "Mẹ em", name: "Lý Thị Mảy", birth: "2013-09-05", problems: [] }];
const text = (delimiter: string) => [heading, child].map((row) => row.join(delimiter)).join("\r\n");

/** What `iconv -t CP1258` makes of the text: letters with a tone fall into letter and mark. */
function inCp1258(from: string): Buffer {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-1258").decode(Uint8Array.of(byte)), byte] as const));
  const letters = [...from.normalize("NFC")].flatMap((letter) => {
    if (table.has(letter)) return [letter];
    const apart = [...letter.normalize("NFD")];
    const tone = apart.find((sign) => /[\u0300\u0301\u0303\u0309\u0323]/u.test(sign))!;
    return [apart.filter((sign) => sign !== tone).join("").normalize("NFC"), tone];
  });
  return Buffer.from(letters.map((letter) => table.get(letter)!));
}

describe("delimited text", () => {
  it.each([
    ["UTF-8 with commas", Buffer.from(text(","))],
    ["UTF-8 with its mark, semicolons", Buffer.from(`\ufeff${text(";")}`)],
    ["UTF-8, tabs", Buffer.from(text("\t"))],
    ["letters taken apart", Buffer.from(text(",").normalize("NFD"))],
    ["UTF-16 LE with its mark", Buffer.from(`\ufeff${text("\t")}`, "utf16le")],
    ["UTF-16 LE without", Buffer.from(text(";"), "utf16le")],
    ["UTF-16 BE with its mark", Buffer.from(`\ufeff${text(";")}`, "utf16le").swap16()],
    ["windows-1258", inCp1258(text(";"))],
    ["Excel's own note of the delimiter", Buffer.from(`sep=|\r\n${text("|")}`)],
  ])("is read in %s", async (_, bytes) => {
    expect(await read(bytes)).toEqual(asRead);
  });

  it("keeps quotes, line breaks and doubled quotes inside fields, and names the line of one that never closes", async () => {
    const quoted = `Họ và tên,Tên tranh,Ngày sinh,Hạng mục\n"Lý Thị Mảy\nLò Văn Sơn","Mẹ ""của"" em, và bà","05/09/2013\n06/09/2013",Tranh`;
    expect(await read(Buffer.from(quoted))).toEqual([{ title: 'Mẹ "của" em, và bà', name: "Lý Thị Mảy", birth: "2013-09-05", problems: ["class-missing"] }]);
    const open = await readListFile(Buffer.from(`a,b\nc,"d\ne,f\n`));
    expect(open).toEqual({ ok: false, reason: "quote-not-closed", params: { line: 2 } });
  });
});

describe("workbooks", () => {
  it("give days, text days, numbers and the saved value of formulas; an error is said with its cell", async () => {
    const rows = [
      heading,
      ["Lý Thị Mảy", "Mẹ em", new Date("2013-09-05T00:00:00Z"), "5A", "Tranh"],
      ["Lò Văn Sơn", "Bố em", 41703, "5A", "Tranh"],
      [{ formula: 'A2&" B"', result: "Lý Thị Mảy B" }, "Bà em", 2014, "5A", "Tranh"],
      ["=HYPERLINK(\"x\")", "Ông em", "1.2.2013", "5A", "Tranh"],
      ["Hà Thị Yến", { error: "#REF!" }, "1-2-2013", "5A", "Tranh"],
    ] as CellLike[][];
    expect(await read(await workbookOf(rows))).toEqual([
      { title: "Mẹ em", name: "Lý Thị Mảy", birth: "2013-09-05", problems: [] },
      { title: "Bố em", name: "Lò Văn Sơn", birth: null, problems: ["birth-serial"] },
      { title: "Bà em", name: "Lý Thị Mảy B", birth: "2014-01-01", problems: ["birth-year-only"] },
      { title: "Ông em", name: "=HYPERLINK", birth: "2013-02-01", problems: ["name-not-a-name"] },
      { title: "", name: "Hà Thị Yến", birth: "2013-02-01", problems: ["cell-fault", "title-empty"] },
    ]);
  });

  it("of 60 columns are read, of more refused", async () => {
    const wide = (width: number) => workbookOf([[...heading, ...Array.from({ length: width - 5 }, (_, at) => `Cột ${at}`)], child]);
    expect(await read(await wide(60))).toEqual(asRead);
    expect(await readListFile(await wide(200))).toEqual({ ok: false, reason: "too-many-columns", params: { count: 200, max: 60 } });
  });

  it("of too many rows are refused, never cut off", async () => {
    const rows = (count: number) => Buffer.from([heading, ...Array.from({ length: count }, () => child)].map((row) => row.join(",")).join("\n"));
    expect(await readListFile(rows(10_100))).toEqual({ ok: false, reason: "too-many-rows", params: { max: 10_000 } });
    const whole = await readListFile(rows(10_000));
    expect(whole.ok && whole.sheets[0]!.rows.length).toBe(10_001);
  });

  const base = () => ({ "[Content_Types].xml": strToU8("<Types/>"), "xl/workbook.xml": strToU8("<workbook/>") });
  it.each([
    ["a macro", () => zipSync({ ...base(), "xl/vbaProject.bin": strToU8("x") }), "workbook-macro"],
    ["another file inside", () => zipSync({ ...base(), "xl/embeddings/oleObject1.bin": strToU8("x") }), "workbook-embedded"],
    ["a part that inflates to 100 MB", () => rawZip([{ name: "xl/workbook.xml", data: Buffer.from("<workbook/>") }, { name: "xl/sharedStrings.xml", data: Buffer.alloc(100 * 2 ** 20), declared: 1_000 }]), "workbook-too-heavy"],
    ["3,000 parts", () => zipSync({ ...base(), ...Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`p${at}`, strToU8("x")])) }), "workbook-too-heavy"],
    ["no sheet at all", () => zipSync({ "tranh.jpg": strToU8("x") }), "not-a-table"],
    ["nothing in its parts", () => zipSync(base()), "workbook-unreadable"],
    ["its end cut off", () => zipSync(base()).subarray(0, 200), "workbook-unreadable"],
  ])("with %s are refused before they are read", async (_, make, reason) => {
    const answer = await readListFile(Buffer.from(make()));
    expect(answer.ok ? "read" : answer.reason).toBe(reason);
  });

  it("with a password are told from broken ones", async () => {
    const compound = Buffer.alloc(4_096);
    compound.writeUInt32BE(0xd0cf11e0, 0);
    compound.write("EncryptedPackage", 1_024, "utf16le");
    expect(await readListFile(compound)).toMatchObject({ reason: "workbook-encrypted" });
  });

  it("are told from pictures, pages and programs, whatever their name", async () => {
    const other = [readFileSync("tests/http/uploads/red-and-green.heic"), Buffer.from("<html><table><tr><td>Họ tên</td></tr></table>"), Buffer.from("MZ\0\0\0\0\0\0"), Buffer.alloc(0)];
    const answers = await Promise.all(other.map((bytes) => readListFile(bytes)));
    expect(answers.map((answer) => (answer.ok ? "read" : answer.reason))).toEqual(["not-a-table", "not-a-table", "not-a-table", "file-empty"]);
  });
});
