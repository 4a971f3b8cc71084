import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { criteriaOf, isBegunOnline, isPaperTask, isRecorded, keyedRows, keyingsOf, type Keying, loadKeying, type PaperOf, paperOf } from "#app/domain/judging/keyings.server.ts";
import { matchKeyings } from "#app/domain/judging/paper-match.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";

/** One person's keying, in counts alone: what was keyed is shown to nobody else. */
export type KeyingView = { id: string; turn: number; by: string; own: boolean; rows: number; finished: boolean };
export type ScanView = { id: string; fileId: string };

/** The paper of one judge in one category. */
export type PaperView = {
  judgeId: string;
  judgeName: string;
  categoryId: string;
  categoryName: string;
  /** Another ballot than the rubric is not keyed. */
  ballot: string | null;
  /** Sheets to be scored, and how many of them the judge began themselves. */
  sheets: number;
  online: number;
  keyings: KeyingView[];
  /** Cells that both keyed differently, once both are finished. */
  differing: number;
  recording: { id: string; sheets: number } | null;
};

/** The papers of a round by judge (head, appointment, name) and category, with who keyed them; never a point. */
export async function listPapers(ctx: Context, roundId: string): Promise<{ phase: PhaseKind; mayKey: boolean; papers: PaperView[] }> {
  const round = await findOfficeRound(ctx, roundId);
  const { rows } = await sql<PaperView>`
    with paper as (
      select s.judge_id, re.category_id, count(*) as sheets, count(*) filter (where ${isBegunOnline}) as online
      from sheets s join round_entries re on re.id = s.round_entry_id
      where re.round_id = ${roundId} and ${isPaperTask} group by s.judge_id, re.category_id)
    select paper.judge_id as "judgeId", p.full_name as "judgeName", c.id as "categoryId", c.name as "categoryName",
      (select b.kind from ballots b where b.round_id = ${roundId} and b.category_id = c.id) as ballot,
      paper.sheets, paper.online, coalesce(k.keyings, '[]') as keyings, coalesce(d.cells, 0) as differing, r.recording
    from paper join people p on p.id = paper.judge_id join categories c on c.id = paper.category_id
    join lateral (select bool_or(a.role = 'head-judge') as head, min(a.appointed_at) as since from appointments a
      where a.round_id = ${roundId} and a.person_id = paper.judge_id and a.ended_at is null) seat on seat.since is not null
    left join lateral (select json_agg(json_build_object('id', k.id, 'turn', k.turn, 'by', w.full_name,
        'own', k.keyed_by = ${ctx.actor.personId}, 'finished', k.finished_at is not null, 'rows',
        (select count(distinct kp.sheet_id) from paper_keyed_points kp where kp.keying_id = k.id)) order by k.turn) as keyings
      from paper_keyings k join people w on w.id = k.keyed_by where k.round_id = ${roundId} and k.judge_id = paper.judge_id
        and k.category_id = paper.category_id and k.withdrawn_at is null) k on true
    left join lateral (select json_build_object('id', r.id, 'sheets',
        (select count(distinct kp.sheet_id) from paper_keyed_points kp where kp.keying_id = r.first_keying_id)) as recording
      from paper_recordings r where r.round_id = ${roundId} and r.judge_id = paper.judge_id
        and r.category_id = paper.category_id and r.taken_back_at is null) r on true
    left join lateral (${differingCells(roundId)}) d on r.recording is null
    order by seat.head desc, seat.since, p.full_name, p.id, c.position`.execute(ctx.db);
  const mayKey = judgingRules.startKeying(ctx.actor, { ...round, roundId }, ctx.now);
  return { phase: round.phase, mayKey, papers: rows };
}

/** Whose paper, in which category, a keying or a recording of a round is of; `turn` of a recording is its first keying's. */
export async function findPaperNames(ctx: Context, roundId: string, id: string) {
  const round = await findOfficeRound(ctx, roundId);
  const { rows } = await sql<{ judge: string; category: string; turn: number }>`
    select p.full_name as judge, c.name as category, k.turn
    from paper_keyings k join people p on p.id = k.judge_id join categories c on c.id = k.category_id
    where k.round_id = ${round.id} and (k.id::text = ${id} and k.withdrawn_at is null or k.id = (select r.first_keying_id
      from paper_recordings r where r.id::text = ${id} and r.taken_back_at is null))`.execute(ctx.db);
  if (!rows[0]) throw new DomainError("not-found", "keying-not-found");
  return { phase: round.phase, ...rows[0] };
}

/** SQL for how many cells of a paper were keyed differently by two finished keyings. */
const differingCells = (roundId: string) => sql`
  select count(*) as cells
  from paper_keyings a join paper_keyings b on b.round_id = a.round_id and b.judge_id = a.judge_id and b.category_id = a.category_id
    and b.turn = 2 and b.withdrawn_at is null and b.finished_at is not null
  cross join lateral (
    select 1 from (select sheet_id, criterion_id, points from paper_keyed_points where keying_id = a.id) x
    full join (select sheet_id, criterion_id, points from paper_keyed_points where keying_id = b.id) y using (sheet_id, criterion_id)
    join sheets s on s.id = sheet_id join round_entries re on re.id = s.round_entry_id
    where x.points is distinct from y.points and ${isPaperTask}) cell
  where a.round_id = ${roundId} and a.judge_id = paper.judge_id and a.category_id = paper.category_id
    and a.turn = 1 and a.withdrawn_at is null and a.finished_at is not null`;

