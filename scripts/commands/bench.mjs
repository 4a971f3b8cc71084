import { readdirSync } from "node:fs";
import path from "node:path";
import { register } from "tsx/esm/api";
import { build, compileWords, isBuildFresh } from "../lib/build.mjs";
import { say, seconds, table } from "../lib/console.mjs";
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
  const results = [];
  for (const one of await allCases()) {
    if (words.length > 0 && !words.some((word) => one.id.includes(word))) continue;
    const start = performance.now();
    results.push({ title: one.title, ...judge(one, await one.run()) });
    say(`${one.title}: ${seconds(performance.now() - start)}`);
  }
  if (json) process.stdout.write(`${JSON.stringify(results.map(withoutTitle), null, 2)}\n`);
  else console.log(asTable(results));
  process.exit(results.every((result) => result.holds) ? 0 : 1);
}

async function allCases() {
  const folder = path.join(root, "scripts/bench");
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts")).sort();
  const modules = await Promise.all(files.map((file) => import(path.join(folder, file))));
  return modules.flatMap((module) => module.cases ?? []);
}

function judge({ id, unit, measure, limit, bound }, { value, baseline }) {
  const ratio = baseline ? value / baseline : null;
  const measured = measure === "ratio" ? ratio : value;
  const holds = measured !== null && (bound === "most" ? measured <= limit : measured >= limit);
  return { id, value, unit, baseline, ratio, limit, holds };
}

const withoutTitle = ({ title: _title, ...result }) => result;
const number = (value) => (value === null ? "–" : Number(value.toPrecision(3)).toLocaleString("vi-VN"));

function asTable(results) {
  const rows = results.map(({ title, value, unit, baseline, ratio, limit, holds }) =>
    [title, number(value), unit, number(baseline), number(ratio), number(limit), holds ? "đạt" : "KHÔNG ĐẠT"]);
  return table([["phép đo", "giá trị", "đơn vị", "gốc", "tỉ lệ", "giới hạn", ""], ...rows]);
}
