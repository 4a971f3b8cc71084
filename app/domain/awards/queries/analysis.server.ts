import type { PanelSnapshot } from "#app/domain/awards/panel.ts";
import { mayDecide } from "#app/domain/awards/rules.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";

export type AnalysisView = {
  categories: { id: string; name: string }[];
  categoryId: string;
  /** Null: the rubric. */
  ballot: Ballot | null;
  /** Null while it is being computed, and of a category in which nothing was to judge. */
  snapshot: PanelSnapshot | null;
  madeAt: Date | null;
};

/** A round whose scores its organisers may see: "judging-not-closed" before closing, whoever asks. */
export async function findJudgedRound(ctx: Context, roundId: string): Promise<OfficeRound> {
  const round = await findOfficeRound(ctx, roundId);
  authorise(mayDecide, ctx, round);
  const closed = await ctx.db.selectFrom("judging_closures").select("closed_at").where("round_id", "=", roundId).executeTakeFirst();
  if (!closed) throw new DomainError("closed", "judging-not-closed");
  return round;
}

/** The figures of a round's panel in one category (the first, unless named), read from one row. */
export async function findAnalysis(ctx: Context, roundId: string, wanted?: string): Promise<AnalysisView> {
  await findJudgedRound(ctx, roundId);
  const categories = await ctx.db
    .selectFrom("categories as c").innerJoin("rounds as r", "r.contest_id", "c.contest_id")
    .select(["c.id", "c.name", ballotOf("r.id", "c.id").as("ballot")]).where("r.id", "=", roundId).orderBy("c.position").execute();
  const chosen = categories.find(({ id }) => id === wanted) ?? categories[0];
  const categoryId = chosen?.id ?? "";
  const row = await ctx.db
    .selectFrom("panel_snapshots")
    .select(["snapshot", "made_at as madeAt"])
    .where("round_id", "=", roundId)
    .where("category_id", "=", categoryId)
    .executeTakeFirst();
  return { categories, categoryId, ballot: chosen?.ballot ?? null, snapshot: (row?.snapshot as PanelSnapshot | undefined) ?? null, madeAt: row?.madeAt ?? null };
}
