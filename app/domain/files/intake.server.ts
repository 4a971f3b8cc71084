import { copyFile, link, open, readFile, rm, writeFile } from "node:fs/promises";
import type { Storage } from "#app/platform/storage.server.ts";
import { gate } from "./gate.server.ts";
import { jpegFromHeic } from "./heic.server.ts";
import type { Previews } from "./images.server.ts";
import { type Medium, refuse, type Refusal, type StoredFile } from "./model.ts";
import { hashFile } from "./part-files.server.ts";
import type { CleanPicture, PictureKind } from "./picture.server.ts";
import { press, PressFailure } from "./press.server.ts";
import { type Kind, mimeOf, sniff, sniffBytes } from "./sniff.ts";
import { stripVideo } from "./strip-video.server.ts";

/** A whole file on our disk that nobody has looked at yet. `medium` is what is wanted, null for either. */
export interface Arrived {
  path: string;
  bytes: number;
  sha256: string;
  medium: Medium | null;
}

/** One derived form, already in the store. */
export interface StoredRendition {
  variant: string;
  storageKey: string;
  mime: string;
  bytes: number;
  width: number;
  height: number;
}

/** A file that was taken: cleaned, in the store, with what could be made at once. */
export interface Taken {
  ok: true;
  file: Omit<StoredFile, "id"> & { storageKey: string; perceptualHash: string | null };
  print: Uint8Array | null;
  renditions: StoredRendition[];
}

/** A picture is held in memory while it is cleaned, so there is a bound below which every category stays. */
const maxImageBytes = 256 * 1024 * 1024;
const atWork = gate(2);
/** Reading a large clip from the disk must not keep pictures waiting. */
const atClips = gate(2);

const refusalOfKind: Partial<Record<Kind, string>> = {
  svg: "type-svg",
  gif: "type-gif",
  text: "type-unknown",
};

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * What the press says of a file; one that ends it is as broken as one it cannot read. Being late is no fault of the
 * file: a machine with too much to do is asked again later.
 */
const brokenAs = (reason: string) => (error: unknown): Refusal => {
  if (error instanceof PressFailure && error.reason !== "late") return refuse(reason);
  throw error;
};
const unlessBroken = brokenAs("image-broken");

/** Has a picture cleaned to `target`. */
const clean = (path: string, target: string, as: PictureKind) => press({ kind: "picture", path, target, as }).catch(unlessBroken);

async function cleanHeic(arrived: Arrived, target: string, copy: string): Promise<CleanPicture | Refusal> {
  const facts = await press({ kind: "inspect", path: arrived.path }).catch(unlessBroken);
  if (!facts.ok) return facts.reason === "image-broken" ? refuse("heic-unreadable") : facts;
  const data = await jpegFromHeic(await readFile(arrived.path), facts.icc && Buffer.from(facts.icc));
  if (!data) return refuse("heic-unreadable");
  await writeFile(copy, data);
  const made = await clean(copy, target, "jpeg");
  return made.ok ? made : refuse("heic-unreadable");
}

/** Puts the sizes of a picture into the store. */
export async function storePreviews(
  storage: Storage,
  { previews }: Pick<Previews, "previews">
): Promise<StoredRendition[]> {
  return Promise.all(
    previews.map(async ({ variant, data, width, height }) => ({
      variant,
      storageKey: await storage.putBuffer(data),
      mime: "image/webp",
      bytes: data.length,
      width,
      height,
    }))
  );
}

async function takeImage(storage: Storage, arrived: Arrived, kind: PictureKind | "heic"): Promise<Taken | Refusal> {
  if (arrived.bytes > maxImageBytes) return refuse("too-large", { limit: maxImageBytes });
  const [target, copy] = [storage.tempPath(), storage.tempPath(".jpg")];
  try {
    const made = await (kind === "heic" ? cleanHeic(arrived, target, copy) : clean(arrived.path, target, kind));
    if (!made.ok) return made;
    const [storageKey, renditions] = await Promise.all([storage.putFile(target), storePreviews(storage, made)]);
    const { width, height, bytes, sha256, thumbhash, perceptualHash, print } = made;
    const mime = mimeOf(kind === "heic" ? "jpeg" : kind)!;
    const facts = { medium: "image" as const, mime, bytes, sha256, width, height, durationMs: null };
    return { ok: true, file: { ...facts, thumbhash, perceptualHash, storageKey }, print, renditions };
  } finally {
    await Promise.all([target, copy].map((path) => rm(path, { force: true })));
  }
}

/** Gives the store a second name for the same bytes, so that a crash before the commit still finds the upload. */
export async function putCopy(storage: Storage, path: string): Promise<string> {
  const copy = storage.tempPath();
  await link(path, copy).catch(() => copyFile(path, copy));
  return storage.putFile(copy);
}

async function takeVideo(
  storage: Storage,
  arrived: Arrived,
  kind: "mp4" | "mov" | "webm"
): Promise<Taken | Refusal> {
  const file = await open(arrived.path, "r+");
  const stripped = await stripVideo(file, arrived.bytes, kind).finally(() => file.close());
  if (!stripped.ok) return refuse("video-broken");
  const facts = await press({ kind: "probe", path: arrived.path }).catch(brokenAs("video-broken"));
  if (!facts.ok) return facts;
  const digest = stripped.changed ? await hashFile(arrived.path) : arrived.sha256;
  const storageKey = await putCopy(storage, arrived.path);
  const { width, height, durationMs } = facts;
  const known = { medium: "video" as const, mime: mimeOf(kind)!, bytes: arrived.bytes, sha256: digest };
  const described = {
    ...known,
    width,
    height,
    durationMs,
    thumbhash: null,
    perceptualHash: null,
    storageKey,
  };
  return { ok: true, file: described, print: null, renditions: [] };
}

/**
 * Looks at a file that has arrived whole and takes it or refuses it with a reason. Its kind is told by content;
 * pictures are decoded to the last row, in a process of their own; places, devices and names are removed before anything is stored; HEIC
 * becomes JPEG. `arrived.path` stays where it is (a clip is cleaned in place), so that this can be done again.
 */
export async function takeIn(storage: Storage, arrived: Arrived): Promise<Taken | Refusal> {
  if (arrived.bytes === 0) return refuse("empty");
  const kind = sniff(await readHead(arrived.path));
  if (!kind) return refuse("type-unknown");
  switch (kind) {
    case "jpeg":
    case "png":
    case "webp":
    case "heic":
      if (arrived.medium === "video") return refuse("wrong-medium-video");
      return atWork(() => takeImage(storage, arrived, kind));
    case "mp4":
    case "mov":
    case "webm":
      if (arrived.medium === "image") return refuse("wrong-medium-image");
      return atClips(() => takeVideo(storage, arrived, kind));
    default:
      return refuse(refusalOfKind[kind] ?? "type-other");
  }
}

/** Removes everything a taken file has put into the store; for a refusal by the module it was meant for. */
export async function undoTaken(storage: Storage, taken: Taken): Promise<void> {
  await Promise.all([taken.file, ...taken.renditions].map(({ storageKey }) => storage.remove(storageKey)));
}
