import { sql } from "kysely";
import type { PrivacyTaskKind } from "#app/domain/entries/privacy.ts";
import type { Purpose } from "#app/domain/entries/states.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import { isIsoDay, readInstant } from "#app/platform/dates.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type PrivacyTaskRow = {
  id: string; kind: PrivacyTaskKind; purposes: Purpose[]; dueOn: string; openedAt: Date; doneAt: Date | null; doneBy: string | null;
  note: string; contestId: string; contestName: string; childId: string; childName: string; unitName: string; code: string | null;
};
const pageSize = 50;

/**
 * What the actor's offices have to do after withdrawals: open tasks with the nearest day first, or done ones with the
 * latest first, 50 a page; `after` is the cursor `next` of the page before.
 */
export async function listPrivacyTasks(
  { db, actor }: Reader,
  { done, after = "" }: { done: boolean; after?: string },
): Promise<{ rows: PrivacyTaskRow[]; next: string | null }> {
  const [at = "", id = ""] = after.split("_");
  const doneSince = done && isUuid(id) ? readInstant(at) : null;
  const dueSince = !done && isUuid(id) && isIsoDay(at) ? at : null;
  const rows = await db
    .selectFrom("privacy_tasks as t")
    .innerJoin("contests as k", "k.id", "t.contest_id")
    .innerJoin("children as ch", "ch.id", "t.child_id")
    .innerJoin("units as u", "u.id", "ch.unit_id")
    .leftJoin("people as p", "p.id", "t.done_by")
    .where(sql<boolean>`t.unit_id = any(${officeUnitIds(actor)}::uuid[])`)
    .where("t.kind", "!=", "decide-group")
    .where("t.done_at", done ? "is not" : "is", null)
    .$if(dueSince !== null, (q) => q.where(sql<boolean>`(t.due_on, t.id) > (${dueSince}::date, ${id}::uuid)`))
    .$if(doneSince !== null, (q) => q.where(sql<boolean>`(t.done_at, t.id) < (${doneSince}, ${id}::uuid)`))
    .select([
      "t.id", "t.kind", "t.purposes", "t.due_on as dueOn", "t.opened_at as openedAt", "t.done_at as doneAt",
      "p.full_name as doneBy", "t.note", "t.contest_id as contestId", "k.name as contestName", "t.child_id as childId", "u.name as unitName",
      sql<string>`coalesce((select a.full_name from entry_authors a join entries e on e.id = a.entry_id
        where a.child_id = t.child_id and e.contest_id = t.contest_id order by e.created_at desc limit 1), '')`.as("childName"),
      sql<string | null>`(select re.code from round_entries re join rounds r on r.id = re.round_id
        where re.entry_id = t.entry_id and r.unit_id = t.unit_id limit 1)`.as("code"),
    ])
    .$if(!done, (q) => q.orderBy("t.due_on").orderBy("t.id"))
    .$if(done, (q) => q.orderBy("t.done_at", "desc").orderBy("t.id", "desc"))
    .limit(pageSize + 1)
    .$castTo<PrivacyTaskRow>()
    .execute();
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const cursor = last && `${done ? last.doneAt!.toISOString() : last.dueOn}_${last.id}`;
  return { rows: page, next: rows.length > pageSize && cursor ? cursor : null };
}

/** How many tasks the actor's offices have open, and how many of them are past their day. */
export async function countPrivacyTasks({ db, actor }: Reader, today: string): Promise<{ open: number; late: number }> {
  return db
    .selectFrom("privacy_tasks")
    .select((eb) => [
      eb.fn.countAll<number>().as("open"),
      sql<number>`count(*) filter (where due_on < ${today}::date)`.as("late"),
    ])
    .where(sql<boolean>`unit_id = any(${officeUnitIds(actor)}::uuid[])`)
    .where("kind", "!=", "decide-group")
    .where("done_at", "is", null)
    .executeTakeFirstOrThrow();
}
