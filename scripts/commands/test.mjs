import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { register } from "tsx/esm/api";
import { build, compileWords } from "../lib/build.mjs";
import { checkTypes, lint } from "../lib/checks.mjs";
import { provideChromium } from "../lib/chromium.mjs";
import { say, step } from "../lib/console.mjs";
import { root } from "../lib/process.mjs";
import { runVitest } from "../lib/vitest.mjs";

/**
 * `npm test`: style, types, unit, database and route tests, the production build, and the browser tests upon it.
 * Everything runs even when something before it failed. The last line counts them all, checks included.
 */
export async function run() {
  register();
  process.chdir(root);
  const total = { passed: 0, failed: 0, skipped: [] };
  const add = ({ passed, failed, skipped = [] }) => {
    total.passed += passed;
    total.failed += failed;
    total.skipped.push(...skipped);
  };
  await step("Biên dịch lời hai ngôn ngữ", compileWords);
  const checks = await step("Kiểm tra kiểu và quy tắc mã", () => Promise.all([lint(), checkTypes()]));
  for (const check of checks) add(verdict(check));
  add(await step("Kiểm thử đơn vị, cơ sở dữ liệu và đường dẫn", () => runVitest("vitest.config.ts")));
  const built = verdict(await build().then(() => ({ code: 0 }), (error) => ({ code: 1, output: String(error.message) })));
  add(built);
  if (built.failed === 0) add(await browserTests());
  else say("Không chạy kiểm thử trình duyệt vì chưa dựng được giao diện");
  finish(total);
}

function verdict({ code, output }) {
  if (code === 0) return { passed: 1, failed: 0 };
  console.error(output);
  return { passed: 0, failed: 1 };
}

async function browserTests() {
  const folder = path.join(root, "tests/e2e");
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".test.ts")) : [];
  if (files.length === 0) return { passed: 0, failed: 0 };
  const chromium = await step("Tìm trình duyệt cho kiểm thử", provideChromium);
  if (!chromium) {
    say("Không có trình duyệt nào chạy được: đặt CHROMIUM_PATH trỏ tới một Chromium hay Chrome");
    return { passed: 0, failed: files.length };
  }
  return step("Kiểm thử trình duyệt", () => runVitest("vitest.e2e.config.ts", { CHROMIUM_PATH: chromium }));
}

function finish({ passed, failed, skipped }) {
  for (const name of skipped) say(`Bỏ qua: ${name}`);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
}
