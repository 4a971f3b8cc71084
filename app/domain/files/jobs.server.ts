import { rm, stat } from "node:fs/promises";
import { z } from "zod";
import { defineJob, type JobTools } from "#app/domain/jobs/define.server.ts";
import { type VideoVariant, videoVariants } from "./model.ts";
import { PartFiles } from "./part-files.server.ts";
import { renderPictureStep } from "./picture-steps.server.ts";
import { press } from "./press.server.ts";
import { keepPrint } from "./prints.server.ts";
import { removeFile, sweepStore, sweepUnreferenced } from "./removal.server.ts";
import { markStep, visibly } from "./steps.server.ts";
import { sweepOrphans } from "./uploads.server.ts";
import { renderVideo, type ToolFailure } from "./video.server.ts";

type Source = {
  id: string;
  storage_key: string;
  mime: string;
  duration_ms: number | null;
  width: number | null;
  height: number | null;
};

async function keepRendition(
  tools: JobTools,
  fileId: string,
  variant: VideoVariant,
  path: string
): Promise<void> {
  const { db, storage } = tools;
  const seen = variant === "poster" ? await press({ kind: "poster", path }) : await press({ kind: "probe", path });
  if (!seen.ok) throw new Error(`a ${variant} that cannot be read`);
  const made = "data" in seen ? { ...seen, data: Buffer.from(seen.data) } : null;
  const bytes = made ? made.data.length : (await stat(path)).size;
  const storageKey = made ? await storage.putBuffer(made.data) : await storage.putFile(path);
  const mime = made ? "image/webp" : "video/mp4";
  await db.transaction().execute(async (trx) => {
    const { width, height } = seen;
    await trx
      .insertInto("file_renditions")
      .values({ file_id: fileId, variant, storage_key: storageKey, mime, bytes, width, height })
      .execute();
    if (made) {
      const { thumbhash, perceptualHash: perceptual_hash } = made;
      await trx
        .updateTable("stored_files")
        .set({ thumbhash, perceptual_hash })
        .where("id", "=", fileId)
        .execute();
      await keepPrint(trx, fileId, made.print, tools.clock());
    }
    await markStep(trx, fileId, variant, "done", null, tools.clock());
  });
}

async function render(tools: JobTools, source: Source, variant: VideoVariant): Promise<ToolFailure | null> {
  if (!tools.ffmpeg) return "ffmpeg-missing";
  const target = tools.storage.tempPath(variant === "poster" ? ".jpg" : ".mp4");
  const input = {
    path: tools.storage.pathOf(source.storage_key),
    mime: source.mime,
    durationMs: source.duration_ms ?? 0,
    shortSide: Math.min(source.width ?? 0, source.height ?? 0),
  };
  try {
    const failure = await renderVideo(tools.ffmpeg, input, variant, target);
    if (!failure) await keepRendition(tools, source.id, variant, target);
    return failure;
  } finally {
    await rm(target, { force: true });
  }
}

/** A clip of at most 480 lines has nothing to gain from a form with more. */
const isNeedless = (source: Source, variant: VideoVariant) =>
  variant === "720p" && Math.min(source.width ?? 0, source.height ?? 0) <= 480;

/**
 * Makes one form of a clip. Without ffmpeg, or when it fails, the step says so and the original stays what people
 * play. A form that exists is left alone, so a repeated or restarted job does no harm.
 */
export const renderVideoVariant = defineJob(
  "files.render-video-variant",
  z.object({ fileId: z.uuid(), variant: z.enum(videoVariants) }),
  async (tools, { fileId, variant }) => {
    const { db } = tools;
    const source = await db
      .selectFrom("stored_files")
      .select(["id", "storage_key", "mime", "duration_ms", "width", "height"])
      .where("id", "=", fileId)
      .executeTakeFirst();
    if (!source) return;
    const made = await db
      .selectFrom("file_renditions")
      .select("id")
      .where("file_id", "=", fileId)
      .where("variant", "=", variant)
      .executeTakeFirst();
    if (made || isNeedless(source, variant))
      return markStep(db, fileId, variant, "done", null, tools.clock());
    await visibly(tools, fileId, variant, () => render(tools, source, variant));
  }
);

/** Forgets uploads nobody came back for within seven days. */
export const sweepOrphanUploads = defineJob(
  "files.sweep-orphans",
  z.object({}),
  async ({ db, partsDir, clock }) => {
    await sweepOrphans(db, new PartFiles(partsDir), clock());
  }
);

/**
 * Removes a file that was replaced or whose owner is gone, with all its forms and bytes; asked for on the transaction
 * that lets go of it. One that something still points at stays.
 */
export const removeStoredFile = defineJob(
  "files.remove-file",
  z.object({ fileId: z.uuid() }),
  async ({ db, storage }, { fileId }) => {
    await removeFile(db, storage, fileId);
  }
);

/** Removes what nobody owns: files nothing points at, and bytes without a row. */
export const sweepStoredFiles = defineJob(
  "files.sweep-unreferenced",
  z.object({}),
  async ({ db, storage, clock }) => {
    await sweepUnreferenced(db, storage, clock());
    await sweepStore(db, storage, clock());
  }
);

/** The jobs of this module, for the catalogue. */
export const fileJobs = [renderVideoVariant, renderPictureStep, sweepOrphanUploads, removeStoredFile, sweepStoredFiles];
