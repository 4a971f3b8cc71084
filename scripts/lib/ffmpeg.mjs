import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { say, step } from "./console.mjs";
import { runProgram } from "./process.mjs";

/**
 * Sees to it that clips can be turned into smaller forms: ffmpeg from FFMPEG_PATH or PATH, else installed by
 * apt-get when we are root. Tried once for each data directory; without it clips keep their original.
 */
export async function provideFfmpeg(env) {
  const { findFfmpeg } = await import("../../app/platform/programs.server.ts");
  if (findFfmpeg(env)) return;
  const tried = path.join(env.dataDir, "ffmpeg-tried");
  if (!existsSync(tried) && process.getuid?.() === 0) {
    await step("Cài ffmpeg bằng apt-get (tối đa 3 phút)", install);
    mkdirSync(env.dataDir, { recursive: true });
    writeFileSync(tried, new Date().toISOString());
  }
  if (!findFfmpeg(env)) say("Không có ffmpeg: video giữ nguyên bản gốc, không có bản thu nhỏ (đặt FFMPEG_PATH để dùng)");
}

async function install() {
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, timeoutMs: 90_000 };
  const command = ["install", "-y", "--no-install-recommends", "ffmpeg"];
  const first = await runProgram("apt-get", command, options);
  if (first.code === 0 || first.code === 127) return;
  await runProgram("apt-get", ["update"], options);
  await runProgram("apt-get", command, options);
}
