import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isCountedSheet } from "#app/domain/judging/tasks.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { ActFacts } from "./next-act.ts";

/** A round of one's own office with the numbers of its work. */
export type OfficeRoundRow = ActFacts & {
  id: string; contestId: string; contestName: string; slug: string; year: number;
  organiserUnitId: string; unitId: string;
  name: string; unitName: string; ordinal: number; nextUnitName: string | null;
  valid: number; rejected: number; withdrawn: number; sheets: number;
};

type Row = Omit<OfficeRoundRow, "hasNext">;

const presentJudge = sql`exists (select 1 from appointments a where a.round_id = r.id and a.person_id = s.judge_id
  and a.role in ('judge', 'head-judge') and a.ended_at is null)`;
const sheets = sql`from sheets s join round_entries re on re.id = s.round_entry_id
  where re.round_id = r.id and ${takesPart} and ${presentJudge} and ${isCountedSheet}`;
const counts = sql<Pick<Row, "received" | "valid" | "rejected" | "withdrawn" | "pending">>`(
  select json_build_object('received', count(*), 'withdrawn', count(w.entry_id),
    'valid', count(*) filter (where w.entry_id is null and sc.verdict = 'accepted'),
    'rejected', count(*) filter (where w.entry_id is null and sc.verdict = 'rejected'),
    'pending', count(*) filter (where w.entry_id is null and sc.id is null))
  from round_entries re
  left join entry_withdrawals w on w.entry_id = re.entry_id
  left join screenings sc on sc.round_entry_id = re.id and sc.undone_at is null
  where re.round_id = r.id)`;
const nextUnit = sql<string | null>`(select n.unit_name from rounds n
  where n.contest_id = r.contest_id and n.ordinal = r.ordinal + 1)`;

/** The rounds held by the actor's offices, the latest contest first; one query for any number of rounds. */
export async function listOfficeRounds({ db, actor }: Reader, roundId?: string): Promise<OfficeRoundRow[]> {
  const units = officeUnitIds(actor);
  let query = db
    .selectFrom("rounds as r")
    .innerJoin("contests as c", "c.id", "r.contest_id")
    .where(sql<boolean>`r.unit_id = any(${units}::uuid[])`)
    .select([
      "r.id", "c.id as contestId", "c.name as contestName", "c.slug", "c.year", "r.name", "r.unit_name as unitName",
      "r.ordinal", "r.unit_id as unitId", "c.organiser_unit_id as organiserUnitId",
      phaseOfRound.as("phase"), nextUnit.as("nextUnitName"), counts.as("counts"),
    ])
    .select([
      sql<Date | null>`(select p.ends_at from phases p where p.round_id = r.id and p.kind = ${phaseOfRound})`.as("phaseEndsAt"),
      sql<number>`(select count(distinct a.person_id) from appointments a where a.round_id = r.id
        and a.role in ('judge', 'head-judge') and a.ended_at is null)`.as("judges"),
      sql<number>`(select count(*) ${sheets})`.as("sheets"),
      sql<number>`(select count(*) ${sheets} and s.submitted_at is null)`.as("openSheets"),
      sql<number>`(select count(*) from award_choices a where a.round_id = r.id)`.as("awarded"),
      sql<number>`(select count(*) from nomination_choices n where n.round_id = r.id)`.as("nominated"),
      sql<boolean>`exists (select 1 from forwardings f where f.from_round_id = r.id)`.as("forwarded"),
    ])
    .orderBy("c.year", "desc")
    .orderBy("c.created_at", "desc")
    .orderBy("c.id")
    .orderBy("r.ordinal");
  if (roundId !== undefined) query = query.where("r.id", "=", roundId);
  const rows = await query.execute();
  return rows.map(({ counts: entries, phase, ...row }) => ({
    ...row, ...entries, phase: phase as PhaseKind, hasNext: row.nextUnitName !== null,
  }));
}
