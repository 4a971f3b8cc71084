import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

/** A QR of 25 mm on a sheet is told apart down to about 2,500 px; more than 4,000 costs memory and finds no more. */
const longestSide = 4000;
const thumbSide = 240;

export type Looked = { id: string; qr: string[]; thumb: Blob | null };

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

const post = (message: Looked) => (self as unknown as { postMessage(message: Looked): void }).postMessage(message);

function drawn(picture: ImageBitmap, longest: number) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return { canvas, context };
}

async function look(blob: Blob): Promise<Omit<Looked, "id">> {
  // A HEIC or a clip is no picture to a browser: it finds its row by name or by hand.
  const picture = await createImageBitmap(blob).catch(() => null);
  if (!picture) return { qr: [], thumb: null };
  const small = drawn(picture, thumbSide).canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const { canvas, context } = drawn(picture, longestSide);
  picture.close();
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const found = await readBarcodes(pixels, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 8 });
  return { qr: found.map(({ text }) => text), thumb: await small };
}

self.addEventListener("message", (event: MessageEvent<{ id: string; blob: Blob }>) => {
  const { id, blob } = event.data;
  void look(blob).then(
    (looked) => post({ id, ...looked }),
    () => post({ id, qr: [], thumb: null }),
  );
});
