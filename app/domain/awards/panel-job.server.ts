import { sql } from "kysely";
import { z } from "zod";
import { panelCategories, type PanelCategory } from "#app/domain/awards/panel-file.server.ts";
import { panelSnapshot, type PanelSnapshot } from "#app/domain/awards/panel.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { defineJob } from "#app/domain/jobs/define.server.ts";
import { greatestTotal } from "#app/domain/judging/points.ts";
import { asNumber } from "#app/domain/judging/score-table.ts";
import type { Database, Transaction } from "#db/client.ts";

/**
 * Computes the figures of a closed round's panel and keeps one row a category. Asked for by closing and whenever a
 * category is ranked anew; what was computed of a ranking that no longer stands is thrown away.
 */
export const analysePanelJob = defineJob("awards.analyse-panel", z.object({ roundId: z.uuid() }), async ({ db, clock }, { roundId }) => {
  const standing = await rankedAt(db, roundId);
  if (standing === null) return;
  for (const category of await panelCategories(db, roundId)) {
    const snapshot = snapshotOf(category, roundId);
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forShare().execute();
      if ((await rankedAt(trx, roundId)) === standing) await keep(trx, { roundId, categoryId: category.categoryId }, snapshot, clock());
    });
    // Between two categories the process answers whoever waits.
    await new Promise(setImmediate);
  }
});

function snapshotOf({ categoryId: _, ...category }: PanelCategory, roundId: string): PanelSnapshot {
  const file = { format: "vong-thi/recompute", version: 1, contest: "", round: "", seed: roundId, categories: [category] } as const;
  const [report] = recompute({ ...file, categories: [...file.categories] }).categories;
  return panelSnapshot(report!, asNumber(greatestTotal(category.criteria)));
}

/** When the standing ranking was made, as text; null while judging is not closed. */
async function rankedAt(db: Database, roundId: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select concat(c.closed_at, ' ', (select max(k.ranked_at) from ranked_entries k where k.round_id = c.round_id)) as at
    from judging_closures c where c.round_id = ${roundId}`.execute(db);
  return rows[0]?.at ?? null;
}

async function keep(trx: Transaction, at: { roundId: string; categoryId: string }, snapshot: PanelSnapshot, now: Date): Promise<void> {
  const row = { made_at: now, snapshot: JSON.stringify(snapshot) };
  await trx
    .insertInto("panel_snapshots")
    .values({ round_id: at.roundId, category_id: at.categoryId, ...row })
    .onConflict((conflict) => conflict.columns(["round_id", "category_id"]).doUpdateSet(row))
    .execute();
}

/** Throws the figures of a round away, and asks for new ones; on the transaction that ranked it. */
export async function analyseAnew(trx: Transaction, roundId: string): Promise<void> {
  await dropAnalysis(trx, roundId);
  await analysePanelJob.later(trx, { roundId });
}

/** Throws the figures of a round away. */
export const dropAnalysis = (trx: Transaction, roundId: string) =>
  trx.deleteFrom("panel_snapshots").where("round_id", "=", roundId).execute();
