import { saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { contextOf, type Stage } from "./stage.ts";

/** Points in hundredths, by criterion in the order of the rubric. */
export type Score = number[];

/** What a judge gives a work; `maxima` in hundredths. Null leaves the sheet open. */
export type Scorer = (judgeId: string, code: string, maxima: number[]) => Score | null;

/** Every judge of a round fills and hands in the sheets that `scorer` scores, each from the judge's own sign-in. */
export async function fillSheets(stage: Stage, roundId: string, now: Date, scorer: Scorer): Promise<void> {
  const { db } = stage.runtime;
  const sheets = await db
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .select(["s.id", "s.judge_id as judgeId", "re.code", "re.category_id as categoryId"])
    .where("re.round_id", "=", roundId)
    .orderBy("s.judge_id")
    .orderBy("s.position")
    .execute();
  const criteria = await db.selectFrom("criteria").select(["id", "category_id", "max_points"]).orderBy("position").execute();
  let ctx = null;
  for (const [index, sheet] of sheets.entries()) {
    if (ctx?.actor.personId !== sheet.judgeId) ctx = await contextOf(stage, sheet.judgeId, now);
    const rubric = criteria.filter((criterion) => criterion.category_id === sheet.categoryId);
    const score = scorer(sheet.judgeId, sheet.code, rubric.map((criterion) => criterion.max_points));
    if (!score) continue;
    await saveSheet(ctx, sheet.id, Object.fromEntries(rubric.map(({ id }, at) => [id, score[at]!])));
    await submitSheet(ctx, sheet.id);
    if ((index + 1) % 94 === 0) stage.progress(`Chấm thi: ${index + 1}/${sheets.length} phiếu`);
  }
}
