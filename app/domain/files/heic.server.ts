import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { bareEnv } from "./bare-env.server.ts";
import { jpegOfPixels } from "./images.server.ts";
import { stepBack, watchOver } from "./limited.server.ts";
import { maxImagePixels } from "./model.ts";
import { withProfile } from "./strip-image.ts";

const timeoutMs = 60_000;
const maxResidentBytes = 1_500_000_000;
const headerBytes = 8;
const maxOutputBytes = headerBytes + 4 * maxImagePixels;

/** Runs in a process of its own: a hostile picture can at worst end that process. */
const program = (decoder: string) => `
  const decode = require(${JSON.stringify(decoder)});
  const chunks = [];
  process.stdin.on("data", (chunk) => chunks.push(chunk)).on("end", async () => {
    const { width, height, data } = await decode({ buffer: Buffer.concat(chunks) });
    const size = Buffer.alloc(8);
    size.writeUInt32LE(width, 0);
    size.writeUInt32LE(height, 4);
    process.stdout.write(size);
    process.stdout.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });`;

function decodeApart(heic: Buffer, most: number): Promise<Buffer> {
  const decoder = createRequire(import.meta.url).resolve("heic-decode");
  const child = spawn(process.execPath, ["--max-old-space-size=256", "-e", program(decoder)], {
    stdio: ["pipe", "pipe", "ignore"],
    env: bareEnv,
  });
  stepBack(child.pid);
  const watch = watchOver(child, { memoryBytes: maxResidentBytes, timeoutMs });
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) return void chunks.push(chunk);
      chunks.length = 0;
      child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 && bytes <= most ? resolve(Buffer.concat(chunks)) : reject(new Error("heic decoder failed"))
    );
    child.stdin.on("error", () => undefined);
    child.stdin.end(heic);
  }).finally(() => watch.release());
}

/**
 * Turns a phone's HEIC into an upright JPEG that keeps the colour profile and no other metadata; null when it
 * cannot be decoded within a minute and 1.5 GB, or gives more than `most` bytes: by default as many as the largest
 * picture we take has, whatever the file's header said.
 */
export async function jpegFromHeic(
  heic: Buffer,
  icc: Buffer | null,
  most = maxOutputBytes
): Promise<Buffer | null> {
  const pixels = await decodeApart(heic, most).catch(() => null);
  if (!pixels || pixels.length < headerBytes + 4) return null;
  const width = pixels.readUInt32LE(0);
  const height = pixels.readUInt32LE(4);
  if (pixels.length !== headerBytes + width * height * 4) return null;
  const jpeg = await jpegOfPixels(pixels.subarray(headerBytes), width, height);
  return Buffer.from(icc ? withProfile(jpeg, icc) : jpeg);
}
