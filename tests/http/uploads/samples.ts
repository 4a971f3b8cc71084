import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** Random but repeatable pixels: they do not compress away. */
export async function photo(
  width = 640,
  height = 480,
  format: "jpeg" | "png" | "webp" = "jpeg"
): Promise<Buffer> {
  let state = 12345;
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++)
    data[at] = (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .blur(2)
    .toFormat(format)
    .toBuffer();
}

/** The same with a place, a maker, an artist and a turn of 90° in its EXIF. */
export async function photoWithPlace(format: "jpeg" | "png" | "webp" = "jpeg"): Promise<Buffer> {
  const gps = {
    GPSLatitudeRef: "N",
    GPSLatitude: "21/1 1/1 42/1",
    GPSLongitudeRef: "E",
    GPSLongitude: "105/1 51/1 0/1",
  };
  return sharp(await photo(640, 480, format))
    .withExif({ IFD0: { Make: "Secretphone", Artist: "Be An", Orientation: "6" }, IFD3: gps })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

/** A clip made by ffmpeg with the given further arguments. */
export function clip(
  seconds: number,
  { ext = "mp4", args = [] as string[], size = "320x240", audio = true, subtitles = "" } = {}
): Buffer {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-clip-"));
  const file = path.join(dir, `clip.${ext}`);
  const sound = audio ? ["-f", "lavfi", "-i", `sine=frequency=300:duration=${seconds}`] : [];
  const srt = path.join(dir, "words.srt");
  if (subtitles) writeFileSync(srt, `1\n00:00:00,000 --> 00:00:01,000\n${subtitles}\n`);
  const words = subtitles ? ["-i", srt, "-c:s", "mov_text"] : [];
  try {
    execFileSync("ffmpeg", [
      "-v",
      "error",
      "-y",
      "-f",
      "lavfi",
      "-i",
      `testsrc=size=${size}:rate=10:duration=${seconds}`,
      ...sound,
      ...words,
      ...args,
      file,
    ]);
    return readFileSync(file);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A white PNG of `side` × `side` px at one bit each: a hundred kilobytes that unfold to gigabytes. */
export function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side), { level: 9 });
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
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
