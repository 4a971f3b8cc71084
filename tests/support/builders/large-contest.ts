import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { contextFor } from "#tests/support/organisation.ts";
import { makeContest, putInPhase, type TestContest } from "./contest.ts";

/**
 * A district round in judging with `count` accepted drawings that its judges, three or as many as asked for, have all
 * scored and handed in by five criteria or six, written as rows: what commands would take hours to make of a hundred
 * thousand. Points depend on code, judge and criterion alone and leave many ties.
 */
export async function scoredContest(db: Database, now: Date, count: number, more: { judges?: number; sixth?: boolean } = {}): Promise<TestContest> {
  const contest = await makeContest(db, now, ["Nghĩa Đô"]);
  await appointMore(contest, now, more.judges ?? 3);
  if (more.sixth) await addCriterion(db, contest.categories.TV);
  const { contestId, district, categories: { TV }, communes } = contest;
  const unit = communes.get("Nghĩa Đô")!;
  const by = district.secretary.actor.personId;
  await sql`
    insert into entries (contest_id, category_id, unit_id, participant_id, unit_name, participant_name, title, search, created_at, created_by, updated_at)
    select ${contestId}, ${TV.id}, ${unit}, ${unit}, 'Nghĩa Đô', 'Nghĩa Đô', 'Tranh ' || n, 'tranh ' || n, ${now}, ${by}, ${now}
    from generate_series(1, ${count}::int) n`.execute(db);
  await sql`
    insert into round_entries (round_id, entry_id, category_id, code, blind_code, entered_at, entered_by)
    select ${district.roundId}, e.id, ${TV.id}, 'LN-TV-' || lpad(substring(e.title from 7), 6, '0'), 'T-' || substring(e.title from 7), ${now}, ${by}
    from entries e where e.contest_id = ${contestId}`.execute(db);
  await sql`
    insert into screenings (round_entry_id, verdict, decided_at, decided_by)
    select id, 'accepted', ${now}, ${by} from round_entries where round_id = ${district.roundId}`.execute(db);
  const judges = district.judges.map(({ actor }) => actor.personId);
  await sql`
    insert into sheets (round_entry_id, judge_id, position, opened_at, submitted_at, total_points)
    select re.id, j.id, row_number() over (partition by j.id order by re.code), ${now}, ${now}, 0
    from round_entries re cross join unnest(${judges}::uuid[]) j (id) where re.round_id = ${district.roundId}`.execute(db);
  await sql`
    insert into sheet_points (sheet_id, criterion_id, points, saved_at)
    select s.id, c.id, (7 + abs(hashtext(re.code || ' ' || array_position(${judges}::uuid[], s.judge_id) || ' ' || c.position)) % 6) * 100, ${now}
    from sheets s join round_entries re on re.id = s.round_entry_id join criteria c on c.category_id = re.category_id
    where re.round_id = ${district.roundId}`.execute(db);
  await sql`
    update sheets s set total_points = p.total
    from (select sheet_id, sum(points) as total from sheet_points group by sheet_id) p where p.sheet_id = s.id`.execute(db);
  await sql`analyze`.execute(db);
  await putInPhase(db, district.roundId, "judging", now);
  return contest;
}

/** Judges beyond the three, so that there are `count` in all. */
export async function appointMore({ db, district }: TestContest, now: Date, count: number): Promise<void> {
  for (let at = district.judges.length + 1; at <= count; at++) {
    district.judges.push(await contextFor(db, now, `Giám khảo huyện ${at}`, [{ role: "judge", roundId: district.roundId }]));
  }
}

async function addCriterion(db: Database, { id, criteria }: TestContest["categories"]["TV"]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into criteria (category_id, position, name, max_points, step, weight)
    select category_id, position + 1, 'Ấn tượng chung', max_points, step, weight from criteria
    where category_id = ${id} order by position desc limit 1 returning id`.execute(db);
  criteria.push(rows[0]!.id);
}
