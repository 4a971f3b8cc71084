import { sql } from "kysely";
import { z } from "zod";
import { record } from "#app/domain/audit/record.server.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import { defineJob } from "#app/domain/jobs/define.server.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

const forgetAfterMs = 30 * 86_400_000;
const atOnce = 200;

/**
 * Drops pictures of signed forms that no family's answer has rested on for 30 days: a picture taken by mistake shows a
 * parent's name and signature for nothing (minimum data, Law 91/2025/QH15). The oldest 200 a night.
 */
export const forgetProofs = defineJob("entries.forget-proofs", z.object({}), async ({ db, clock }) => {
  const now = clock();
  await inTransaction(db, async (trx) => {
    const idle = await trx
      .selectFrom("consent_proofs as p")
      .select(["p.id", "p.contest_id as contestId", "p.file_id as fileId"])
      .where("p.created_at", "<", new Date(now.getTime() - forgetAfterMs))
      .where(sql<boolean>`not exists (select 1 from consents k where k.proof_id = p.id)`)
      .orderBy("p.created_at")
      .limit(atOnce)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id, contestId, fileId } of idle) {
      await trx.deleteFrom("consent_proofs").where("id", "=", id).execute();
      await removeStoredFile.later(trx, { fileId });
      const event = { action: "remove-consent-proof", subject: ["consent-proof", id], contestId } as const;
      await record(trx, { actor: systemActor("clock"), now }, { ...event, detail: { fileId, unused: true } });
    }
  });
});
