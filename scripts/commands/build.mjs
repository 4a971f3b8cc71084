import { build } from "../lib/build.mjs";
import { fail, say } from "../lib/console.mjs";

/** `npm run build`: the site as production serves it. */
export async function run() {
  await build().catch((error) => fail(error.message));
  say("Bản dựng nằm trong build/");
}
