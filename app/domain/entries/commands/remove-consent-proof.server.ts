import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/**
 * Drops a picture of a form that one's own unit took by mistake, its bytes included. Refused with `proof-in-use` as
 * soon as a family's answer rests on it. Already gone is once.
 */
export async function removeConsentProof(ctx: Context, contestId: string, proofId: string): Promise<{ removed: boolean }> {
  if (!isUuid(proofId)) return { removed: false };
  return inTransaction(ctx.db, async (trx) => {
    const proof = await trx
      .selectFrom("consent_proofs")
      .select(["unit_id as unitId", "file_id as fileId"])
      .where("id", "=", proofId)
      .where("contest_id", "=", contestId)
      .where(sql<boolean>`unit_id = any(${ctx.actor.entrantUnitIds}::uuid[])`)
      .forUpdate()
      .executeTakeFirst();
    if (!proof) return { removed: false };
    authorise(entriesRules.removeConsentProof, ctx, proof);
    const used = await trx.selectFrom("consents").select("id").where("proof_id", "=", proofId).limit(1).executeTakeFirst();
    if (used) throw new DomainError("conflict", "proof-in-use");
    await trx.deleteFrom("consent_proofs").where("id", "=", proofId).execute();
    await removeStoredFile.later(trx, { fileId: proof.fileId });
    await record(trx, ctx, { action: "remove-consent-proof", subject: ["consent-proof", proofId], contestId, detail: { fileId: proof.fileId } });
    return { removed: true };
  });
}
