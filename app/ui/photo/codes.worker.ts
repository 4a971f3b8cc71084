import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { searchSides, sortCodes, type CodesFound } from "./codes.ts";
import { answerCalls } from "./worker-call.ts";

// The library's own default is to fetch this from somebody else's server.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

const options = { formats: ["QRCode" as const], tryInvert: false, maxNumberOfSymbols: 20 };

function pixelsOf(picture: ImageBitmap, longSide: number): ImageData {
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

answerCalls<Blob | ImageBitmap, CodesFound>(async (asked) => {
  const picture = asked instanceof Blob ? await createImageBitmap(asked) : asked;
  try {
    // Both sizes are always read: a picture of several slips may show one at the smaller size and the others only at full.
    const texts: string[] = [];
    for (const side of searchSides(Math.max(picture.width, picture.height))) {
      for (const { text } of await readBarcodes(pixelsOf(picture, side), options)) texts.push(text);
    }
    return sortCodes(texts);
  } finally {
    picture.close();
  }
});
