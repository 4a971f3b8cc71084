import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBirth } from "#app/domain/entries/import/birth.ts";
import { guessColumns } from "#app/domain/entries/import/columns.ts";
import { readEthnicity } from "#app/domain/entries/import/ethnicity.ts";
import { readHeading } from "#app/domain/entries/import/headings.ts";
import { decode, encodingOf } from "#app/domain/entries/import/legacy-text.ts";
import type { ImportField } from "#app/domain/entries/import/model.ts";
import { namesIn, valuesIn } from "#app/domain/entries/import/names.ts";
import { identityKey } from "#app/domain/entries/import/placing.ts";
import { isSyllable } from "#app/domain/entries/import/syllable.ts";
import { unitKey } from "#app/domain/entries/import/units.ts";
import { inTitleCase, readClass, readMaterial, readMentor, readPhone, readSex } from "#app/domain/entries/import/values.ts";
import { inTcvn3, inVni } from "#tests/support/import/legacy-writing.ts";
import { knownWorks } from "#tests/support/import/messy-workbook.ts";

const works = knownWorks();
const names = works.flatMap(({ authors }) => authors.map(({ fullName }) => fullName));
const titles = works.map(({ title }) => title);
const sentences = fc.array(fc.constantFrom(...names, ...titles, "Trần Đức Lương", "Bưởi Năm Roi", "Ước mơ của em", "Ngưỡng cửa", "Khuỷu tay"), { minLength: 3, maxLength: 40 });

describe("the fonts of before", () => {
  it("come back letter for letter in small letters, and are told by the column", () => {
    fc.assert(fc.property(sentences, (lines) => {
      const small = lines.map((line) => line.toLowerCase());
      for (const [write, encoding] of [[inTcvn3, "tcvn3"], [inVni, "vni"]] as const) {
        const written = small.map(write);
        expect(encodingOf(written)).toBe(encoding);
        expect(written.map((line) => decode(line, encoding))).toEqual(small);
      }
    }), { numRuns: 40 });
  });

  it("keep capitals in VNI, and in TCVN3 all but those with a tone", () => {
    expect(decode(inVni("Đặng Ở Ước Ấm Ằng"), "vni")).toBe("Đặng Ở Ước Ấm Ằng");
    expect(decode(inTcvn3("Đặng Ước mơ Ân"), "tcvn3")).toBe("Đặng Ước mơ Ân");
  });

  it("are never seen in Unicode, in either form, nor in names from abroad", () => {
    fc.assert(fc.property(sentences, fc.constantFrom("NFC", "NFD"), (lines, form) => {
      expect(encodingOf(lines.map((line) => line.normalize(form as "NFC")))).toBe("unicode");
    }), { numRuns: 40 });
    expect(encodingOf(["José Müller", "François", "Zoë"])).toBe("unicode");
    expect(encodingOf(["Hoa", "An", "Lan"])).toBe("unicode");
  });

  it("every word of the reference contest's names and titles is a syllable", () => {
    const words = [...names, ...titles].flatMap((text) => text.split(/[^\p{L}]+/u)).filter(Boolean);
    expect([...new Set(words)].filter((word) => !isSyllable(word))).toEqual([]);
    expect(["học", "hòc", "ngyễn", "tµy", "café", "xyz"].filter(isSyllable)).toEqual(["học"]);
  });
});

