import { sql } from "kysely";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";

/** One judge's sheets of a category for paper: nothing of an entry but what is known blind, and no points. */
export type PaperSheets = {
  judgeId: string;
  judgeName: string;
  categoryName: string;
  /** Which version the criteria are; 1 is what was announced at the opening. */
  version: number;
  /** Null: the rubric. */
  ballot: Ballot | null;
  criteria: { id: string; name: string; maxPoints: number; step: number; weight: number }[];
  rows: { entryId: string; blindCode: string; title: string }[];
};

/** The sheets of every present judge of a round, in the order of the panel (head, appointment, name) and category, each in the order of blind codes. */
export async function findPaperSheets(ctx: Context, roundId: string): Promise<PaperSheets[]> {
  await findOfficeRound(ctx, roundId);
  const { rows } = await sql<PaperSheets>`
    select s.judge_id as "judgeId", p.full_name as "judgeName", c.name as "categoryName", ${ballotOf("re.round_id", "c.id")} as ballot,
      (select count(*)::int + 1 from criteria_versions v where v.category_id = c.id) as version,
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'maxPoints', k.max_points, 'step', k.step, 'weight', k.weight)
        order by k.position) from round_criteria k where k.category_id = c.id and k.round_id = re.round_id) as criteria,
      json_agg(json_build_object('entryId', re.id, 'blindCode', re.blind_code, 'title', e.title) order by re.blind_code) as rows
    from sheets s join round_entries re on re.id = s.round_entry_id join entries e on e.id = re.entry_id
    join categories c on c.id = re.category_id join people p on p.id = s.judge_id
    join lateral (select bool_or(a.role = 'head-judge') as head, min(a.appointed_at) as since from appointments a
      where a.round_id = re.round_id and a.person_id = s.judge_id and a.ended_at is null) seat on seat.since is not null
    where re.round_id = ${roundId} and ${takesPart} and ${isVisibleSheet}
    group by s.judge_id, p.full_name, c.id, re.round_id, seat.head, seat.since
    order by seat.head desc, seat.since, p.full_name, s.judge_id, c.position`.execute(ctx.db);
  return rows;
}
