import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { knownActions } from "#app/http/action-words.ts";

const written = () =>
  readdirSync("app/domain", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => readFileSync(`app/domain/${file}`, "utf8").split("\n"))
    .filter((line) => /\baction: /.test(line))
    .flatMap((line) => [.../\baction: [^,]*/.exec(line)![0].matchAll(/"([a-z]+(?:-[a-z]+)+)"/g)].map(([, action]) => action!));

describe("the words of the log", () => {
  test("every action that a command writes down has words", () => {
    const known = new Set(knownActions().map(({ value }) => value));
    const actions = new Set(written());
    expect(actions.size).toBeGreaterThan(70);
    expect([...actions].filter((action) => !known.has(action))).toEqual([]);
  });

  test("no two actions share their words", () => {
    const labels = knownActions().map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
  });
});
