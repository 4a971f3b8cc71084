import type { Results } from "#app/domain/awards/model.ts";
import type { Database } from "#db/client.ts";

export type PublishedRound = { ordinal: number; name: string; unitName: string; publishedAt: Date; results: Results };

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
  return rows.map((row) => ({ ...row, results: row.results as Results }));
}

/** The frozen open data of one round, or null before its publication. */
export async function findResults(db: Database, slug: string, ordinal: number): Promise<Results | null> {
  const rows = await listPublishedRounds(db, slug);
  return rows.find((row) => row.ordinal === ordinal)?.results ?? null;
}
