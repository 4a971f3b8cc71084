import { build, hasBuild } from "../lib/build.mjs";
import { fail } from "../lib/console.mjs";
import { root } from "../lib/process.mjs";

/** `npm start`: production. Builds first when there is no build. */
export async function run() {
  process.env.NODE_ENV = "production";
  process.chdir(root);
  if (!hasBuild()) await build().catch((error) => fail(error.message));
  await import("../../build/server/bundle/main.js");
}
