import { sql } from "kysely";
import type { Database } from "#db/client.ts";

/** Where an entry stands in one round, as its own unit may know: the prize only once that round is published. */
export type RoundStanding = { roundName: string; unitName: string; code: string; later: boolean; tier: string | null };

const publishedTier = sql<string | null>`(select t.name from publications p
  join award_choices a on a.round_id = p.round_id join tiers t on t.id = a.tier_id
  where p.round_id = re.round_id and a.round_entry_id = re.id)`;

/** The rounds some entries take part in, by entry id, the first round first. One query. */
export async function listStandings(db: Database, entryIds: readonly string[]): Promise<Map<string, RoundStanding[]>> {
  const rows = await db
    .selectFrom("round_entries as re")
    .innerJoin("rounds as r", "r.id", "re.round_id")
    .select(["re.entry_id as entryId", "r.name as roundName", "r.unit_name as unitName", "re.code"])
    .select(["r.ordinal", publishedTier.as("tier")])
    .where(sql<boolean>`re.entry_id = any(${[...entryIds]}::uuid[])`)
    .orderBy("r.ordinal")
    .execute();
  const standings = new Map<string, RoundStanding[]>();
  for (const { entryId, ordinal, ...round } of rows) {
    standings.set(entryId, [...(standings.get(entryId) ?? []), { ...round, later: ordinal > 1 }]);
  }
  return standings;
}
