import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxPastedRows, readPaste } from "#app/domain/entries/desk/paste.ts";

const tsv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join("\t")).join("\r\n");

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
    expect(readPaste(text)).toEqual({ fields: ["order", "className", "authorName", "sex", "birth", "title"], rows: expected });
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
    expect(readPaste(tsv([["Lò Thị Én", "31/02/2014"], ["Vàng A Páo", "1/3/14"]])).fields).toEqual(["authorName", "birth"]);
  });

  it("reads quoted cells with tabs, lines and quotes inside them, and a quote that is never closed", () => {
    expect(readPaste('Họ và tên\tTên tranh\r\nLò Thị Én\t"Cả nhà\n""gặt"" lúa"').rows.map(({ title }) => title)).toEqual(['Cả nhà "gặt" lúa']);
    expect(readPaste('Họ và tên\tTên tranh\r\nLò Thị Én\t"Mẹ em').rows.map(({ title }) => title)).toEqual(['"Mẹ em']);
  });

  it("puts a name that stands in two columns together, and reads ticks in a column of girls", () => {
    const { rows } = readPaste(tsv([
      ["STT", "Họ và tên đệm", "Tên", "Nữ", "Ngày sinh", "Lớp"],
      ["1", "Hoàng Thảo", "Vy", "x", "14/02/2014", "3A"],
      ["2", "Nông Minh", "Khôi", "", "2013", "4B"],
    ]));
    expect(rows.map(({ children }) => children)).toEqual(expected.map(({ children }) => children));
  });

  it("reads the letters of an old font, with headings and without", () => {
    const old = [["1", "Lß ThÞ MÞn", "5/9/2013"], ["2", "NguyÔn V¨n §øc", "12/10/2013"]];
    const names = ["Lò Thị Mịn", "Nguyễn Văn Đức"];
    for (const list of [[["STT", "Hä vµ tªn", "Ngµy sinh"], ...old], old]) {
      expect(readPaste(tsv(list)).rows.map(({ children }) => children.map(({ fullName }) => fullName))).toEqual(names.map((name) => [name]));
    }
  });

  it("takes several children of a work from one cell or from lines without a number", () => {
    const two = [
      { fullName: "Hoàng Thảo Vy", birth: "14/02/2014", className: "3A", sex: "undisclosed" },
      { fullName: "Nông Minh Khôi", birth: "05/09/2013", className: "3A", sex: "undisclosed" },
    ];
    const heading = ["STT", "Tên tranh", "Họ và tên", "Ngày sinh", "Lớp"];
    const inOneCell = [heading, ["1", "Mùa gặt", '"Hoàng Thảo Vy\nNông Minh Khôi"', '"14/02/2014\n5/9/2013"', "3A"]];
    const inTwoLines = [heading, ["1", "Mùa gặt", "Hoàng Thảo Vy", "14/02/2014", "3A"], ["", "", "Nông Minh Khôi", "5/9/2013", "3A"]];
    for (const list of [inOneCell, inTwoLines]) expect(readPaste(tsv(list)).rows).toEqual([{ title: "Mùa gặt", children: two }]);
  });

  it("keeps children without a title apart in a list without numbers", () => {
    const { rows } = readPaste(tsv([["Họ và tên", "Tên tranh"], ["Lò Thị Én", "Mùa gặt"], ["Vàng A Páo", ""]]));
    expect(rows.map(({ title, children }) => [title, children.map(({ fullName }) => fullName)])).toEqual([["Mùa gặt", ["Lò Thị Én"]], ["", ["Vàng A Páo"]]]);
  });

  it("takes a single column of names for names and one of titles for titles", () => {
    expect(readPaste("Hoàng Thảo Vy\nNông Minh Khôi").fields).toEqual(["authorName"]);
    expect(readPaste("Cả nhà cùng gặt lúa\nBữa cơm ngày mùa").fields).toEqual(["title"]);
  });

  it("never takes more rows than the desk bears, and never throws", () => {
    expect(readPaste("Hoàng Thảo Vy\n".repeat(1000)).rows.length).toBe(maxPastedRows);
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void readPaste(text)));
  });
});
