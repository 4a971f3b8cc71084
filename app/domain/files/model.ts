import { tiledFromPixels } from "./tiles.ts";

/** What a stored file is to the contest. */
export type Medium = "image" | "video";

/** The forms in which a file is served. Widths in px for pictures, lines for clips; "original" is the stored file. */
export const imageVariants = ["320", "800", "1600"] as const;
export const videoVariants = ["poster", "480p", "720p"] as const;
export type ImageVariant = (typeof imageVariants)[number];
export type VideoVariant = (typeof videoVariants)[number];
/** "tiles" is every pixel of a large picture in pieces; they are served one by one, never whole. */
export type Rendition = ImageVariant | VideoVariant | "tiles";
export type Variant = Rendition | "original";

/** The visible steps of the pipeline; "preview" covers all sizes of a picture at once. */
export const pictureSteps = ["preview", "fingerprint", "tiles"] as const;
export type PictureStep = (typeof pictureSteps)[number];
export type StepName = PictureStep | VideoVariant;
export type StepState = "waiting" | "running" | "done" | "failed";

/** One step as shown to people. `error` is a reason key such as "ffmpeg-missing". */
export interface FileStep {
  step: StepName;
  state: StepState;
  error: string | null;
}

/** Facts about a stored file; sizes in bytes and px (after rotation), duration in ms. */
export interface StoredFile {
  id: string;
  medium: Medium;
  mime: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  thumbhash: string | null;
}

/** Why a file is not taken. Each has a message `media_refused_<reason with _>`. */
export const refusalReasons = [
  "empty",
  "too-large",
  "type-unknown",
  "type-svg",
  "type-gif",
  "type-other",
  "wrong-medium-image",
  "wrong-medium-video",
  "image-broken",
  "image-too-many-pixels",
  "heic-unreadable",
  "video-broken",
  "video-codec",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A refusal by value: the key of its wording and the numbers in it. */
export interface Refusal {
  ok: false;
  reason: string;
  params: Record<string, string | number>;
}

/** Makes a refusal by value. */
export const refuse = (reason: string, params: Refusal["params"] = {}): Refusal => ({
  ok: false,
  reason,
  params,
});

/** The most pixels a picture may have: 100 megapixels, about an A3 sheet scanned at 600 dpi. */
export const maxImagePixels = 100_000_000;

/** Unfinished uploads are kept this long for a phone to come back. */
export const orphanAfterMs = 7 * 24 * 3600 * 1000;

/** The steps a file has to go through; only a picture of more than 20 megapixels is cut into tiles. */
export function stepsOf({ medium, width, height }: Pick<StoredFile, "medium" | "width" | "height">): readonly StepName[] {
  if (medium === "video") return videoVariants;
  return (width ?? 0) * (height ?? 0) > tiledFromPixels ? pictureSteps : ["preview", "fingerprint"];
}

/** True for the name of a form in which files are served whole. */
export const isVariant = (text: string): text is Variant =>
  text === "original" || [...imageVariants, ...videoVariants].some((variant) => variant === text);

const extensions: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
};

/** The extension served for a stored type; "bin" for a type we never store. */
export const extensionOf = (mime: string): string => extensions[mime] ?? "bin";

/** The address of one form of a file on this site. */
export const fileUrl = (fileId: string, variant: Variant): string => `/files/${fileId}/${variant}`;

/** The address of one tile of a large picture. */
export const tileUrl = (fileId: string, level: number, column: number, row: number): string =>
  `/files/${fileId}/tiles/${level}/${column}_${row}`;
