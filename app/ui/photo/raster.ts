/** Pixels as a canvas gives them: red, green, blue, alpha, one byte each, row after row. */
export type Raster = { data: Uint8ClampedArray; width: number; height: number };

/** Brightness 0–255 of every pixel, weighted as in Rec. 601. */
export function greyOf({ data, width, height }: Raster): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!;
  }
  return grey;
}
