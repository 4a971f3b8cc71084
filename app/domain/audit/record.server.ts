import { type Expression, sql } from "kysely";
import type { Database, Transaction } from "#db/client.ts";

/** The person who did it, as the log will name them. The nil id stands for the system and is stored as null. */
export type By = { actor: { personId: string; name: string }; now: Date };

/** One fact for the log: `action` is the command's verb phrase in kebab-case, `detail` what an appeal would ask. */
export type AuditEvent = {
  action: string;
  subject: readonly [type: string, id: string];
  contestId?: string | null;
  detail?: Record<string, unknown>;
};

const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Appends one event to the audit chain. Call it last, on the same transaction as the fact: the database
 * numbers and seals it under a lock that is held until that transaction ends.
 */
export async function record(trx: Transaction | Database, by: By, event: AuditEvent): Promise<void> {
  await trx
    .insertInto("audit_events")
    .values({
      at: by.now,
      actor_id: by.actor.personId === nobody ? null : by.actor.personId,
      actor_name: by.actor.name,
      action: event.action,
      subject_type: event.subject[0],
      subject_id: event.subject[1],
      contest_id: event.contestId ?? null,
      detail: JSON.stringify(event.detail ?? {}),
      // The trigger fills these three.
      seq: 0,
      previous_hash: "",
      hash: "",
    })
    .execute();
}

/**
 * The same as a part of a statement that writes the fact itself: one event for each row of `source`, a query of that
 * statement, with its contest and `detail` computed from its columns. For the few writes that may not cost a second round trip.
 */
export const recordingRows = (
  by: By,
  event: Omit<AuditEvent, "detail" | "contestId">,
  { source, contest, detail }: { source: string; contest: Expression<unknown>; detail: Expression<unknown> },
) => sql`
  insert into audit_events (seq, at, actor_id, actor_name, action, subject_type, subject_id, contest_id, detail, previous_hash, hash)
  select 0, ${by.now}::timestamptz, ${by.actor.personId === nobody ? null : by.actor.personId}::uuid, ${by.actor.name},
    ${event.action}, ${event.subject[0]}, ${event.subject[1]}, ${contest}, ${detail}, '', ''
  from ${sql.ref(source)}`;
