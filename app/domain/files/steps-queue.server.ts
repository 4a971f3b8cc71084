import { z } from "zod";
import { defineJob } from "#app/domain/jobs/define.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import { renderVideoVariant } from "./jobs.server.ts";
import { pictureSteps, type StepName, videoVariants } from "./model.ts";
import { renderPictureStep } from "./picture-steps.server.ts";

/** What people wait for first goes first. */
const priorities: Record<StepName, number> = { preview: 30, poster: 20, fingerprint: 15, "480p": 10, tiles: 5, "720p": 0 };
const expireInSeconds = 7200;

/** Asks for steps of a file on the caller's transaction; one that waits already is asked for once. */
export async function askForSteps(trx: Transaction, fileId: string, steps: readonly StepName[]): Promise<void> {
  for (const step of steps) {
    const options = { singletonKey: `${fileId}/${step}`, priority: priorities[step], expireInSeconds };
    const variant = videoVariants.find((each) => each === step);
    if (variant) await renderVideoVariant.later(trx, { fileId, variant }, options);
    const ofPicture = pictureSteps.find((each) => each === step);
    if (ofPicture) await renderPictureStep.later(trx, { fileId, step: ofPicture }, options);
  }
}

/** A step that has stood in one state for so long was cut off, and its job is gone. */
const standstillMs = 15 * 60_000;

/**
 * Asks again for the steps of a file that failed or have stood still for a quarter of an hour, and gives their names.
 * They wait from now on; what is done stays.
 */
export async function restartSteps(trx: Transaction, fileId: string, now: Date): Promise<StepName[]> {
  const before = new Date(now.getTime() - standstillMs);
  const rows = await trx
    .updateTable("file_steps")
    .set({ state: "waiting", error: null, updated_at: now })
    .where("file_id", "=", fileId)
    .where((is) =>
      is.or([is("state", "=", "failed"), is.and([is("state", "!=", "done"), is("updated_at", "<", before)])])
    )
    .returning("step")
    .execute();
  const steps = rows.map(({ step }) => step as StepName).sort();
  await askForSteps(trx, fileId, steps);
  return steps;
}

const mendedANight = 1_000;

/**
 * Asks again for steps that have stood still without a job of their own, and for the prints of pictures that came
 * before prints were kept. Gives how many files it asked for; a thousand at most, the rest another night.
 */
export async function mendSteps(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - standstillMs);
  const files = await db
    .selectFrom("stored_files as f")
    .select("f.id")
    .where((is) =>
      is.or([
        is.exists(
          is.selectFrom("file_steps as t").select("t.step").whereRef("t.file_id", "=", "f.id")
            .where("t.state", "in", ["waiting", "running"]).where("t.updated_at", "<", before)
        ),
        is.and([
          is("f.medium", "=", "image"),
          is.not(is.exists(is.selectFrom("picture_prints as p").select("p.file_id").whereRef("p.file_id", "=", "f.id"))),
          is.not(is.exists(is.selectFrom("file_steps as t").select("t.step").whereRef("t.file_id", "=", "f.id")
            .where("t.step", "=", "fingerprint").where("t.state", "=", "failed"))),
        ]),
      ])
    )
    .orderBy("f.created_at", "desc")
    .limit(mendedANight)
    .execute();
  for (const { id } of files) await db.transaction().execute((trx) => mendFile(trx, id, before, now));
  return files.length;
}

/** What failed is left for somebody to look at: trying it every night would say the same every morning. */
async function mendFile(trx: Transaction, fileId: string, before: Date, now: Date): Promise<void> {
  const still = await trx
    .updateTable("file_steps")
    .set({ state: "waiting", updated_at: now })
    .where("file_id", "=", fileId)
    .where("state", "in", ["waiting", "running"])
    .where("updated_at", "<", before)
    .returning("step")
    .execute();
  await askForSteps(trx, fileId, still.map(({ step }) => step as StepName));
  const picture = trx
    .selectFrom("stored_files as f")
    .leftJoin("picture_prints as p", "p.file_id", "f.id")
    .select("f.id")
    .where("f.id", "=", fileId)
    .where("f.medium", "=", "image")
    .where("p.file_id", "is", null);
  if (await picture.executeTakeFirst()) await askForSteps(trx, fileId, ["fingerprint"]);
}

/** Every night by the timetable. */
export const mendStepsJob = defineJob("files.mend-steps", z.object({}), async ({ db, clock }) => {
  await mendSteps(db, clock());
});
