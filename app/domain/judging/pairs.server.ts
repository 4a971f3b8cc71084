import type { Pair } from "#app/domain/judging/assignment.ts";
import type { Database } from "#db/client.ts";

/** Judges and entries of a round that must not meet: conflicts that stand confirmed. */
export async function confirmedConflicts(db: Database, roundId: string): Promise<Pair[]> {
  return db
    .selectFrom("conflicts")
    .select(["round_entry_id as entryId", "judge_id as judgeId"])
    .where("round_id", "=", roundId)
    .where("standing", "=", "confirmed")
    .execute();
}
