import { sql } from "kysely";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import type { FlagReason, FlagView, SheetTexts } from "#app/domain/judging/notes.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";

/** What the judge wrote on a visible sheet, by kind. */
export const textsOf = sql<Partial<SheetTexts>>`coalesce(
  (select json_object_agg(st.kind, st.text) from sheet_texts st where st.sheet_id = sheet.id), '{}')`;

/** Whether the judge put a star on a visible sheet. */
export const isFavourite = sql<boolean>`exists (select 1 from sheet_favourites sf where sf.sheet_id = sheet.id)`;

/** The judge's latest flag on a visible sheet. */
export const flagOf = sql<FlagView | null>`(
  select json_build_object('reason', f.reason, 'note', f.note, 'flaggedAt', f.flagged_at, 'answer', f.answer)
  from sheet_flags f where f.sheet_id = sheet.id order by f.settled_at is null desc, f.flagged_at desc limit 1)`;

export type OfficeFlag = {
  id: string;
  entryCode: string;
  title: string;
  roundEntryId: string;
  judgeName: string;
  reason: FlagReason;
  note: string;
  flaggedAt: Date;
  settledAt: Date | null;
  answer: string;
};

const MOST = 100;

/** The flags of a round of the reader's office: those that wait first, the oldest first, then the latest answers. */
export async function listFlags(reader: Reader, roundId: string): Promise<{ phase: PhaseKind; flags: OfficeFlag[] }> {
  const round = await findOfficeRound(reader, roundId);
  const flags = await reader.db
    .selectFrom("sheet_flags as f")
    .innerJoin("sheets as s", "s.id", "f.sheet_id")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("people as p", "p.id", "s.judge_id")
    .select([
      "f.id", "re.code as entryCode", "e.title", "re.id as roundEntryId", "p.full_name as judgeName",
      sql<FlagReason>`f.reason`.as("reason"), "f.note", "f.flagged_at as flaggedAt", "f.settled_at as settledAt", "f.answer",
    ])
    .where("re.round_id", "=", round.id)
    .orderBy(sql`f.settled_at is not null`)
    .orderBy(sql`case when f.settled_at is null then f.flagged_at end`)
    .orderBy("f.settled_at", "desc")
    .orderBy("f.id")
    .limit(MOST)
    .execute();
  return { phase: round.phase, flags };
}
