import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";

/** Random but repeatable pixels: they do not compress away. */
export async function photo(width = 640, height = 480, format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Buffer> {
  let state = 12345;
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24;
  return sharp(data, { raw: { width, height, channels: 3 } }).blur(2).toFormat(format).toBuffer();
}

/** The same with a place, a maker, an artist and a turn of 90° in its EXIF. */
export async function photoWithPlace(format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Buffer> {
  const gps = { GPSLatitudeRef: "N", GPSLatitude: "21/1 1/1 42/1", GPSLongitudeRef: "E", GPSLongitude: "105/1 51/1 0/1" };
  return sharp(await photo(640, 480, format))
    .withExif({ IFD0: { Make: "Secretphone", Artist: "Be An", Orientation: "6" }, IFD3: gps })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

/** A clip made by ffmpeg with the given further arguments. */
export function clip(seconds: number, { ext = "mp4", args = [] as string[], size = "320x240", audio = true } = {}): Buffer {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-clip-"));
  const file = path.join(dir, `clip.${ext}`);
  const sound = audio ? ["-f", "lavfi", "-i", `sine=frequency=300:duration=${seconds}`, "-shortest"] : [];
  try {
    execFileSync("ffmpeg", [
      "-v", "error", "-y", "-f", "lavfi", "-i", `testsrc=size=${size}:rate=10:duration=${seconds}`, ...sound, ...args, file,
    ]);
    return readFileSync(file);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** True when ffmpeg is here. */
export const hasFfmpeg = (() => {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
