import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { groundColour } from "#app/ui/artwork.tsx";
import { withSlashes } from "#app/ui/date-field.tsx";
import { timeLeft } from "#app/ui/deadline-ticket.tsx";
import { isScore, stepScore } from "#app/ui/score-ruler.tsx";

describe("the date field", () => {
  it("puts the slashes in while typing forward, and lets them be deleted", () => {
    const typed = (digits: string) => [...digits].reduce((text, digit) => withSlashes(text + digit, false), "");
    expect(typed("05092013")).toBe("05/09/2013");
    expect(typed("2012")).toBe("2012");
    expect(withSlashes("05/09", true)).toBe("05/09");
    expect(withSlashes("05092", true)).toBe("05092");
  });

  it("leaves a year alone and other writings as they are", () => {
    expect(withSlashes("2013", false)).toBe("2013");
    expect(withSlashes("5/9/2013", false)).toBe("5/9/2013");
    expect(withSlashes("5-9-2013", false)).toBe("5-9-2013");
  });
});

describe("the deadline ticket", () => {
  it("promises no more time than there is", () => {
    const hour = 3_600_000;
    expect(
      [9 * 24 * hour + 23 * hour, 24 * hour, 24 * hour - 1, hour, hour - 1, 1, 0, -5].map(timeLeft),
    ).toEqual([
      { count: 9, unit: "days" },
      { count: 1, unit: "days" },
      { count: 23, unit: "hours" },
      { count: 1, unit: "hours" },
      { count: 59, unit: "minutes" },
      { count: 1, unit: "minutes" },
      null,
      null,
    ]);
  });
});

describe("the score ruler", () => {
  it("accepts scores on a step, from nothing to the maximum", () => {
    expect([0, 50, 1500, 1550, 25, -50, 0.5].map((score) => isScore(score, 1500, 50))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("steps only to scores that are accepted", () => {
    const start = fc.option(fc.integer({ min: 0, max: 30 }).map((points) => points * 100));
    fc.assert(
      fc.property(start, fc.constantFrom(1 as const, -1 as const), (score, direction) => {
        expect(isScore(stepScore(score, direction, 3000, 100), 3000, 100)).toBe(true);
      }),
    );
    expect(stepScore(null, -1, 3000, 100)).toBe(0);
    expect(stepScore(null, 1, 3000, 100)).toBe(100);
    expect(stepScore(3000, 1, 3000, 100)).toBe(3000);
  });
});

describe("the ground under a loading picture", () => {
  it("is the average colour of its ThumbHash, or none", () => {
    expect(groundColour("1QcSHQRnh493V4dIh4eXh1h4kJUI")).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
    expect([null, undefined, "", "%%%", "AQ=="].map(groundColour)).toEqual(Array(5).fill(undefined));
  });
});
