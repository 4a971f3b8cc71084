import type { Results } from "#app/domain/awards/model.ts";
import type { Database } from "#db/client.ts";

export type PublishedRound = { ordinal: number; name: string; unitName: string; publishedAt: Date; results: Results };

/** The open data with its fields in the order in which it is described: the store keeps no order. */
function inOrder({ contest, round, units, categories, publishedAt }: Results): Results {
  return {
    contest: { slug: contest.slug, name: contest.name },
    round: { name: round.name, unit: round.unit },
    units: { invited: units.invited, participating: units.participating },
    categories: categories.map(({ code, name, received, valid, rejected, withdrawn, judged, awarded, tiers, nominated }) => ({
      code, name, received, valid, rejected, withdrawn, judged, awarded,
      tiers: tiers.map((tier) => ({ name: tier.name, count: tier.count })), nominated,
    })),
    publishedAt,
  };
}

/** The published rounds of a contest with their frozen figures, in the order of the rounds. */
export async function listPublishedRounds(db: Database, slug: string): Promise<PublishedRound[]> {
  const rows = await db
    .selectFrom("publications as p")
    .innerJoin("rounds as r", "r.id", "p.round_id")
    .innerJoin("contests as co", "co.id", "r.contest_id")
    .select(["r.ordinal", "r.name", "r.unit_name as unitName", "p.published_at as publishedAt", "p.results"])
    .where("co.slug", "=", slug)
    .orderBy("r.ordinal")
    .execute();
  return rows.map((row) => ({ ...row, results: inOrder(row.results as Results) }));
}

/** The frozen open data of one round, or null before its publication. */
export async function findResults(db: Database, slug: string, ordinal: number): Promise<Results | null> {
  const rows = await listPublishedRounds(db, slug);
  return rows.find((row) => row.ordinal === ordinal)?.results ?? null;
}
