import { sql } from "kysely";
import type { Database, Transaction } from "#db/client.ts";
import type { FileStep, StepName, StepState } from "./model.ts";

/** Makes the state of one step visible; every start counts as an attempt. */
export async function markStep(
  db: Database | Transaction,
  fileId: string,
  step: StepName,
  state: StepState,
  error: string | null,
  now: Date
): Promise<void> {
  const attempts = sql<number>`file_steps.attempts + ${state === "running" ? 1 : 0}`;
  await db
    .insertInto("file_steps")
    .values({ file_id: fileId, step, state, error, attempts: state === "running" ? 1 : 0, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(["file_id", "step"]).doUpdateSet({ state, error, attempts, updated_at: now })
    )
    .execute();
}

/**
 * Does one step in the sight of everybody: running, then failed for the reason that `work` gives or throws. Work that
 * ends well marks itself done on the transaction that keeps what it made. What it throws is thrown on, so that the
 * queue tries again.
 */
export async function visibly(
  { db, clock }: { db: Database; clock: () => Date },
  fileId: string,
  step: StepName,
  work: () => Promise<string | null>
): Promise<void> {
  await markStep(db, fileId, step, "running", null, clock());
  const failure = await work().catch(async (error: unknown) => {
    await markStep(db, fileId, step, "failed", "step-broke", clock());
    throw error;
  });
  if (failure) await markStep(db, fileId, step, "failed", failure, clock());
}

/** The steps of some files by file id, for pages that say how far the pipeline is. One query. */
export async function listSteps(db: Database, fileIds: readonly string[]): Promise<Map<string, FileStep[]>> {
  const found = new Map<string, FileStep[]>(fileIds.map((id) => [id, []]));
  if (fileIds.length === 0) return found;
  const rows = await db
    .selectFrom("file_steps")
    .select(["file_id", "step", "state", "error"])
    .where("file_id", "in", [...fileIds])
    .orderBy("step")
    .execute();
  for (const { file_id, step, state, error } of rows) {
    found.get(file_id)?.push({ step: step as StepName, state: state as StepState, error });
  }
  return found;
}
