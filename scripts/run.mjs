import { fail, requireNode } from "./lib/console.mjs";

const commands = ["dev", "start", "build", "test", "check", "bench", "recompute", "import-check"];
const [name, ...args] = process.argv.slice(2);

requireNode();
if (!commands.includes(name)) fail(`Cách dùng: node scripts/run.mjs <${commands.join(" | ")}>`);

const { run } = await import(`./commands/${name}.mjs`);
await run(args);
