import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { register } from "tsx/esm/api";
import { compileWords } from "../lib/build.mjs";
import { fail } from "../lib/console.mjs";
import { root } from "../lib/process.mjs";

const largest = 50 * 2 ** 20;

/** `npm run import:check -- FILE`: the preview of a list as JSON, without a database; 1 and a sentence when it cannot be read. */
export async function run([file]) {
  // Nothing but the preview goes to standard output.
  console.log = console.error;
  if (!file) fail("Cách dùng: npm run import:check -- TỆP");
  const bytes = await readFrom(path.resolve(process.env.INIT_CWD ?? process.cwd(), file));
  if (!bytes) fail(`Không đọc được tệp ${file}`);
  process.chdir(root);
  register();
  await compileWords();
  const { checkList } = await import("../../app/http/imports/check.server.ts");
  const answer = await checkList(bytes);
  if (!answer.ok) fail(answer.sentence);
  process.stdout.write(`${JSON.stringify(answer.preview, null, 2)}\n`);
}

async function readFrom(name) {
  try {
    const { size } = await stat(name);
    // A larger file is refused by its size alone; there is no need to hold it.
    return size > largest ? Buffer.alloc(largest) : await readFile(name);
  } catch {
    return null;
  }
}
