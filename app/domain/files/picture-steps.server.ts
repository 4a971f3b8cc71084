import { rm } from "node:fs/promises";
import { z } from "zod";
import { defineJob, type JobTools } from "#app/domain/jobs/define.server.ts";
import { storePreviews } from "./intake.server.ts";
import { type PictureStep, pictureSteps } from "./model.ts";
import { press, PressFailure } from "./press.server.ts";
import { keepPrint } from "./prints.server.ts";
import { markStep, visibly } from "./steps.server.ts";

type Source = { id: string; path: string };
type Work = (tools: JobTools, source: Source) => Promise<void>;

const makeSizes: Work = async ({ db, storage, clock }, { id, path }) => {
  const made = await press({ kind: "previews", path });
  const renditions = await storePreviews(storage, made);
  await db.transaction().execute(async (trx) => {
    const rows = renditions.map(({ storageKey, ...rest }) => ({ ...rest, file_id: id, storage_key: storageKey }));
    // What was made before is served already and stays; bytes that nobody took are swept at night.
    await trx.insertInto("file_renditions").values(rows).onConflict((conflict) => conflict.doNothing()).execute();
    await trx.updateTable("stored_files").set({ thumbhash: made.thumbhash }).where("id", "=", id).execute();
    await markStep(trx, id, "preview", "done", null, clock());
  });
};

const makePrint: Work = async ({ db, clock }, { id, path }) => {
  const print = await press({ kind: "print", path });
  await db.transaction().execute(async (trx) => {
    await keepPrint(trx, id, print, clock());
    await markStep(trx, id, "fingerprint", "done", null, clock());
  });
};

const cutTiles: Work = async ({ db, storage, clock }, { id, path }) => {
  const target = storage.tempPath(".tiles");
  try {
    const { width, height, bytes, offsets } = await press({ kind: "tiles", path, target });
    const storage_key = await storage.putFile(target);
    const pack = { variant: "tiles", storage_key, mime: "image/jpeg", bytes, width, height, tile_offsets: offsets };
    await db.transaction().execute(async (trx) => {
      await trx.insertInto("file_renditions").values({ file_id: id, ...pack }).onConflict((conflict) => conflict.doNothing()).execute();
      await markStep(trx, id, "tiles", "done", null, clock());
    });
  } finally {
    await rm(target, { force: true });
  }
};

const works: Record<PictureStep, Work> = { preview: makeSizes, fingerprint: makePrint, tiles: cutTiles };

async function isMade({ db }: JobTools, fileId: string, step: PictureStep): Promise<boolean> {
  if (step === "fingerprint") {
    const print = db.selectFrom("picture_prints").select("file_id").where("file_id", "=", fileId);
    return (await print.executeTakeFirst()) !== undefined;
  }
  const wanted = step === "tiles" ? ["tiles"] : ["320", "800", "1600"];
  const made = db.selectFrom("file_renditions").select("id").where("file_id", "=", fileId).where("variant", "in", wanted);
  return (await made.execute()).length === wanted.length;
}

/**
 * Does one step of a picture. What exists is left alone, so a repeated or restarted job does no harm; a picture that
 * cannot be decoded, or wants too much, says so in its step and is not tried again by itself.
 */
export const renderPictureStep = defineJob(
  "files.render-picture-step",
  z.object({ fileId: z.uuid(), step: z.enum(pictureSteps) }),
  async (tools, { fileId, step }) => {
    const file = await tools.db.selectFrom("stored_files").select("storage_key").where("id", "=", fileId).executeTakeFirst();
    if (!file) return;
    if (await isMade(tools, fileId, step)) return markStep(tools.db, fileId, step, "done", null, tools.clock());
    const source = { id: fileId, path: tools.storage.pathOf(file.storage_key) };
    await visibly(tools, fileId, step, () =>
      works[step](tools, source).then(
        () => null,
        (error: unknown) => {
          if (error instanceof PressFailure) return `picture-${error.reason}`;
          throw error;
        }
      )
    );
  }
);
