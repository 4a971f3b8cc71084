import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareNames,
  fold,
  nameParts,
  nameSortKey,
  normaliseParagraphs,
  normalisePhone,
  normaliseText,
  readPersonName,
} from "#app/platform/vietnamese.ts";

describe("fold", () => {
  test.each([
    ["Hường", "huong"],
    ["Hoà", "hoa"],
    ["Hòa", "hoa"],
    ["Đặng Thị Ngọc Ánh", "dang thi ngoc anh"],
    ["ĐƯỜNG", "duong"],
    ["Nguyễn  Quỳnh\tNhư ", "nguyen quynh nhu"],
    ["Giàng A Páo", "giang a pao"],
    ["H'Mông", "h'mong"],
    ["", ""],
  ])("%j is %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize("NFD"))).toBe(folded);
  });

  test("a search word finds the name it is typed for", () => {
    const found = (word: string) =>
      ["Lý Thị Hường", "Trần Hoà", "Trần Hòa", "Đỗ Hoa"].filter((name) => fold(name).includes(fold(word)));
    expect(found("huong")).toEqual(["Lý Thị Hường"]);
    expect(found("hoa")).toEqual(["Trần Hoà", "Trần Hòa", "Đỗ Hoa"]);
    expect(found("HƯỜNG")).toEqual(["Lý Thị Hường"]);
  });

  test("folding twice is folding once, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe("normaliseText", () => {
  test.each([
    ["  Lý   Thị\u00a0Mẩy ", "Lý Thị Mẩy"],
    ["Hoa\u0300", "Hoà"],
    ["Nam\u0000\u200b\u202e", "Nam"],
    ["một\r\nhai", "một hai"],
    ["\ufeffma", "ma"],
    ["a \u200b b", "a b"],
    [" \t\n ", ""],
  ])("%j is %j", (text, clean) => expect(normaliseText(text)).toBe(clean));

  test("paragraphs keep their lines, one empty line at most", () => {
    expect(normaliseParagraphs(" Một \r\n\r\n\r\n\r\nhai  ba\u0007\n")).toBe("Một\n\nhai ba");
  });
});

describe("names", () => {
  test.each([
    ["Nguyễn Thị Ngọc Ánh", "Nguyễn", "Thị Ngọc", "Ánh"],
    ["Giàng A Páo", "Giàng", "A", "Páo"],
    ["Lò Mẩy", "Lò", "", "Mẩy"],
    ["Páo", "", "", "Páo"],
    ["", "", "", ""],
  ])("%j: family %j, middle %j, given %j", (name, family, middle, given) => {
    expect(nameParts(name)).toEqual({ family, middle, given });
  });

  const list = [
    "Trần Văn An",
    "Lê Thị Ánh",
    "Bàn Văn Ăn",
    "Hoàng Văn Ân",
    "Lục Hà Châu",
    "Hoàng Dũng",
    "Hoàng Đạt",
    "Lương Minh Đạt",
    "Lương Ngọc Đạt",
    "Bàn Hạ",
    "Hoàng Thị Oanh",
    "Nông Ông",
    "Nông Thị Ơn",
    "Lý Uyên",
    "Lý Ưng",
    "Chảo Ý",
  ];

  test("a list goes by given name, then family, then middle, in Vietnamese order", () => {
    expect([...list].reverse().sort(compareNames)).toEqual(list);
  });

  test("the given name's tone weighs more than the family name", () => {
    expect(["Bàn Hạ", "Vàng Hà"].sort(compareNames)).toEqual(["Vàng Hà", "Bàn Hạ"]);
  });

  const syllable = fc
    .tuple(
      fc.constantFrom("", "b", "c", "d", "đ", "h", "n", "th", "tr", "v"),
      fc.constantFrom(..."aăâeêioôơuưy"),
      fc.constantFrom("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"),
      fc.constantFrom("", "n", "ng", "t"),
    )
    .map(([onset, vowel, tone, coda]) => (onset + vowel + tone + coda).normalize("NFC"));
  const name = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

  test("the stored key sorts by code point exactly as the collator compares", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [left, right] = [nameSortKey(a), nameSortKey(b)];
        expect(Math.sign(compareNames(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("readPersonName", () => {
  test.each([
    ["  Lý  Thị Mẩy ", { ok: true, value: "Lý Thị Mẩy", oneWord: false }],
    ["Lý Thị Mẩy".normalize("NFD"), { ok: true, value: "Lý Thị Mẩy", oneWord: false }],
    ["Páo", { ok: true, value: "Páo", oneWord: true }],
    ["H'Yă Niê - Kđăm", { ok: true, value: "H'Yă Niê - Kđăm", oneWord: false }],
    [" \u200b ", { ok: false, reason: "name-empty", params: {} }],
    ["a".repeat(200), { ok: false, reason: "name-too-long", params: { length: 200, max: 100 } }],
    ["ằ".normalize("NFD").repeat(100), { ok: true, value: "ằ".repeat(100), oneWord: true }],
    ["Nam 123", { ok: false, reason: "name-not-a-name", params: {} }],
    ["<b>Nam</b>", { ok: false, reason: "name-not-a-name", params: {} }],
    ["...", { ok: false, reason: "name-not-a-name", params: {} }],
  ])("%j", (raw, reading) => expect(readPersonName(raw)).toEqual(reading));
});

describe("normalisePhone", () => {
  test.each([
    ["0912 345 678", "0912345678"],
    ["0912.345.678", "0912345678"],
    ["+84 912 345 678", "0912345678"],
    ["84912345678", "0912345678"],
    ["(0214) 3876543", "02143876543"],
    ["+84 214 3876 543", "02143876543"],
  ])("%j is %s", (raw, value) => expect(normalisePhone(raw)).toEqual({ ok: true, value }));

  test.each([
    ["", "phone-empty", 0],
    ["hỏi cô Hằng", "phone-not-a-number", 0],
    ["0912 345 67", "phone-wrong-length", 9],
    ["0912 345 6789", "phone-wrong-length", 11],
    ["912345678", "phone-wrong-length", 9],
    ["0012345678", "phone-wrong-length", 10],
  ])("%j is refused: %s", (raw, reason, digits) => {
    expect(normalisePhone(raw)).toEqual({ ok: false, reason, params: { digits } });
  });
});
