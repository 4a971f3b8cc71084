import { register } from "tsx/esm/api";

/** `npm run recompute -- FILE.json [--json]`: a result from one file alone, see docs/recompute-format.md. */
export async function run(args) {
  register();
  const { recomputeFile } = await import("../recompute/main.ts");
  process.exitCode = recomputeFile(args, console.log, console.error);
}
