import { describe, expect, it } from "vitest";
import { pathOf } from "#app/domain/contests/steps.ts";

const states = (path: Parameters<typeof pathOf>[0]) => pathOf(path).map(({ kind, state }) => `${kind}:${state}`);

describe("the path of a round", () => {
  it("has begun nothing in a draft", () => {
    expect(states({ phase: "draft", hasNext: false, forwarded: false })).toEqual([
      "open:next", "screening:next", "judging:next", "decision:next", "published:next",
    ]);
  });

  it("stands at its phase", () => {
    expect(states({ phase: "judging", hasNext: true, forwarded: false })).toEqual([
      "open:done", "screening:done", "judging:now", "decision:next", "published:next", "forward:next",
    ]);
  });

  it("waits after publication for the sending on, and is done after it", () => {
    const published = { phase: "published", hasNext: true } as const;
    expect(states({ ...published, forwarded: false }).slice(-2)).toEqual(["published:done", "forward:now"]);
    expect(states({ ...published, forwarded: true }).slice(-2)).toEqual(["published:done", "forward:done"]);
    expect(states({ phase: "published", hasNext: false, forwarded: false }).at(-1)).toBe("published:now");
    expect(states({ phase: "archived", hasNext: true, forwarded: false }).at(-1)).toBe("forward:done");
  });
});
