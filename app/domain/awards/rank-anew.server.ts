import { sql } from "kysely";
import type { Place } from "#app/domain/awards/choose.server.ts";
import { proposeSheets, writeRanking } from "#app/domain/awards/closing.server.ts";
import { analyseAnew } from "#app/domain/awards/panel-job.server.ts";
import { type TiedRow, type TieGroup, tieGroups } from "#app/domain/awards/tie-groups.ts";
import { closedScores } from "#app/domain/judging/scores.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Fraction } from "#app/platform/decimal.ts";
import type { Database, Transaction } from "#db/client.ts";

/**
 * Ranks one category again after a vote, a draw or a decider, and proposes both its sheets from the new ranking.
 * Refused ("decision-departed") while a choice of the category departs from the ranking: it was made about the old one.
 */
export async function rankAnew(trx: Transaction, ctx: Context, at: Place): Promise<void> {
  const departed = await trx
    .selectFrom("departures as d")
    .innerJoin("round_entries as re", "re.id", "d.round_entry_id")
    .select("d.id")
    .where("re.round_id", "=", at.roundId)
    .where("re.category_id", "=", at.categoryId)
    .where("d.undone_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (departed) throw new DomainError("conflict", "decision-departed");
  const scores = (await closedScores(trx, at.roundId)).find(({ categoryId }) => categoryId === at.categoryId);
  for (const table of ["nomination_choices", "award_choices", "ranked_entries"] as const) {
    await sql`delete from ${sql.table(table)} where round_id = ${at.roundId} and category_id = ${at.categoryId}`.execute(trx);
  }
  const ranking = scores ? await writeRanking(trx, ctx, at.roundId, scores) : [];
  await proposeSheets(trx, ctx, at, ranking);
  await analyseAnew(trx, at.roundId);
}

/** The kept ranking of a category, as far as it tells of ties. */
export async function loadTies(db: Database, { roundId, categoryId }: Place): Promise<TiedRow[]> {
  const rows = await db
    .selectFrom("ranked_entries as k")
    .innerJoin("round_entries as re", "re.id", "k.round_entry_id")
    .select(["k.round_entry_id as entryId", "re.code", "k.rank", "k.score_num as num", "k.score_den as den", "k.trail"])
    .where("k.round_id", "=", roundId)
    .where("k.category_id", "=", categoryId)
    .where(sql<boolean>`k.trail <> '[]'::jsonb`)
    .orderBy("k.position")
    .execute();
  return rows.map(({ num, den, trail, ...row }) => ({
    ...row, score: { num, den } satisfies Fraction, trail: trail as unknown as TiedRow["trail"],
  }));
}

/** The tie of an entry that came to a step of this kind; undefined where it is in none. */
export async function tieOf(db: Database, at: Place, roundEntryId: string, kind: TieGroup["kind"]): Promise<TieGroup | undefined> {
  const groups = tieGroups(await loadTies(db, at), kind);
  return groups.find(({ rows }) => rows.some(({ entryId }) => entryId === roundEntryId));
}
