import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { audienceOf } from "#app/http/audience.ts";

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

async function ruleNames(module: string): Promise<string[]> {
  const rules = (await import(path.join(modulesFolder, module, "rules.ts"))) as Record<string, unknown>;
  const table = rules[`${module}Rules`];
  expect(table, `${module}/rules.ts exports ${module}Rules`).toBeTypeOf("object");
  return Object.keys(table as object);
}

const withCommands = readdirSync(modulesFolder).filter((module) => commandFiles(module).length > 0);

describe("every command", () => {
  it.each(withCommands)("of %s has a rule of its own name", async (module) => {
    const rules = await ruleNames(module);
    expect(exportedFunctions(module).filter((command) => !rules.includes(command))).toEqual([]);
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
