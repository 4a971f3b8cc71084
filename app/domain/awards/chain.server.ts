import type { TieBreakStep } from "#app/domain/awards/ranking.ts";
import type { Database } from "#db/client.ts";

type At = { roundId: string; categoryId: string };

/** The frozen chain of a round's category with what was decided outside the scores: deciders, votes, and the seed of the lots. */
export async function loadChain(db: Database, at: At): Promise<TieBreakStep[]> {
  const steps = await db
    .selectFrom("tie_break_steps")
    .select(["kind", "criterion_id as criterionId"])
    .where("round_id", "=", at.roundId)
    .where("category_id", "=", at.categoryId)
    .orderBy("position")
    .execute();
  const kinds = new Set(steps.map(({ kind }) => kind));
  const scores = kinds.has("pairwise") ? await scoresOf(db, at) : {};
  const votes = kinds.has("jury-vote") ? await votesOf(db, at) : {};
  const seed = kinds.has("lots") ? await seedOf(db, at) : "";
  return steps.map(({ kind, criterionId }): TieBreakStep => {
    if (kind === "criterion") return { kind, criterionId: criterionId! };
    if (kind === "jury-vote") return { kind, votes };
    if (kind === "pairwise") return { kind, scores };
    if (kind === "lots") return { kind, seed };
    return { kind: kind as "counts" | "head-judge" | "shared" };
  });
}

/** What the ended deciders of a category gave each entry; none is in two of them. */
async function scoresOf(db: Database, { roundId, categoryId }: At): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom("deciders as d")
    .innerJoin("decider_entries as de", "de.decider_id", "d.id")
    .select(["de.round_entry_id as entryId", "de.score"])
    .where("d.round_id", "=", roundId)
    .where("d.category_id", "=", categoryId)
    .where("d.ended_at", "is not", null)
    .where("d.withdrawn_at", "is", null)
    .orderBy("de.round_entry_id")
    .execute();
  return Object.fromEntries(rows.map(({ entryId, score }) => [entryId, score ?? 0]));
}

async function votesOf(db: Database, { roundId, categoryId }: At): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom("jury_votes as v")
    .innerJoin("round_entries as re", "re.id", "v.round_entry_id")
    .select(["v.round_entry_id as entryId", "v.votes_for as votes"])
    .where("v.round_id", "=", roundId)
    .where("re.category_id", "=", categoryId)
    .where("v.undone_at", "is", null)
    .execute();
  return Object.fromEntries(rows.map(({ entryId, votes }) => [entryId, votes]));
}

/** The seed that was drawn for a category; "" before. */
async function seedOf(db: Database, { roundId, categoryId }: At): Promise<string> {
  const row = await db
    .selectFrom("lot_draws")
    .select("seed")
    .where("round_id", "=", roundId)
    .where("category_id", "=", categoryId)
    .executeTakeFirst();
  return row?.seed ?? "";
}
