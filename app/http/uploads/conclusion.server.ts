import path from "node:path";
import { rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { pipeline } from "node:stream/promises";
import { UTApi } from "uploadthing/server";
import { receiveUpload, type UploadResult } from "#app/domain/files/commands.server.ts";
import { hashFile, PartFiles } from "#app/domain/files/part-files.server.ts";
import { findUpload, type Upload } from "#app/domain/files/uploads.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { uploadMode } from "./mode.server.ts";

let parts: { dir: string; files: PartFiles } | null = null;

/** Uploads under way on this machine. */
export function partFiles(): PartFiles {
  const dir = path.join(runtime().env.dataDir, "parts");
  if (parts?.dir !== dir) parts = { dir, files: new PartFiles(dir) };
  return parts.files;
}

const world = () => ({ db: runtime().db, storage: runtime().storage, now: runtime().clock() });

async function concludeEmbedded(upload: Upload, sha256: string): Promise<UploadResult> {
  const files = partFiles();
  const result = await receiveUpload(world(), upload, { path: files.path(upload.key), sha256 });
  await files.discard(upload.key);
  return result;
}

/** Brings a file home from the hosted service; there it is only on its way, since it may still hold a location. */
async function concludeHosted(upload: Upload, token: string): Promise<UploadResult> {
  const api = new UTApi({ token });
  const copy = runtime().storage.tempPath();
  try {
    const { ufsUrl } = await api.generateSignedURL(upload.key, { expiresIn: 600 });
    const response = await fetch(ufsUrl);
    if (!response.ok || !response.body) throw new Error(`the upload service answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(copy));
    const result = await receiveUpload(world(), upload, { path: copy, sha256: await hashFile(copy) });
    await api.deleteFiles(upload.key);
    return result;
  } finally {
    await rm(copy, { force: true });
  }
}

async function conclude(customId: string, file: { key: string; fileHash: string }): Promise<UploadResult> {
  const upload = await findUpload(runtime().db, file.key);
  if (upload?.customId !== customId) throw new Error("the key stands for another upload");
  if (upload.settled) return upload.result as UploadResult;
  const mode = uploadMode();
  return mode.kind === "embedded"
    ? concludeEmbedded(upload, file.fileHash)
    : concludeHosted(upload, mode.token);
}

/**
 * Ends an upload that has arrived whole, in either mode, and gives what the client is told. `fileHash` is believed
 * in embedded mode only, where it is ours. Throws, after logging, when the key does not belong to this upload or
 * the machine fails; nothing is lost then.
 */
export async function concludeUpload(
  customId: string,
  file: { key: string; fileHash: string }
): Promise<UploadResult> {
  try {
    return await conclude(customId, file);
  } catch (error) {
    runtime().log.error({ err: error, key: file.key }, "an upload could not be concluded");
    throw error;
  }
}
