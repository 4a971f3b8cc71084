import type { Transaction } from "#db/client.ts";
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
