import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

/** The refusal of a save made on top of an older version; it names whoever saved the entry last. */
export async function changedElsewhere(trx: Transaction, entryId: string): Promise<DomainError> {
  const last = await trx
    .selectFrom("audit_events")
    .select("actor_name")
    .where("subject_type", "=", "entry")
    .where("subject_id", "=", entryId)
    .where("action", "=", "update-entry")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return new DomainError("conflict", "entry-changed-elsewhere", { by: last?.actor_name ?? "" });
}
