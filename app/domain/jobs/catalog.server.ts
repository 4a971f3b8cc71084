import path from "node:path";
import { analysePanelJob } from "#app/domain/awards/panel-job.server.ts";
import { registerAwards } from "#app/domain/awards/register.server.ts";
import { movePhasesJob } from "#app/domain/contests/jobs.server.ts";
import { registerConsentProofs } from "#app/domain/entries/consent-proofs.server.ts";
import { forgetProofs } from "#app/domain/entries/consent-proofs-job.server.ts";
import { importJobs } from "#app/domain/entries/import/pictures-job.server.ts";
import { findDuplicates } from "#app/domain/entries/duplicates/jobs.server.ts";
import { registerEntryFiles } from "#app/domain/entries/uploads.server.ts";
import { fileJobs } from "#app/domain/files/jobs.server.ts";
import { mendStepsJob } from "#app/domain/files/steps-queue.server.ts";
import { registerPublicWorks } from "#app/domain/gallery/public-works.server.ts";
import { registerJudging } from "#app/domain/judging/register.server.ts";
import { findFfmpeg } from "#app/platform/programs.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { bindJobs, type Job, type JobTools } from "./define.server.ts";
import { keepTimetable } from "./timetable.server.ts";

/**
 * Lets later modules answer what earlier ones ask: who may look at a file, what happens when a phase begins or a
 * judge is appointed. Every process calls it once before it works; again is once.
 */
export function wireModules(): void {
  registerEntryFiles();
  registerConsentProofs();
  registerJudging();
  registerAwards();
  registerPublicWorks();
}

/** Every kind of background work there is. */
export const jobs: readonly Job<never>[] = [...fileJobs, mendStepsJob, findDuplicates, ...importJobs, forgetProofs, movePhasesJob, analysePanelJob];

/** The tools of this process for handlers. */
function jobTools(): JobTools {
  const { db, storage, clock, env } = runtime();
  return { db, storage, clock, partsDir: path.join(env.dataDir, "parts"), ffmpeg: findFfmpeg(env) };
}

/** Binds every job to the queue of this process and starts it with the timetable; called once at boot. */
export async function startWorker(): Promise<void> {
  const { queue } = runtime();
  bindJobs(queue, jobs, jobTools());
  await queue.start();
  await keepTimetable(queue);
}
