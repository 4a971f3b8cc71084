import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import type { LoadedChild } from "#app/domain/entries/load-child.server.ts";
import { dueOn, type PrivacyTaskKind } from "#app/domain/entries/privacy.ts";
import { familyWithdrew } from "#app/domain/entries/privacy-reasons.ts";
import type { Purpose } from "#app/domain/entries/states.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";

/** A work that a withdrawal touched: withdrawn as a whole, or a group's work the child left. */
export type EndedEntry = { entryId: string; unitId: string; outcome: "withdrawn" | "group" };
export type TaskSeed = { kind: PrivacyTaskKind; unitId: string; entryId: string | null };

/** Ends a child's part in everything it handed in; where others remain, the child departs and the work waits for them. */
export async function endEntriesOf(trx: Transaction, ctx: Context, { contestId, childId }: LoadedChild): Promise<EndedEntry[]> {
  const { rows } = await sql<{ entryId: string; unitId: string; others: number }>`
    select e.id as "entryId", e.unit_id as "unitId",
      (select count(*) from entry_authors o where o.entry_id = e.id and o.child_id <> ${childId}
        and not exists (select 1 from author_departures d where d.entry_id = e.id and d.child_id = o.child_id))::int as others
    from entries e join entry_submissions s on s.entry_id = e.id
    join entry_authors a on a.entry_id = e.id and a.child_id = ${childId}
    where e.contest_id = ${contestId}
      and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)
      and not exists (select 1 from author_departures d where d.entry_id = e.id and d.child_id = ${childId})
    order by e.id`.execute(trx);
  for (const { entryId, others } of rows) {
    if (others === 0) await endEntry(trx, ctx, { entryId, contestId }, familyWithdrew);
    else {
      const departed = { entry_id: entryId, child_id: childId, departed_at: ctx.now, departed_by: ctx.actor.personId };
      await trx.insertInto("author_departures").values(departed).execute();
    }
  }
  return rows.map(({ entryId, unitId, others }) => ({ entryId, unitId, outcome: others === 0 ? "withdrawn" : "group" }));
}

/** Withdraws an entry whatever the phase: the family's word has no deadline. */
export async function endEntry(trx: Transaction, ctx: Context, at: { entryId: string; contestId: string }, reason: string): Promise<void> {
  await trx
    .insertInto("entry_withdrawals")
    .values({ entry_id: at.entryId, reason, withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const event = { action: "withdraw-entry", subject: ["entry", at.entryId], contestId: at.contestId } as const;
  await record(trx, ctx, { ...event, detail: { reason } });
}

/** The unit that hosts a contest's first round and so answers for its data. */
export async function hostOf(trx: Transaction, contestId: string): Promise<string> {
  const row = await trx
    .selectFrom("rounds")
    .select("unit_id as unitId")
    .where("contest_id", "=", contestId)
    .where("ordinal", "=", 1)
    .executeTakeFirstOrThrow();
  return row.unitId;
}

/** The later rounds that hold a work of the child, each with its host. */
export async function nextRoundsOf(trx: Transaction, { contestId, childId }: LoadedChild): Promise<{ entryId: string; unitId: string }[]> {
  return trx
    .selectFrom("round_entries as re")
    .innerJoin("rounds as r", "r.id", "re.round_id")
    .innerJoin("entry_authors as a", "a.entry_id", "re.entry_id")
    .where("r.contest_id", "=", contestId)
    .where("r.ordinal", ">", 1)
    .where("a.child_id", "=", childId)
    .select(["re.entry_id as entryId", "r.unit_id as unitId"])
    .orderBy("r.ordinal")
    .orderBy("re.entry_id")
    .execute();
}

/** Writes the tasks of one withdrawal, each with its last day. */
export async function openTasks(
  trx: Transaction,
  ctx: Context,
  about: { contestId: string; childId: string; askedOn: string; purposes: readonly Purpose[] },
  seeds: readonly TaskSeed[],
): Promise<void> {
  const rows = seeds.map(({ kind, unitId, entryId }) => ({
    contest_id: about.contestId, child_id: about.childId, entry_id: entryId, unit_id: unitId, kind,
    purposes: [...about.purposes], due_on: dueOn(kind, about.askedOn), opened_at: ctx.now, opened_by: ctx.actor.personId,
  }));
  if (rows.length > 0) await trx.insertInto("privacy_tasks").values(rows).execute();
}
