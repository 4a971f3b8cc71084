/** What the first bytes say a file is. Only the first six are ever stored. */
export type Kind =
  | "jpeg"
  | "png"
  | "webp"
  | "mp4"
  | "mov"
  | "webm"
  | "heic"
  | "avif"
  | "gif"
  | "svg"
  | "tiff"
  | "bmp"
  | "pdf"
  | "avi"
  | "mkv"
  | "zip"
  | "text";

/** How many leading bytes `sniff` wants to see. */
export const sniffBytes = 4096;

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

const heicBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;
const quickTimeFirstBoxes = /^(moov|mdat|wide|free|skip|pnot)$/;

function sniffBoxes(head: Uint8Array): Kind | null {
  const first = ascii(head, 4, 8);
  if (first !== "ftyp") return quickTimeFirstBoxes.test(first) ? "mov" : null;
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(length, head.length); at += at === 8 ? 8 : 4)
    brands.push(ascii(head, at, at + 4));
  if (brands.some((brand) => brand === "avif" || brand === "avis")) return "avif";
  const [major = ""] = brands;
  if (heicBrands.test(major)) return "heic";
  return major === "qt  " ? "mov" : "mp4";
}

function sniffText(head: Uint8Array): Kind | null {
  const text = new TextDecoder("utf-8")
    .decode(head)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (/<svg[\s>]/i.test(text) && text.startsWith("<")) return "svg";
  return text.length > 0 && !/[\u0000-\u0008\uFFFD]/.test(text.slice(0, 256)) ? "text" : null;
}

/**
 * Tells a file's kind by content alone; names and declared types are never believed.
 * `head` is the first `sniffBytes` of the file (or all of a shorter one); null when nothing fits.
 */
export function sniff(head: Uint8Array): Kind | null {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return "jpeg";
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (ascii(head, 0, 4) === "RIFF") {
    const form = ascii(head, 8, 12);
    return form === "WEBP" ? "webp" : form === "AVI " ? "avi" : null;
  }
  if (ascii(head, 0, 4) === "GIF8") return "gif";
  if (startsWith(head, 0x1a, 0x45, 0xdf, 0xa3)) return ascii(head, 0, 64).includes("webm") ? "webm" : "mkv";
  if (startsWith(head, 0x49, 0x49, 0x2a, 0) || startsWith(head, 0x4d, 0x4d, 0, 0x2a)) return "tiff";
  if (ascii(head, 0, 4) === "%PDF") return "pdf";
  if (startsWith(head, 0x50, 0x4b, 3, 4)) return "zip";
  if (ascii(head, 0, 2) === "BM") return "bmp";
  return (head.length >= 12 ? sniffBoxes(head) : null) ?? sniffText(head);
}

const mimes: Partial<Record<Kind, string>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
};

/** The type under which a kind is stored, or null when it is never stored as it came (HEIC becomes JPEG first). */
export const mimeOf = (kind: Kind): string | null => mimes[kind] ?? null;
