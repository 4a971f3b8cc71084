import { mkdirSync } from "node:fs";
import path from "node:path";
import { bin, root, runNode } from "./process.mjs";

const cache = path.join(root, ".cache");

/** The rules of style. Answers `{ code, output }`. */
export function lint() {
  mkdirSync(cache, { recursive: true });
  return runNode([
    bin("eslint/bin/eslint.js"), ".", "--max-warnings=0", "--cache", "--cache-strategy=content",
    `--cache-location=${path.join(cache, "eslint")}`,
  ]);
}

/** The types of the whole project. Answers `{ code, output }`. */
export function checkTypes() {
  mkdirSync(cache, { recursive: true });
  return runNode([
    bin("typescript/bin/tsc"), "--noEmit", "--incremental", `--tsBuildInfoFile`, path.join(cache, "types.tsbuildinfo"),
  ]);
}
