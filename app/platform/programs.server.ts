import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { childEnv, type Env } from "./env.server.ts";

/** The ffmpeg program: `FFMPEG_PATH`, else the one on PATH, else null; clips then keep their original form only. */
export const findFfmpeg = (env: Pick<Env, "programs">) => firstProgram(env.programs.ffmpeg, ["ffmpeg"]);

/** An installed browser for tests and print: `CHROMIUM_PATH`, else one on PATH or in the usual place, else null. */
export const findChromium = (env: Pick<Env, "programs">) =>
  firstProgram(env.programs.chromium, [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ]);

/** A path given by the operator stands alone: when it is wrong nothing else is taken in its place. */
function firstProgram(given: string | null, names: string[]): string | null {
  if (given) return isProgram(given) ? given : null;
  const folders = (childEnv().PATH ?? "").split(path.delimiter).filter(Boolean);
  const places = names.flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((dir) => path.join(dir, name))));
  return places.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
