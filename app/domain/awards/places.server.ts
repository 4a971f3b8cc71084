import type { Database } from "#db/client.ts";

export type TierPlaces = { id: string; name: string; count: number };
export type Places = { tiers: TierPlaces[]; quota: number };

/** The tiers of a round's category, the best first, and how many it may nominate (0 where nobody is sent on). */
export async function loadPlaces(
  db: Database,
  { roundId, categoryId }: { roundId: string; categoryId: string },
): Promise<Places> {
  const tiers = await db
    .selectFrom("tiers")
    .select(["id", "name", "places as count"])
    .where("round_id", "=", roundId)
    .where("category_id", "=", categoryId)
    .orderBy("position")
    .execute();
  const quota = await db
    .selectFrom("nomination_quotas")
    .select("places")
    .where("round_id", "=", roundId)
    .where("category_id", "=", categoryId)
    .executeTakeFirst();
  return { tiers, quota: quota?.places ?? 0 };
}
