import { compileWords } from "../lib/build.mjs";
import { checkTypes, lint } from "../lib/checks.mjs";
import { fail, say, step } from "../lib/console.mjs";

/** `npm run check`: style and types, the fast half of the tests. */
export async function run() {
  await step("Biên dịch lời hai ngôn ngữ", compileWords);
  const results = await step("Kiểm tra kiểu và quy tắc mã", () => Promise.all([lint(), checkTypes()]));
  for (const { code, output } of results) if (code !== 0) console.error(output);
  if (results.some(({ code }) => code !== 0)) fail("Có lỗi, xem ở trên");
  say("Không có lỗi");
}
