import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxPastedRows, readCells, readPaste } from "#app/domain/entries/desk/paste.ts";

const tsv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join("\t")).join("\r\n");
const cell = fc.stringMatching(/^[a-zA-ZđĐăơ0-9 ".,/-]{1,12}$/).map((text) => text.trim() || "x");

describe("cells from the clipboard", () => {
  it("are read with quotes, tabs and lines inside them", () => {
    expect(readCells('a\t"Cả nhà\n""gặt"" lúa"\tc\r\n\r\nd\te\tf\n')).toEqual([["a", 'Cả nhà "gặt" lúa', "c"], ["d", "e", "f"]]);
    expect(readCells("")).toEqual([]);
  });

  it("come back as they were written, whatever stands in them", () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }), (rows) => {
        expect(readCells(tsv(rows.map((row) => row.map(quoted))))).toEqual(rows.map((row) => row.map((text) => text.replace(/ +/g, " "))));
      }),
    );
  });
});

describe("a pasted list", () => {
  const expected = [
    { title: "Cả nhà cùng gặt lúa", children: [{ fullName: "Hoàng Thảo Vy", birth: "14/02/2014", className: "3A", sex: "female" }] },
    { title: "Em được lắng nghe", children: [{ fullName: "Nông Minh Khôi", birth: "2013", className: "4B", sex: "male" }] },
  ];

  it("is understood by its headings, in any order, below a line of title", () => {
    const text = tsv([
      ["DANH SÁCH TÁC PHẨM DỰ THI", "", "", "", "", ""],
      ["STT", "Lớp", "Họ và tên học sinh", "Giới tính", "Ngày, tháng, năm sinh", "Tên tác phẩm"],
      ["1", "3A", "Hoàng Thảo Vy", "Nữ", "14/02/2014", "Cả nhà cùng gặt lúa"],
      ["2", "4B", "Nông Minh Khôi", "Nam", "2013", "Em được lắng nghe"],
    ]);
    expect(readPaste(text)).toEqual({ fields: ["number", "className", "fullName", "sex", "birth", "title"], rows: expected });
  });

  it("is understood without headings by what stands in the columns, however they are ordered", () => {
    const columns = [
      ["Hoàng Thảo Vy", "Nông Minh Khôi"], ["14/02/2014", "2013"], ["3A", "4B"], ["nữ", "nam"],
      ["Cả nhà cùng gặt lúa", "Em được lắng nghe"], ["1", "2"],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        expect(readPaste(tsv([0, 1].map((row) => order.map((column) => columns[column]![row]!)))).rows).toEqual(expected);
      }),
    );
  });

  it("keeps a faulty cell as it is, for the desk to show", () => {
    const { rows } = readPaste(tsv([["Họ tên", "Ngày sinh"], ["Lò Thị Én", "31/02/2014"], ["Vàng A Páo", ""]]));
    expect(rows.map(({ children }) => children[0])).toEqual([
      { fullName: "Lò Thị Én", birth: "31/02/2014", className: "", sex: "undisclosed" },
      { fullName: "Vàng A Páo", birth: "", className: "", sex: "undisclosed" },
    ]);
  });

  it("knows the column of births by its shape though half the days do not exist", () => {
    expect(readPaste(tsv([["Lò Thị Én", "31/02/2014"], ["Vàng A Páo", "1/3/14"]])).fields).toEqual(["fullName", "birth"]);
  });

  it("takes a single column of names for names and one of titles for titles", () => {
    expect(readPaste("Hoàng Thảo Vy\nNông Minh Khôi").fields).toEqual(["fullName"]);
    expect(readPaste("Cả nhà cùng gặt lúa\nBữa cơm ngày mùa").fields).toEqual(["title"]);
  });

  it("never takes more rows than the desk bears, and never throws", () => {
    expect(readPaste("Hoàng Thảo Vy\n".repeat(1000)).rows.length).toBe(maxPastedRows);
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void readPaste(text)));
  });
});
