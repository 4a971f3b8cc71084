import { sql } from "kysely";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { FileViewer } from "#app/domain/files/viewers.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import { type Actor, judgeRoundIds } from "#app/domain/people/actor.ts";

/**
 * A judge may look at the works on their own sheets, in the forms made for looking; the stored file itself only
 * where it is a clip, which may have to be played as it came.
 */
export const judgeFileViewer: FileViewer = async ({ db, actor }, { fileId, variant }) => {
  const judge = actor as Actor | null;
  if (!judge || !isId(fileId)) return false;
  const rounds = judgeRoundIds(judge);
  if (rounds.length === 0) return false;
  const row = await db
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("stored_files as f", "f.id", "e.file_id")
    .select("s.id")
    .where("f.id", "=", fileId)
    .where("s.judge_id", "=", judge.personId)
    .where(sql<boolean>`re.round_id = any(${rounds}::uuid[])`)
    .where(takesPart)
    .where(isVisibleSheet)
    .$if(variant === "original", (query) => query.where("f.medium", "=", "video"))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
