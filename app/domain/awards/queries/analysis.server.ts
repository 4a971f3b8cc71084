import type { PanelSnapshot } from "#app/domain/awards/panel.ts";
import { mayDecide } from "#app/domain/awards/rules.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";

export type AnalysisView = {
  categories: { id: string; name: string }[];
  categoryId: string;
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
  const { contestId } = await findJudgedRound(ctx, roundId);
  const categories = await ctx.db
    .selectFrom("categories").select(["id", "name"]).where("contest_id", "=", contestId).orderBy("position").execute();
  const categoryId = (categories.find(({ id }) => id === wanted) ?? categories[0])?.id ?? "";
  const row = await ctx.db
    .selectFrom("panel_snapshots")
    .select(["snapshot", "made_at as madeAt"])
    .where("round_id", "=", roundId)
    .where("category_id", "=", categoryId)
    .executeTakeFirst();
  return { categories, categoryId, snapshot: (row?.snapshot as PanelSnapshot | undefined) ?? null, madeAt: row?.madeAt ?? null };
}
