import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

const said: string[] = [];
let expected: RegExp[] = [];

/** Declares that this test makes the program complain in these words; anything else still fails the test. */
export function expectComplaint(...patterns: RegExp[]): void {
  expected.push(...patterns);
}

for (const level of ["error", "warn"] as const) {
  console[level] = (...words: unknown[]) => {
    said.push(`console.${level}: ${format(...words)}`);
  };
}

beforeEach(() => {
  said.length = 0;
  expected = [];
});

afterEach(() => {
  const surprises = said.filter((line) => !expected.some((pattern) => pattern.test(line)));
  const missing = expected.filter((pattern) => !said.some((line) => pattern.test(line)));
  said.length = 0;
  expected = [];
  if (surprises.length > 0) throw new Error(`Unexpected complaints:\n${surprises.join("\n")}`);
  if (missing.length > 0) throw new Error(`Complaints that did not come: ${missing.join(", ")}`);
});