/** One column of each kind: wordings that people use, and cells as they fill it. */
const kinds: [ImportField, string[], (at: number) => string][] = [
  ["order", ["STT", "Số TT", "TT"], (at) => String(at + 1)],
  ["authorName", ["Họ và tên", "HỌ TÊN HỌC SINH", "Họ và tên tác giả", "Ten tac gia", "Họ và  tên thí sinh"], (at) => names[at]!],
  ["birth", ["Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "NTNS", "Ngày sing"], (at) => `0${(at % 9) + 1}/03/201${at % 5}`],
  ["sex", ["Giới tính", "Nam/Nữ", "GT"], (at) => (at % 2 ? "Nam" : "Nữ")],
  ["ethnicity", ["Dân tộc", "DT"], (at) => ["Tày", "Dao", "H'Mông"][at % 3]!],
  ["className", ["Lớp", "Học lớp", "KHỐI LỚP"], (at) => `${(at % 9) + 1}A`],
  ["unit", ["Trường", "Đơn vị", "Tên trường"], (at) => works[at]!.school],
  ["participant", ["Xã", "Xã/Phường", "Địa phương"], (at) => works[at]!.commune],
  ["title", ["Tên tác phẩm", "Tên tranh", "TÊN BÀI DỰ THI", "Tác phẩm"], (at) => titles[at]!],
  ["category", ["Hạng mục", "Thể loại", "Hình thức dự thi"], (at) => (at % 4 ? "Tranh vẽ" : "Video clip")],
  ["material", ["Chất liệu", "Chất liệu - khổ"], (at) => ["màu sáp", "bút dạ"][at % 2]!],
  ["mentorName", ["GVHD", "Giáo viên hướng dẫn", "Người hướng dẫn"], () => "Cô Lan"],
  ["mentorPhone", ["SĐT", "Điện thoại", "Số điện thoại liên hệ", "ĐT"], (at) => `0912 345 6${String(at).padStart(2, "0")}`],
];

describe("columns", () => {
  it("are known in any order, under any wording, with and without marks", () => {
    const table = fc.record({
      order: fc.shuffledSubarray(kinds, { minLength: 4, maxLength: kinds.length }),
      wording: fc.infiniteStream(fc.nat(20)),
      marks: fc.constantFrom("NFC", "NFD", "bare"),
    });
    fc.assert(fc.property(table, ({ order, wording, marks }) => {
      const raw = order.map(([, wordings, fill], index) => {
        const heading = wordings[Number(wording.next().value) % wordings.length]!;
        // "DT" and "ĐT" differ by their mark alone.
        const bare = heading.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, heading === "ĐT" ? "Đ" : "d");
        return { index, heading: marks === "bare" ? bare : heading.normalize(marks), cells: Array.from({ length: 12 }, (_, at) => fill(at)) };
      });
      expect(guessColumns(raw).map(({ field }) => field)).toEqual(order.map(([field]) => field));
    }), { numRuns: 200 });
  });

  it("without a telling heading are known by what they hold", () => {
    const raw = kinds.filter(([field]) => ["authorName", "birth", "sex", "ethnicity", "mentorPhone", "category"].includes(field))
      .map(([, , fill], index) => ({ index, heading: `Cột ${index}`, cells: Array.from({ length: 12 }, (_, at) => fill(at)) }));
    expect(guessColumns(raw).map(({ field }) => field)).toEqual(["authorName", "birth", "sex", "ethnicity", "category", "mentorPhone"]);
  });

  it("of no use are left out, a parent's telephone among them", () => {
    expect(["Ghi chú", "SĐT phụ huynh", "Địa chỉ", "CCCD", "Số lượng"].map((heading) => readHeading(heading).field)).toEqual([null, null, null, null, null]);
  });
});

describe("cells", () => {
  it.each([
    ["05/09/2013", "2013-09-05"], ["5.9.2013", "2013-09-05"], ["5-9-2013", "2013-09-05"], [" 05 / 09 / 2013 ", "2013-09-05"],
    ["ngày 5 tháng 9 năm 2013", "2013-09-05"], ["05092013", "2013-09-05"], [5092013, "2013-09-05"], ["2013-09-05", "2013-09-05"],
    ["05/09/2013 00:00:00", "2013-09-05"], ["2013", "2013-01-01 year"], [2013, "2013-01-01 year"], ["sinh năm 2013", "2013-01-01 year"],
    ["9/2013", "2013-01-01 year"], [{ day: "2013-09-05" }, "2013-09-05"], [41703, "birth-serial"], ["41703", "birth-serial"],
    ["31/02/2013", "birth-no-such-day"], ["12/25/2013", "birth-no-such-month"], ["5/9/13", "birth-year-needs-four-digits"],
    ["", "birth-missing"], ["không rõ", "birth-unreadable"], [{ fault: "#N/A" }, "cell-fault"],
  ])("a birth of %j is %s", (cell, expected) => {
    const { birth, birthPrecision, problems } = readBirth(cell, {});
    expect(birth ? `${birth}${birthPrecision === "year" ? " year" : ""}` : problems[0]!.code).toBe(expected);
  });

  it("of several authors fall apart into one each", () => {
    const three = ["Ma Thị Xuân", "Nông Văn Bình", "Lò Văn Sơn"];
    for (const cell of [
      "Ma Thị Xuân, Nông Văn Bình và Lò Văn Sơn", "1. Ma Thị Xuân\n2. Nông Văn Bình\n3. Lò Văn Sơn", "Nhóm: Ma Thị Xuân (trưởng nhóm); Nông Văn Bình; Lò Văn Sơn.",
      "- Ma Thị Xuân\n- Nông Văn Bình\n- Lò Văn Sơn", "1. Ma Thị Xuân 2. Nông Văn Bình 3. Lò Văn Sơn",
    ]) expect(namesIn(cell), cell).toEqual(three);
    expect(valuesIn("5A; 5B; 6A", 3)).toEqual(["5A", "5B", "6A"]);
    expect(valuesIn("5A", 3)).toEqual(["5A"]);
  });

  it("keep the nought of telephones, classes that are no days, and the spelling of ethnic groups", () => {
    expect(["0912.345.678", "912345678", "+84 912 345 678", "0912345678 - 0987654321", "12345"].map(readPhone)).toEqual(
      ["0912345678", "0912345678", "0912345678", "0912345678", null],
    );
    expect([readClass("Lớp 5 a"), readClass("6/2"), readClass({ day: "2013-02-06" }), readClass(5)]).toEqual(["5A", "6/2", null, "5"]);
    expect(["H'Mông", "Mèo", "mong", "Nhắng", "Dao đỏ", "Pháp"].map(readEthnicity)).toEqual(["Mông", "Mông", "Mông", "Giáy", "Dao", "Pháp"]);
    expect(["Nữ", "nu", "NAM", "x", ""].map(readSex)).toEqual(["female", "female", "male", undefined, "undisclosed"]);
    expect(readMentor("Cô Lan (ĐT: 0912.345.678)")).toEqual({ name: "Cô Lan", phone: "0912345678" });
    expect(readMaterial("Màu sáp, khổ A3")).toEqual({ material: "Màu sáp", paperSize: "A3" });
    expect(inTitleCase("ĐẶNG THỊ ÁNH")).toBe("Đặng Thị Ánh");
  });
});

describe("sameness", () => {
  it("minds neither case nor marks nor Unicode form, and tells births apart", () => {
    const of = (title: string, author: string, birth = "2013-09-05") => identityKey({ unit: "u", category: "c", title, author, birth });
    fc.assert(fc.property(fc.constantFrom(...titles), fc.constantFrom(...names), (title, name) => {
      const key = of(title, name);
      expect(of(` ${title.toUpperCase()} `, name.normalize("NFD"))).toBe(key);
      expect(of(title, name, "2013")).not.toBe(key);
    }));
    expect(of("Xuân Hoà", "Lý Thị Hoà")).toBe(of("Xuân Hòa", "Lý Thị Hòa"));
  });

  it("knows a unit by its short forms and titles", () => {
    expect(new Set(["Trường Tiểu học Xuân Hoà (mẫu)", "TH Xuân Hòa", "trường th xuân hoà"].map(unitKey)).size).toBe(1);
    expect(new Set(["Trường PTDTBT THCS Tân Tiến", "PTDT BT THCS Tân Tiến", "Trường Phổ thông dân tộc bán trú Trung học cơ sở Tân Tiến"].map(unitKey)).size).toBe(1);
    expect(unitKey("Xã Tân Tiến")).toBe(unitKey("Tân Tiến"));
    expect(unitKey("Trường Tiểu học Tân Tiến")).not.toBe(unitKey("Tân Tiến"));
  });
});
