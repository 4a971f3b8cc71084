import { expect, it } from "vitest";
import { groupOf } from "#app/routes/office.rounds.$roundId.screening/checks.server.ts";

it("a finding stands under the check it is about, a pair that waits for an answer under the copies", () => {
  expect((["outside-divisions", "unit-over-limit", "submitted-late", "image-too-small", "file-missing", "consent-missing", "same-title", "same-file", "open-pairs"] as const)
    .map((rule) => groupOf(rule as Parameters<typeof groupOf>[0]))).toEqual([
    "authors", "unit", "deadline", "file", "file", "consent", "likeness", "likeness", "likeness",
  ]);
});
