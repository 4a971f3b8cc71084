import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { acceptedEntries } from "#app/domain/judging/open-sheets.server.ts";
import { defaultPlan, planFacts, standingPlans } from "#app/domain/judging/plan-facts.server.ts";
import type { JudgeRelease } from "#app/domain/judging/model.ts";
import { fillSheets, type PlanFacts } from "#app/domain/judging/sheet-plan.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";

type Way = JudgeRelease["scores"];
export type ReleasePreview = {
  judgeId: string;
  name: string;
  handedIn: number;
  waiting: number;
  /** True where some category plans a number of judges for each work, so that others can take over. */
  planned: boolean;
  /** Sheets that others would get, in each way. */
  opened: Record<Way, number>;
};

/** What would become of a judge's work in each way of relieving them, in counts alone; nothing is changed. */
export async function previewRelease(reader: Reader, roundId: string, judgeId: string): Promise<ReleasePreview> {
  const { db } = reader;
  const round = await findOfficeRound(reader, roundId);
  const judge = isUuid(judgeId)
    ? await db
        .selectFrom("appointments as a").innerJoin("people as p", "p.id", "a.person_id").select("p.full_name as name")
        .where("a.round_id", "=", roundId).where("p.id", "=", judgeId).where("a.role", "in", ["judge", "head-judge"]).where("a.ended_at", "is", null)
        .executeTakeFirst()
    : undefined;
  if (!judge) throw new DomainError("not-found", "conflict-judge-unknown");
  const facts = [...(await planFacts(db, roundId, await acceptedEntries(db, roundId))).values()];
  const plans = await standingPlans(db, roundId);
  const own = facts.flatMap(({ sheets }) => sheets.filter((sheet) => sheet.judgeId === judgeId && !sheet.gone));
  const opens = (way: Way) =>
    facts.reduce((sum, of) => {
      const plan = plans.get(of.categoryId) ?? { ...defaultPlan(roundId), published: true };
      if (round.phase !== "judging" || !plan.published) return sum;
      const { open, restore } = fillSheets(plan, without(of, judgeId, way));
      return sum + open.length + restore.length;
    }, 0);
  return {
    judgeId, name: judge.name,
    handedIn: own.filter(({ done }) => done).length,
    waiting: own.filter(({ done }) => !done).length,
    planned: [...plans.values()].some(({ perEntry }) => perEntry !== "all"),
    opened: { kept: opens("kept"), void: opens("void"), stays: opens("stays") },
  };
}

/** The facts as they would be once the judge is relieved. */
function without(facts: PlanFacts, judgeId: string, way: Way): PlanFacts {
  const taken = (sheet: PlanFacts["sheets"][number]) => sheet.judgeId === judgeId && (way === "void" || !sheet.done);
  if (way === "stays") return { ...facts, sheets: facts.sheets.map((sheet) => (taken(sheet) ? { ...sheet, gone: true, barred: true } : sheet)) };
  return { ...facts, judgeIds: facts.judgeIds.filter((id) => id !== judgeId), sheets: facts.sheets.filter((sheet) => !taken(sheet)) };
}
