import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { endEntry } from "#app/domain/entries/privacy.server.ts";
import { groupEnded } from "#app/domain/entries/privacy-reasons.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** Marks a task of one's own office as done, with a word on how. Done twice keeps the first. */
export async function completePrivacyTask(ctx: Context, taskId: string, note: string): Promise<{ doneAt: Date }> {
  const missing = () => new DomainError("not-found", "privacy-task-not-found");
  if (!isUuid(taskId)) throw missing();
  return inTransaction(ctx.db, async (trx) => {
    const task = await trx
      .selectFrom("privacy_tasks")
      .select(["unit_id as roundUnitId", "contest_id as contestId", "child_id as childId", "kind", "done_at as doneAt"])
      .where("id", "=", taskId)
      .where("kind", "!=", "decide-group")
      .where(sql<boolean>`unit_id = any(${officeUnitIds(ctx.actor)}::uuid[])`)
      .forUpdate()
      .executeTakeFirst();
    if (!task) throw missing();
    authorise(entriesRules.completePrivacyTask, ctx, task);
    if (task.doneAt) return { doneAt: task.doneAt };
    await trx.updateTable("privacy_tasks").set({ done_at: ctx.now, done_by: ctx.actor.personId, note }).where("id", "=", taskId).execute();
    const detail = { taskId, kind: task.kind, note };
    await record(trx, ctx, { action: "complete-privacy-task", subject: ["child", task.childId], contestId: task.contestId, detail });
    return { doneAt: ctx.now };
  });
}

/**
 * The unit's word on a group's work that a child has left: it goes on without the child, whose consents are then no
 * longer asked for, or it is withdrawn. Deciding twice keeps the first.
 */
export async function decideGroup(ctx: Context, entryId: string, childId: string, continues: boolean): Promise<{ continues: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    authorise(entriesRules.decideGroup, ctx, entry);
    const departure = isUuid(childId)
      ? await trx
          .selectFrom("author_departures")
          .select("continues")
          .where("entry_id", "=", entryId)
          .where("child_id", "=", childId)
          .executeTakeFirst()
      : undefined;
    if (!departure) throw new DomainError("not-found", "child-not-found");
    if (departure.continues !== null) return { continues: departure.continues };
    const by = ctx.actor.personId;
    await trx
      .updateTable("author_departures")
      .set({ continues, decided_at: ctx.now, decided_by: by })
      .where("entry_id", "=", entryId)
      .where("child_id", "=", childId)
      .execute();
    await trx
      .updateTable("privacy_tasks")
      .set({ done_at: ctx.now, done_by: by })
      .where("entry_id", "=", entryId)
      .where("child_id", "=", childId)
      .where("kind", "=", "decide-group")
      .where("done_at", "is", null)
      .execute();
    if (!continues) await endEntry(trx, ctx, { entryId, contestId: entry.contestId }, groupEnded);
    const event = { action: "decide-group", subject: ["entry", entryId], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { childId, continues } });
    return { continues };
  });
}
