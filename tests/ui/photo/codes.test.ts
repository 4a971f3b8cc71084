import { describe, expect, it } from "vitest";
import { slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";
import { searchSides, sortCodes } from "#app/ui/photo/codes.ts";

const [one, other] = [slipCode(123_456_789), slipCode(42)];

describe("what was read in a photo", () => {
  it("is slips of ours and other words, each once, in the order found", () => {
    const texts = [slipPayload(one), "https://example.vn/1", slipPayload(other), slipPayload(one), " ", "https://example.vn/1"];
    expect(sortCodes(texts)).toEqual({ slips: [one, other], others: ["https://example.vn/1"] });
  });

  it("is another word when the check letter is wrong", () => {
    const wrong = slipPayload(one).slice(0, -1) + (one.endsWith("2") ? "3" : "2");
    expect(sortCodes([wrong])).toEqual({ slips: [], others: [wrong] });
  });
});

it("a photo is searched small first, then whole, and never beyond 4,096 px", () => {
  expect([800, 2500, 4000, 12_000].map(searchSides)).toEqual([[800], [2500], [2500, 4000], [2500, 4096]]);
});
