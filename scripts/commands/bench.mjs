import { readdirSync } from "node:fs";
import path from "node:path";
import { register } from "tsx/esm/api";
import { build, compileWords, isBuildFresh } from "../lib/build.mjs";
import { say, seconds } from "../lib/console.mjs";
import { root } from "../lib/process.mjs";

/** `npm run bench [-- --json] [word …]`: measures every case of scripts/bench whose id holds one of the words. */
export async function run(args) {
  const json = args.includes("--json");
  const words = args.filter((arg) => !arg.startsWith("--"));
  // With --json nothing but the array goes to standard output.
  if (json) console.log = console.error;
  process.env.NODE_ENV = "production";
  process.chdir(root);
  register();
  if (!isBuildFresh()) await build();
  else await compileWords();
  const { asTable, runCases } = await import("../bench-run.ts");
  const wanted = (one) => words.length === 0 || words.some((word) => one.id.includes(word));
  await cleanUpWhenInterrupted();
  const results = await runCases((await allCases()).filter(wanted), {
    onDone: (title, ms) => say(`${title}: ${seconds(ms)}`),
    onFailure: (title, error) => console.error(`✗ ${title}:`, error),
  });
  const output = json ? JSON.stringify(results, null, 2) : asTable(results);
  process.stdout.write(`${output}\n`, () => process.exit(results.every(({ holds }) => holds) ? 0 : 1));
}

async function allCases() {
  const folder = path.join(root, "scripts/bench");
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts")).sort();
  const modules = await Promise.all(files.map((file) => import(path.join(folder, file))));
  return modules.flatMap((module) => module.cases);
}

async function cleanUpWhenInterrupted() {
  const { cleanUp } = await import("../bench/support/leavings.ts");
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
}
