import { sql } from "kysely";
import type { AwardChoice } from "#app/domain/awards/allocation.ts";
import { loadPlaces, type TierPlaces } from "#app/domain/awards/places.server.ts";
import type { Database } from "#db/client.ts";

/** The two sheets a committee decides; on that of nominees every place is of the one tier `NOMINEE`. */
export type SheetKind = "award" | "nomination";
export const NOMINEE = "nominee";

export type DecisionSheet = {
  tiers: TierPlaces[];
  ranking: { entryId: string; rank: number; passed: boolean | null }[];
  /** Entries with a place, and those passed over with a reason. */
  choices: (AwardChoice & { reason: string | undefined })[];
};

type Row = { entryId: string; rank: number; passed: boolean | null; tierId: string | null; reason: string | null };

/** One sheet of one category as it stands: its places, the ranking, what was chosen and why. */
export async function loadSheet(
  db: Database,
  at: { roundId: string; categoryId: string },
  kind: SheetKind,
): Promise<DecisionSheet> {
  const { tiers, quota } = await loadPlaces(db, at);
  const chosen =
    kind === "award"
      ? sql`(select tier_id::text from award_choices ac where ac.round_entry_id = ranked.round_entry_id)`
      : sql`(select ${NOMINEE}::text from nomination_choices nc where nc.round_entry_id = ranked.round_entry_id)`;
  const { rows } = await sql<Row>`
    select ranked.round_entry_id as "entryId", ranked.rank, ranked.passed, ${chosen} as "tierId", d.reason
    from ranked_entries ranked
    left join departures d on d.round_entry_id = ranked.round_entry_id and d.sheet = ${kind} and d.undone_at is null
    where ranked.round_id = ${at.roundId} and ranked.category_id = ${at.categoryId}
    order by ranked.position`.execute(db);
  return {
    tiers: kind === "award" ? tiers : [{ id: NOMINEE, name: "", count: quota }],
    ranking: rows.map(({ entryId, rank, passed }) => ({ entryId, rank, passed })),
    choices: rows
      .filter(({ tierId, reason }) => tierId !== null || reason !== null)
      .map(({ entryId, tierId, reason }) => ({ entryId, tierId, reason: reason ?? undefined })),
  };
}
