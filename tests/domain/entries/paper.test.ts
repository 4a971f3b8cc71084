import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CustodyStep, looksLikeSlip, movements, nextTurn, readEntryCode, standingTurn, whereaboutsOf,
} from "#app/domain/entries/paper.ts";
import { formatSlip, slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";

/** Comings and goings in any possible order, as a list of steps. */
const histories = fc.array(fc.constantFrom("handed-over", "returned") as fc.Arbitrary<"handed-over" | "returned">, { maxLength: 5 }).chain((goings) =>
  fc.boolean().map((endsHere) => {
    const steps: CustodyStep[] = goings.flatMap((kind, at) => [{ kind: "received" as const, turn: at + 1 }, { kind, turn: at + 1 }]);
    return { steps: endsHere ? [...steps, { kind: "received" as const, turn: goings.length + 1 }] : steps, endsHere, last: goings.at(-1) };
  }),
);

describe("where an original is", () => {
  it("follows from the last turn, in whatever order the steps are read", () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat(1000)), ({ steps, endsHere, last }, keys) => {
        const order = steps.map((step) => [keys.next().value as number, step] as const).sort(([a], [b]) => a - b).map(([, step]) => step);
        expect(whereaboutsOf(order)).toBe(endsHere ? "here" : (last ?? "awaited"));
        const turns = Math.max(0, ...steps.map(({ turn }) => turn));
        expect([standingTurn(order), nextTurn(order)]).toEqual([turns, endsHere ? turns : turns + 1]);
      }),
    );
  });

  it("is awaited before anything happened, and knows every movement", () => {
    expect([whereaboutsOf([]), nextTurn([]), standingTurn([])]).toEqual(["awaited", 1, 0]);
    expect(movements.map((kind) => whereaboutsOf([{ kind: "received", turn: 1 }, { kind, turn: 1 }]))).toEqual(["here", "handed-over", "returned"]);
  });
});

describe("a code at the desk", () => {
  it.each(["LN-TV-007", "ln-tv-7", "LN TV 7", " ln.tv.07 ", "LN–TV–007"])("%s is the entry LN-TV-007", (typed) => {
    expect(readEntryCode(typed)).toEqual({ code: "LN-TV-007", compact: "LNTV007" });
  });

  it("without separators, of four digits, or one's own words is taken as it stands", () => {
    expect(readEntryCode("lntv007")).toEqual({ code: "LNTV007", compact: "LNTV007" });
    expect(readEntryCode("LN-TV-1207").code).toBe("LN-TV-1207");
    expect(readEntryCode("")).toEqual({ code: "", compact: "" });
  });

  it("is told to be a misread slip, or something else", () => {
    const code = slipCode(123_456_789);
    expect([code, formatSlip(code), slipPayload(code), "K7QM-3XTO", "vt1 k7qm3xtb"].map(looksLikeSlip)).toEqual(Array(5).fill(true));
    expect(["LN-TV-007", "tranh", "https://x.vn", "VT1K7QM"].map(looksLikeSlip)).toEqual(Array(4).fill(false));
  });
});
