import { expect, test } from "vitest";
import { parseCsv } from "#app/platform/csv.ts";

test.each([
  ["\ufeffa,b\r\n1,2\r\n", [{ a: "1", b: "2" }]],
  ['a,b\n"x, ""y""","two\nlines"', [{ a: 'x, "y"', b: "two\nlines" }]],
  [
    "a,b\n,\n1,",
    [
      { a: "", b: "" },
      { a: "1", b: "" },
    ],
  ],
  ["a,b\n", []],
  ["", []],
])("%j", (text, records) => expect(parseCsv(text)).toEqual(records));

test.each([
  ["a,b\n1\n", "line 2: 1 fields, header has 2"],
  ['a\n"open\n', "line 2: a quote is not closed"],
])("%j is refused", (text, message) => expect(() => parseCsv(text)).toThrow(new RangeError(message)));
