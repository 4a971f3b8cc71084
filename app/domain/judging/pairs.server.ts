import { sql } from "kysely";
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

/** How many judges an entry is planned to have, null for all, and how many stand now. */
export async function plannedFor(db: Database, entryId: string): Promise<{ wanted: number | null; standing: number }> {
  const { rows } = await sql<{ wanted: number | null; standing: number }>`
    select (select ap.per_entry from assignment_plans ap where ap.round_id = re.round_id
        and ap.category_id = re.category_id and ap.replaced_at is null) as wanted,
      (select count(*) from sheets s where s.round_entry_id = re.id
        and not exists (select 1 from sheet_voids sv where sv.sheet_id = s.id)) as standing
    from round_entries re where re.id = ${entryId}`.execute(db);
  return rows[0] ?? { wanted: null, standing: 0 };
}
