import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";
import sharp from "sharp";
import { drawDrawing, type DrawingRequest } from "./drawing.ts";
import {
  decoderConfiguration,
  pictureParameters,
  repeatedPicture,
  sequenceParameters,
  storedPicture,
  type VideoSize,
  withLength,
} from "./h264.ts";
import { setTimes } from "./mp4-times.ts";
import { createRandom } from "#app/platform/random.ts";
import { toYuv } from "./yuv.ts";

/**
 * Which clip: the drawings of `title` in `medium` shown one after the other, `durationMs` long to the
 * millisecond. `gps` writes a place into the file, as phones do. Sides in pixels, even; default 640 by 360.
 */
export type ClipRequest = Pick<DrawingRequest, "seed" | "title" | "medium"> & {
  durationMs: number;
  width?: number;
  height?: number;
  gps?: boolean;
};

/** Length of a frame; the last one takes what is left of the duration. */
const frameMs = 500;

/** Stills in a clip: about 350 kB each at 640 by 360. */
const stillCount = 7;

/** When every clip was “filmed”. */
const madeAt = new Date("2023-08-20T08:04:05Z");

/** ISO 6709 text of a made-up place in the old district of Bảo Yên, for QuickTime's location atom. */
export const clipPlace = "+22.2400+104.4701+078.000/";

/** A real H.264 clip in MP4, made without an encoder: a slideshow of drawings. Same request, same bytes. */
export async function makeClip(
  { durationMs, width = 640, height = 360, gps = false, ...subject }: ClipRequest,
): Promise<Buffer> {
  const size = { width, height };
  const stills = await drawStills(subject, size);
  const target = new BufferTarget();
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "in-memory", metadataFormat: "udta" }),
    target,
  });
  if (gps) output.setMetadataTags({ raw: { "©xyz": clipPlace } });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: 1000 });
  await output.start();
  const [sequence, picture] = [sequenceParameters(size), pictureParameters()];
  const description = decoderConfiguration(sequence, picture);
  const decoderConfig = { codec: "avc1.42C01E", codedWidth: width, codedHeight: height, description };
  for (const { unit, key, fromMs, lengthMs } of framesOf(stills, size, durationMs)) {
    await source.add(
      new EncodedPacket(withLength(unit), key ? "key" : "delta", fromMs / 1000, lengthMs / 1000),
      { decoderConfig },
    );
  }
  await output.finalize();
  const file = Buffer.from(target.buffer!);
  setTimes(file, madeAt);
  return file;
}

type Frame = { unit: Uint8Array; key: boolean; fromMs: number; lengthMs: number };

/** Every frame of the clip: each still once in full, then repeated until the next. */
function framesOf(stills: readonly Uint8Array[], size: VideoSize, durationMs: number): Frame[] {
  const count = Math.max(1, Math.floor(durationMs / frameMs));
  let [shown, since] = [-1, 0];
  return Array.from({ length: count }, (_, index) => {
    const still = Math.floor((index * stills.length) / count);
    const key = still !== shown;
    since = key ? 0 : since + 1;
    shown = still;
    const fromMs = index * frameMs;
    const lengthMs = index === count - 1 ? durationMs - fromMs : frameMs;
    return { unit: key ? stills[still]! : repeatedPicture(size, since), key, fromMs, lengthMs };
  });
}

/** Three drawings of the subject, whole and in close-ups, as stored pictures. */
async function drawStills(
  subject: Pick<DrawingRequest, "seed" | "title" | "medium">,
  size: VideoSize,
): Promise<Uint8Array[]> {
  const random = createRandom(subject.seed + 101);
  const drawings = await Promise.all(
    [0, 1, 2].map((turn) =>
      drawDrawing({ ...subject, seed: subject.seed + turn * 7, sizePx: Math.round(size.width * 1.6) })
    ),
  );
  const stills: Uint8Array[] = [];
  for (let index = 0; index < stillCount; index++) {
    const drawing = drawings[index % drawings.length]!;
    const view = index < drawings.length
      ? sharp(drawing).resize({ ...size, fit: "contain", background: "#20203a" })
      : await closeUp(drawing, size, random.next(), random.next());
    const { data, info } = await view.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    stills.push(
      storedPicture(toYuv({ data, width: info.width, height: info.height }, size), size, index % 2),
    );
  }
  return stills;
}

/** A part of the drawing two thirds as wide, somewhere on it. */
async function closeUp(drawing: Buffer, size: VideoSize, acrossShare: number, downShare: number) {
  const { width, height } = await sharp(drawing).metadata();
  const wide = Math.round(width * 0.64);
  const tall = Math.min(height, Math.round((wide * size.height) / size.width));
  const left = Math.round((width - wide) * acrossShare);
  const top = Math.round((height - tall) * (0.35 + 0.65 * downShare));
  return sharp(drawing).extract({ left, top, width: wide, height: tall }).resize({ ...size, fit: "fill" });
}
