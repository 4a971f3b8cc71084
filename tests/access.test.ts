import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { audienceOf } from "#app/http/audience.ts";
import { PHASE_KINDS } from "#app/domain/contests/kinds.ts";
import { type Actor, type Role, roles } from "#app/domain/people/actor.ts";
import { accessMatrix } from "./access-matrix.ts";

const root = path.resolve(import.meta.dirname, "..");
const modulesFolder = path.join(root, "app/domain");

const commandFiles = (module: string) =>
  readdirSync(path.join(modulesFolder, module), { recursive: true, encoding: "utf8" }).filter(
    (file) => file === "commands.server.ts" || (file.startsWith("commands/") && file.endsWith(".server.ts")),
  );

const exportedFunctions = (module: string) =>
  commandFiles(module).flatMap((file) => {
    const text = readFileSync(path.join(modulesFolder, module, file), "utf8");
    return [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map((match) => match[1]!);
  });

type AnyRule = (actor: Actor, facts: unknown, now: Date) => boolean;

async function rulesOf(module: string): Promise<Record<string, AnyRule>> {
  const rules = (await import(path.join(modulesFolder, module, "rules.ts"))) as Record<string, unknown>;
  const table = rules[`${module}Rules`] ?? rules[`${module.replace(/s$/, "")}Rules`];
  expect(table, `${module}/rules.ts exports ${module}Rules`).toBeTypeOf("object");
  return table as Record<string, AnyRule>;
}

const ruleNames = async (module: string) => Object.keys(await rulesOf(module));

const here = { unit: "unit-here", round: "round-here", person: "person-here" };
const elsewhere = { unit: "unit-elsewhere", round: "round-elsewhere", person: "person-elsewhere" };

function actorIn(role: Role, place: typeof here): Actor {
  const bound = role === "judge" || role === "head-judge";
  const unitId = role === "administrator" || bound ? null : place.unit;
  return {
    personId: place.person,
    name: role,
    sessionId: null,
    appointments: [{ role, unitId, roundId: bound ? place.round : null }],
    entrantUnitIds: role === "entrant" ? [place.unit] : [],
  };
}

/** Facts in which everything belongs to `here`, for every phase and standing. */
const factsHere = PHASE_KINDS.flatMap((phase) =>
  ["draft", "submitted", "returned"].map((standing) => {
    const { unit, round, person } = here;
    const appointment = {
      role: "secretary", unitId: unit, roundId: null, roundUnitId: unit, parentUnitId: null, invitingUnitIds: [],
    };
    return {
      ...appointment,
      appointments: [appointment],
      organiserUnitId: unit,
      officeUnitId: unit,
      dueOn: "2026-12-31",
      unitIds: [unit],
      kind: "school",
      roundId: round,
      judgeId: person,
      phase,
      standing,
      intake: { phase, endsAt: null },
    };
  }),
);

const now = new Date("2026-09-01T00:00:00Z");
const mayIn = (rule: AnyRule, role: Role, place: typeof here) =>
  factsHere.some((facts) => rule(actorIn(role, place), facts, now));

/** Files are written for other modules, whose upload policies hold the rule (`entries.attachFile`). */
const askedThroughPolicies = ["files"];
const withCommands = readdirSync(modulesFolder).filter(
  (module) => commandFiles(module).length > 0 && !askedThroughPolicies.includes(module),
);

describe("every command", () => {
  it.each(withCommands)("of %s has a rule of its own name", async (module) => {
    const rules = await ruleNames(module);
    expect(exportedFunctions(module).filter((command) => !rules.includes(command))).toEqual([]);
  });
});

describe("role × rule", () => {
  const table = withCommands.map(async (module) =>
    Object.entries(await rulesOf(module)).map(([name, rule]) => [`${module}.${name}`, rule] as const),
  );

  it("is exactly the documented table", async () => {
    const made: Record<string, string[]> = {};
    for (const [name, rule] of (await Promise.all(table)).flat()) {
      made[name] = roles.filter((role) => mayIn(rule, role, here)).sort();
    }
    const documented = Object.entries(accessMatrix).map(([name, who]) => [name, [...who].sort()]);
    expect(made).toEqual(Object.fromEntries(documented));
  });

  it("gives nobody but administrators anything outside their own scope", async () => {
    const scoped = roles.filter((role) => role !== "administrator");
    const reaching = (await Promise.all(table))
      .flat()
      .flatMap(([name, rule]) => scoped.filter((role) => mayIn(rule, role, elsewhere)).map((role) => `${role} ${name}`));
    expect(reaching).toEqual([]);
  });
});

/** The addresses of flat-route files, good enough to tell their audience. */
const routeIds = readdirSync(path.join(root, "app/routes"), { withFileTypes: true }).map(({ name }) =>
  name.replace(/\.tsx?$/, ""),
);

describe("every route", () => {
  it("stands under one audience, or is public on purpose", () => {
    const publicOnPurpose = ["_public", "_auth", "contests", "files", "api", "health", "language"];
    const stray = routeIds.filter((id) => {
      const first = id.split(".")[0]!.replace(/_$/, "");
      return audienceOf(`/${first}`) === "public" && !publicOnPurpose.includes(first);
    });
    expect(stray).toEqual([]);
  });

  it("answers through the doors that check the audience", () => {
    const careless = readdirSync(path.join(root, "app/routes"), { recursive: true, encoding: "utf8" })
      .filter((file) => /^(office|jury|unit)[.\w$[\]-]*(\/route)?\.tsx?$/.test(file))
      .filter((file) => {
        const text = readFileSync(path.join(root, "app/routes", file), "utf8");
        const reads = /export (const|async function|function) loader/.test(text) && !/\bload\(|requireContext\(/.test(text);
        const writes = /export (const|async function|function) action/.test(text) && !/\bact\(|requireContext\(/.test(text);
        return reads || writes;
      });
    expect(careless).toEqual([]);
  });
});
