import type { CriteriaVersionInput } from "#app/domain/contests/forms.ts";
import { loadContest } from "#app/domain/contests/load.server.ts";
import { closedFor, planRevision, type Revision, standingCriteria, type StandingCriteria } from "#app/domain/judging/criteria-plan.server.ts";
import type { StandingCriterion } from "#app/domain/judging/criteria-version.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";

/** An earlier version as it was, with who replaced it, when and why. */
export type EarlierVersion = { number: number; criteria: StandingCriterion[]; replacedAt: Date; replacedBy: string; reason: string };

export type CriteriaVersions = StandingCriteria & {
  contestId: string;
  /** The latest first. */
  earlier: EarlierVersion[];
  may: { revise: boolean };
  /** Why no new version can be made at present. */
  closed: { reason: string; round: string } | null;
};

/** The present criteria of a category of a contest in reach, with all earlier versions. */
export async function findCriteriaVersions(ctx: Context, contestId: string, code: string): Promise<CriteriaVersions> {
  const contest = await loadContest(ctx, contestId);
  const standing = await standingCriteria(ctx.db, contest.id, code);
  const earlier = await ctx.db
    .selectFrom("criteria_versions as v")
    .innerJoin("people as p", "p.id", "v.replaced_by")
    .select(["v.number", "v.criteria", "v.replaced_at as replacedAt", "v.reason", "p.full_name as replacedBy"])
    .where("v.category_id", "=", standing.categoryId)
    .orderBy("v.number", "desc")
    .$narrowType<{ criteria: StandingCriterion[] }>()
    .execute();
  const facts = { organiserUnitId: contest.organiserUnitId, roundUnitId: null };
  return {
    ...standing, earlier, contestId: contest.id,
    may: { revise: judgingRules.reviseCriteria(ctx.actor, facts, ctx.now) },
    closed: closedFor(contest, standing.number),
  };
}

/** What a new version would change and do to the sheets, in counts alone; nothing is written. Refused as the version itself. */
export async function previewRevision(ctx: Context, contestId: string, code: string, input: CriteriaVersionInput): Promise<Revision> {
  const contest = await loadContest(ctx, contestId);
  authorise(judgingRules.reviseCriteria, ctx, { organiserUnitId: contest.organiserUnitId, roundUnitId: null });
  return planRevision(ctx.db, contest, code, input);
}
