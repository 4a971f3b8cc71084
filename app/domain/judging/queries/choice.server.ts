import { sql } from "kysely";
import { countPicks } from "#app/domain/judging/ballots.server.ts";
import type { JudgeReader } from "#app/domain/judging/visibility.server.ts";

/** A judge's own choice of works: what the ballot asks, and how far they are. `most`: no more than there are works. */
export type OwnChoice = { picks: number; exact: boolean; criterionId: string; picked: number; waiting: number; works: number; most: number };

/** The choice a judge makes in a category; null where works are not chosen. */
export async function findOwnChoice(ctx: JudgeReader, at: { roundId: string; categoryId: string }): Promise<OwnChoice | null> {
  const { rows } = await sql<Pick<OwnChoice, "picks" | "exact" | "criterionId">>`
    select b.picks, b.exact, k.id as "criterionId"
    from ballots b join criteria k on k.round_id = b.round_id and k.category_id = b.category_id
    where b.kind = 'choose' and b.round_id = ${at.roundId} and b.category_id = ${at.categoryId}`.execute(ctx.db);
  if (!rows[0]) return null;
  const counts = await countPicks(ctx.db, { ...at, judgeId: ctx.actor.personId });
  return { ...rows[0], ...counts, most: Math.min(rows[0].picks, counts.works) };
}
