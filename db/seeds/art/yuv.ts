import { macroblocks, type VideoSize, type YuvPicture } from "./h264.ts";
import type { Pixels } from "./warp.ts";

/**
 * RGB to planar 4:2:0 Y'CbCr in studio range, ITU-R BT.709 clause 3 with the quantisation of clause 4: luma
 * 16 to 235, chroma 16 to 240. The right and lower edges are repeated up to whole macroblocks.
 */
export function toYuv({ data, width, height }: Pixels, size: VideoSize): YuvPicture {
  const { across, down } = macroblocks(size);
  const [wide, tall] = [across * 16, down * 16];
  const luma = new Uint8Array(wide * tall);
  const cb = new Uint8Array((wide * tall) / 4);
  const cr = new Uint8Array((wide * tall) / 4);
  const at = (x: number, y: number) => (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3;
  for (let y = 0; y < tall; y++) {
    for (let x = 0; x < wide; x++) {
      const from = at(x, y);
      luma[y * wide + x] = Math.round(16 + (219 / 255) * brightness(data, from));
    }
  }
  for (let y = 0; y < tall / 2; y++) {
    for (let x = 0; x < wide / 2; x++) {
      const corners = [at(2 * x, 2 * y), at(2 * x + 1, 2 * y), at(2 * x, 2 * y + 1),
        at(2 * x + 1, 2 * y + 1)];
      const mean = (channel: number) => corners.reduce((sum, from) => sum + data[from + channel]!, 0) / 4;
      const bright = corners.reduce((sum, from) => sum + brightness(data, from), 0) / 4;
      cb[(y * wide) / 2 + x] = Math.round(128 + (224 / 255) * ((mean(2) - bright) / 1.8556));
      cr[(y * wide) / 2 + x] = Math.round(128 + (224 / 255) * ((mean(0) - bright) / 1.5748));
    }
  }
  return { luma, cb, cr };
}

const brightness = (data: Uint8Array, at: number) =>
  0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
