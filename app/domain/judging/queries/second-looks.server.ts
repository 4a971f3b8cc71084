import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { LIMIT_CHANGES_MOST, type LookOutcome } from "#app/domain/judging/second-look.ts";
import { judgeSits, type WorkApart, worksApart } from "#app/domain/judging/second-looks.server.ts";
import { type JudgeReader, visibleSheets } from "#app/domain/judging/visibility.server.ts";

/** A work looked at again, in counts alone. */
export type AskedWork = { entryId: string; code: string; askedAt: Date; asked: number; answered: number };
/** What a second look came to, for the office once judging is closed; hundredths. */
export type LookResult = { entryId: string; code: string; sheets: { judge: string; first: number; last: number | null; outcome: LookOutcome }[] };
export type SecondLooks = {
  phase: PhaseKind;
  limit: number | null;
  /** How often the limit may still change; null while it is not counted. */
  changesLeft: number | null;
  apart: WorkApart[];
  asked: AskedWork[];
  open: number;
  /** Null before closing, whoever asks. */
  results: LookResult[] | null;
};

/** Works on which judges are far apart and those being looked at again: which, and how many judges are done, never a score. */
export async function findSecondLooks(reader: Reader, roundId: string): Promise<SecondLooks> {
  const { db } = reader;
  const { phase } = await findOfficeRound(reader, roundId);
  const { limit, changes, closed } = await db
    .selectFrom("rounds as r")
    .select([
      "r.spread_limit as limit",
      sql<number>`(select count(*) from spread_limit_changes c where c.round_id = r.id and c.while_judging)`.as("changes"),
      sql<boolean>`exists (select 1 from judging_closures jc where jc.round_id = r.id)`.as("closed"),
    ])
    .where("r.id", "=", roundId)
    .executeTakeFirstOrThrow();
  const apart = phase === "judging" ? await worksApart(db, roundId) : [];
  const asked = await askedWorks(db, roundId);
  return {
    phase, limit, apart, asked,
    changesLeft: phase === "judging" ? Math.max(0, LIMIT_CHANGES_MOST - changes) : null,
    open: asked.reduce((sum, work) => sum + work.asked - work.answered, 0),
    results: closed ? await resultsOf(db, roundId) : null,
  };
}

/** How many second looks of a round wait for an answer. */
export async function countOpenLooks(reader: Reader, roundId: string): Promise<number> {
  await findOfficeRound(reader, roundId);
  return (await askedWorks(reader.db, roundId)).reduce((sum, work) => sum + work.asked - work.answered, 0);
}

async function askedWorks(db: Reader["db"], roundId: string): Promise<AskedWork[]> {
  const { rows } = await sql<AskedWork>`
    select re.id as "entryId", re.code, l.asked_at as "askedAt", count(*) as asked, count(sl.outcome) as answered
    from second_looks l join round_entries re on re.id = l.round_entry_id join second_look_sheets sl on sl.look_id = l.id
      join sheets s on s.id = sl.sheet_id
    where re.round_id = ${roundId} and (sl.outcome is not null or (s.stopped_at is null and ${takesPart} and ${judgeSits}))
    group by re.id, re.code, l.asked_at order by re.code`.execute(db);
  return rows;
}

async function resultsOf(db: Reader["db"], roundId: string): Promise<LookResult[]> {
  const { rows } = await sql<LookResult>`
    select re.id as "entryId", re.code, json_agg(json_build_object('judge', p.full_name, 'first', sl.first_total,
      'last', s.total_points, 'outcome', sl.outcome) order by p.full_name, p.id) as sheets
    from second_looks l join round_entries re on re.id = l.round_entry_id join second_look_sheets sl on sl.look_id = l.id
      join sheets s on s.id = sl.sheet_id join people p on p.id = s.judge_id
    where re.round_id = ${roundId} and sl.outcome is not null group by re.id, re.code order by re.code`.execute(db);
  return rows;
}

/** A judge's own second look at a sheet: their own first score alone, hundredths. */
export type OwnLook = { firstTotal: number; outcome: LookOutcome | null };

/** The judge's second look at `sheet`, or null. */
export const lookOf = sql<OwnLook | null>`(select json_build_object('firstTotal', sl.first_total, 'outcome', sl.outcome)
  from second_look_sheets sl where sl.sheet_id = sheet.id)`;

export type AskedSheet = { id: string; blindCode: string; roundId: string; categoryName: string; firstTotal: number };

/** The judge's own sheets they are asked to look at again, of rounds that are being judged. */
export async function listAskedSheets(ctx: JudgeReader): Promise<AskedSheet[]> {
  const rows = await visibleSheets(ctx)
    .innerJoin("second_look_sheets as sl", "sl.sheet_id", "sheet.id")
    .select(["sheet.id", "sheet.blindCode", "sheet.roundId", "sheet.categoryName", "sl.first_total as firstTotal"])
    .where("sl.outcome", "is", null)
    .where("sheet.state", "!=", "abstained")
    .where(sql<boolean>`not exists (select 1 from judging_closures jc where jc.round_id = sheet."roundId")`)
    .orderBy("sheet.roundId").orderBy("sheet.categoryPosition").orderBy("sheet.position")
    .execute();
  return rows.map((row) => ({ ...row, blindCode: row.blindCode ?? "" }));
}