export type KeyingRow = {
  sheetId: string;
  blindCode: string;
  title: string;
  online: boolean;
  /** Hundredths by criterion id, as this person keyed them. */
  points: Record<string, number>;
  /** Criteria in which the other person keyed something else. */
  differing: string[];
};

export type KeyingPage = {
  judgeName: string;
  categoryName: string;
  turn: number;
  finished: boolean;
  scans: ScanView[];
  paper: PaperOf;
  criteria: { id: string; name: string; maxPoints: number; step: number; weight: number }[];
  rows: KeyingRow[];
  sheets: number;
  keyed: number;
  differing: number;
  /** The blind code after which the next page begins; null on the last. */
  next: string | null;
};

/** Rows of a page: three pages of the printed sheet. */
export const KEYING_PAGE_SIZE = 48;

/** One's own keying, in the order of the printed sheet; with `differing` only the rows that both keyed differently. */
export async function findKeying(ctx: Context, keyingId: string, { after = "", differing = false } = {}): Promise<KeyingPage> {
  const keying = await loadKeying(ctx.db, keyingId);
  if (keying.keyedBy !== ctx.actor.personId) throw new DomainError("not-found", "keying-not-found");
  const round = await findOfficeRound(ctx, keying.roundId);
  if (round.phase !== "judging") throw new DomainError("closed", "judging-closed");
  if (await isRecorded(ctx.db, keying)) throw new DomainError("conflict", "paper-recorded");
  const [names, differ] = await Promise.all([namesOf(ctx, keying), differingOf(ctx, keying)]);
  const only = differing ? sql`and s.id = any(${[...differ.keys()]}::uuid[])` : sql``;
  const { rows } = await sql<Omit<KeyingRow, "differing">>`
    select s.id as "sheetId", re.blind_code as "blindCode", e.title, ${isBegunOnline} as online,
      coalesce((select jsonb_object_agg(kp.criterion_id, kp.points) from paper_keyed_points kp
        where kp.keying_id = ${keyingId} and kp.sheet_id = s.id), '{}') as points
    from sheets s join round_entries re on re.id = s.round_entry_id join entries e on e.id = re.entry_id
    where s.judge_id = ${keying.judgeId} and re.round_id = ${keying.roundId} and re.category_id = ${keying.categoryId}
      and ${isPaperTask} and re.blind_code > ${after} ${only}
    order by re.blind_code limit ${KEYING_PAGE_SIZE + 1}`.execute(ctx.db);
  const shown = rows.slice(0, KEYING_PAGE_SIZE);
  return {
    turn: keying.turn, finished: keying.finishedAt !== null, ...names,
    paper: paperOf(keying),
    rows: shown.map((row) => ({ ...row, differing: differ.get(row.sheetId) ?? [] })),
    differing: [...differ.values()].flat().length,
    next: rows.length > KEYING_PAGE_SIZE ? shown.at(-1)!.blindCode : null,
  };
}

async function namesOf({ db }: Reader, { id, judgeId, categoryId, roundId }: Keying) {
  const { rows } = await sql<Pick<KeyingPage, "judgeName" | "categoryName" | "criteria" | "sheets" | "keyed" | "scans">>`
    select (select full_name from people where id = ${judgeId}) as "judgeName", c.name as "categoryName",
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'maxPoints', k.max_points, 'step', k.step, 'weight', k.weight)
        order by k.position) from round_criteria k where k.category_id = c.id and k.round_id = ${roundId}) as criteria,
      (select count(*) from sheets s join round_entries re on re.id = s.round_entry_id where s.judge_id = ${judgeId}
        and re.round_id = ${roundId} and re.category_id = ${categoryId} and ${isPaperTask}) as sheets,
      (select count(distinct sheet_id) from paper_keyed_points where keying_id = ${id}) as keyed,
      coalesce((select json_agg(json_build_object('id', f.id, 'fileId', f.file_id) order by f.added_at, f.id) from paper_scans f
        where f.round_id = ${roundId} and f.judge_id = ${judgeId} and f.category_id = ${categoryId}), '[]') as scans
    from categories c where c.id = ${categoryId}`.execute(db);
  return rows[0]!;
}

/** The criteria in which two finished keyings differ, by sheet. */
async function differingOf({ db }: Reader, keying: Keying): Promise<Map<string, string[]>> {
  const [first, second] = await keyingsOf(db, keying);
  const differ = new Map<string, string[]>();
  if (!first?.finishedAt || !second?.finishedAt) return differ;
  const criterionIds = (await criteriaOf(db, keying)).map(({ id }) => id);
  const { mismatches } = matchKeyings(criterionIds, await keyedRows(db, first.id), await keyedRows(db, second.id));
  for (const { sheetId, criterionId } of mismatches) differ.set(sheetId, [...(differ.get(sheetId) ?? []), criterionId]);
  return differ;
}
