import { sql } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import type { ThumbView } from "#app/domain/entries/facts.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isOnPaper, isVisibleSheet, stateOfSheet } from "#app/domain/judging/tasks.server.ts";
import { judgeRoundIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";

/** Who asks, and where: all that a judge's reads need. */
export type JudgeReader = Pick<Context, "db" | "actor">;

/**
 * A judge's own sheets: the only door for judges. It offers nothing of an entry but what may be known blind; no
 * unit, author, mentor or entry code can be reached through it.
 */
export function visibleSheets({ db, actor }: JudgeReader) {
  const blind = db
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .innerJoin("rounds as r", "r.id", "re.round_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("divisions as d", "d.id", "e.division_id")
    .leftJoin("sheet_deferrals as sd", "sd.sheet_id", "s.id")
    .leftJoin("stored_files as f", "f.id", "e.file_id")
    .select([
      "s.id", "s.position", "s.submitted_at as submittedAt", "s.total_points as totalPoints",
      "re.round_id as roundId", "re.blind_code as blindCode", "r.name as roundName", "c.id as categoryId",
      "c.position as categoryPosition", "c.name as categoryName", "e.title", "e.statement", "e.material",
      stateOfSheet.as("state"), isOnPaper.as("onPaper"), "sd.deferred_at as deferredAt", "d.name as divisionName", "f.id as fileId", "f.medium", "f.mime", "f.width", "f.height", "f.thumbhash",
      "f.duration_ms as durationMs",
    ])
    .where("s.judge_id", "=", actor.personId)
    .where(sql<boolean>`re.round_id = any(${judgeRoundIds(actor)}::uuid[])`)
    .where(takesPart)
    .where(isVisibleSheet);
  return db.selectFrom(blind.as("sheet"));
}

/** The names of the ready forms of the file of a visible sheet. */
export const variants = sql<string[]>`coalesce(
  (select json_agg(v.variant) from file_renditions v where v.file_id = sheet."fileId"), '[]')`;

type PictureRow = {
  fileId: string | null;
  medium: string | null;
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  durationMs: number | null;
  variants: string[];
};

/** The picture of a visible sheet, or null without a file. */
export function pictureOf({ fileId, medium, width, height, thumbhash, durationMs, variants: made }: PictureRow): ThumbView | null {
  if (!fileId) return null;
  return { fileId, medium: medium as Medium, width, height, thumbhash, durationMs, variants: made };
}
