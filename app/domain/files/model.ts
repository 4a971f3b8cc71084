/** What a stored file is to the contest. */
export type Medium = "image" | "video";

/** The forms in which a file is served. Widths in px for pictures, lines for clips; "original" is the stored file. */
export const imageVariants = ["320", "800", "1600"] as const;
export const videoVariants = ["poster", "480p", "720p"] as const;
export type ImageVariant = (typeof imageVariants)[number];
export type VideoVariant = (typeof videoVariants)[number];
export type Rendition = ImageVariant | VideoVariant;
export type Variant = Rendition | "original";

/** The visible steps of the pipeline; "preview" covers all sizes of a picture at once. */
export type StepName = "preview" | "fingerprint" | VideoVariant;
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

/** The steps a new file of this medium has to go through. */
export const stepsOf = (medium: Medium): readonly StepName[] =>
  medium === "image" ? ["preview", "fingerprint"] : videoVariants;

/** True for the name of a form in which files are served. */
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
