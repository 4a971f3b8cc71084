import { register } from "tsx/esm/api";
import { compileWords } from "../lib/build.mjs";
import { step } from "../lib/console.mjs";
import { root } from "../lib/process.mjs";

/** `npm run dev`: pages reload on change. A change in server.ts or server/ needs a new start. */
export async function run() {
  process.env.NODE_ENV = "development";
  process.chdir(root);
  await step("Biên dịch lời hai ngôn ngữ", compileWords);
  register();
  await import("../../server.ts");
}
