import { sql } from "kysely";
import { isAsking } from "#app/domain/awards/decider-load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { FileViewer } from "#app/domain/files/viewers.server.ts";
import { type Actor, judgeRoundIds } from "#app/domain/people/actor.ts";

/**
 * A judge may look at the works of a decider while they are asked to compare them, also those they had no sheet for, but
 * none that they have a conflict with; the stored file itself only where it is a clip.
 */
export const deciderFileViewer: FileViewer = async ({ db, actor }, { fileId, variant }) => {
  const judge = actor as Actor | null;
  if (!judge || !isId(fileId)) return false;
  const rounds = judgeRoundIds(judge);
  if (rounds.length === 0) return false;
  const row = await db
    .selectFrom("decider_judges as dj")
    .innerJoin("deciders as d", "d.id", "dj.decider_id")
    .innerJoin("decider_entries as de", "de.decider_id", "d.id")
    .innerJoin("round_entries as re", "re.id", "de.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("stored_files as f", "f.id", "e.file_id")
    .select("f.id")
    .where("f.id", "=", fileId)
    .where("dj.judge_id", "=", judge.personId)
    .where(sql<boolean>`d.round_id = any(${rounds}::uuid[])`)
    .where(isAsking)
    .where(sql<boolean>`not exists (select 1 from conflicts c
      where c.round_entry_id = re.id and c.judge_id = dj.judge_id and c.standing = 'confirmed')`)
    .$if(variant === "original", (query) => query.where("f.medium", "=", "video"))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
