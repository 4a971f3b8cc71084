import { describe, expect, it } from "vitest";
import { type ActFacts, nextAct } from "#app/domain/documents/next-act.ts";

const now = new Date("2023-09-01T00:00:00Z");
const before = new Date("2023-08-31T10:00:00Z");
const after = new Date("2023-09-02T10:00:00Z");
const facts: ActFacts = {
  phase: "draft", phaseEndsAt: null, received: 97, pending: 0, judges: 3, openSheets: 0, awarded: 7, nominated: 21,
  hasNext: true, forwarded: false,
};

describe("what a round waits for", () => {
  it.each<[string, Partial<ActFacts>, ReturnType<typeof nextAct>]>([
    ["a draft to be opened", {}, { act: "open-round", count: 0 }],
    ["entries before the deadline", { phase: "open", phaseEndsAt: after }, { act: "await-entries", count: 97 }],
    ["the end of intake at the stroke", { phase: "open", phaseEndsAt: now }, { act: "close-intake", count: 97 }],
    ["the end of intake after it", { phase: "open", phaseEndsAt: before }, { act: "close-intake", count: 97 }],
    ["screening while one is left", { phase: "screening", pending: 1, judges: 0 }, { act: "screen", count: 1 }],
    ["judges when all are screened", { phase: "screening", judges: 0 }, { act: "appoint-judges", count: 0 }],
    ["judging to start", { phase: "screening" }, { act: "start-judging", count: 3 }],
    ["sheets", { phase: "judging", openSheets: 94 }, { act: "await-sheets", count: 94 }],
    ["closing", { phase: "judging" }, { act: "close-judging", count: 0 }],
    ["publication", { phase: "decision" }, { act: "publish", count: 7 }],
    ["nominees to go on", { phase: "published" }, { act: "forward", count: 21 }],
    ["the report once they are sent", { phase: "published", forwarded: true }, { act: "report", count: 0 }],
    ["the report where no round follows", { phase: "published", hasNext: false }, { act: "report", count: 0 }],
    ["the report where nobody is nominated", { phase: "published", nominated: 0 }, { act: "report", count: 0 }],
    ["the report of the past", { phase: "archived" }, { act: "report", count: 0 }],
  ])("is %s", (_, more, expected) => {
    expect(nextAct({ ...facts, ...more }, now)).toEqual(expected);
  });
});
