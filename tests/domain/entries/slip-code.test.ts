import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSlip, parseSlip, SLIP_CODES, slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";

const numbers = fc.integer({ min: 0, max: SLIP_CODES - 1 });
const letters = [..."23456789CDFHJKLMNPRTVWX"];

describe("a slip's code", () => {
  it("is read back from what is printed, scanned or typed", () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const code = slipCode(number);
        const spellings = [code, formatSlip(code), slipPayload(code), ` ${formatSlip(code).toLowerCase()} `];
        expect(spellings.map(parseSlip)).toEqual([code, code, code, code]);
      }),
    );
  });

  it("differs for every number", () => {
    expect(slipCode(0)).toBe("22222222");
    expect(slipCode(1)).toBe("22222239");
    expect(new Set(Array.from({ length: 5000 }, (_, index) => slipCode(index * 680_917))).size).toBe(5000);
    expect(() => slipCode(SLIP_CODES)).toThrow(RangeError);
    expect(() => slipCode(-1)).toThrow(RangeError);
  });

  it("is refused with one wrong letter", () => {
    fc.assert(
      fc.property(numbers, fc.nat(7), fc.constantFrom(...letters), (number, place, letter) => {
        const code = slipCode(number);
        fc.pre(code[place] !== letter);
        expect(parseSlip(code.slice(0, place) + letter + code.slice(place + 1))).toBe(null);
      }),
    );
  });

  it("is refused with two letters changed about", () => {
    fc.assert(
      fc.property(numbers, fc.nat(7), fc.nat(7), (number, a, b) => {
        const code = [...slipCode(number)];
        fc.pre(code[a] !== code[b]);
        [code[a], code[b]] = [code[b]!, code[a]!];
        expect(parseSlip(code.join(""))).toBe(null);
      }),
    );
  });

  it("is nothing else", () => {
    expect(["", "LN-TV-007", "VT1", "https://vong-thi.vn/s/2222", "0000-0000", "2222-2222-2"].map(parseSlip)).toEqual(Array(6).fill(null));
  });
});
