import { record } from "#app/domain/audit/record.server.ts";
import { endingWith } from "#app/domain/entries/consent.ts";
import { endConsents } from "#app/domain/entries/consents.server.ts";
import { type LoadedChild, lockChild } from "#app/domain/entries/load-child.server.ts";
import type { ConsentWithdrawal, Purpose } from "#app/domain/entries/model.ts";
import { hostTasks } from "#app/domain/entries/privacy.ts";
import { type EndedEntry, endEntriesOf, hostOf, nextRoundsOf, openTasks, type TaskSeed } from "#app/domain/entries/privacy.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { forgetEthnicityInVersions } from "#app/domain/entries/versions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Withdrawn = { ended: Purpose[]; entries: EndedEntry[]; tasks: number };

/**
 * Takes a family's consents back, at any time and by the unit or an office alike (Luật 91/2025/QH15, Art. 24.3).
 * What was public is gone with this transaction, since every public query asks for standing consents. Without
 * "take-part" everything of the child ends: a work of its own is withdrawn, from a group's work the child departs and
 * the unit decides on it. Ethnicity goes with "statistics", also from what was kept of earlier versions. The host, and each later round that holds the work, get
 * tasks with their legal days. A second click changes nothing.
 */
export async function withdrawConsents(ctx: Context, contestId: string, ask: ConsentWithdrawal): Promise<Withdrawn> {
  return inTransaction(ctx.db, async (trx) => {
    const child = await lockChild(trx, ctx.actor, contestId, ask.childId);
    authorise(entriesRules.withdrawConsents, ctx, child);
    if (ask.askedOn > vnDayOf(ctx.now)) throw new DomainError("invalid", "consent-in-the-future", {}, "askedOn");
    const asked = endingWith(ask.purposes);
    const ended = await endConsents(trx, ctx, child, asked, ask);
    if (asked.includes("statistics")) await forgetEthnicity(trx, child);
    const entries = asked.includes("take-part") ? await endEntriesOf(trx, ctx, child) : [];
    if (ended.length === 0 && entries.length === 0) return { ended, entries, tasks: 0 };
    const seeds = await tasksAfter(trx, child, ended, entries);
    await openTasks(trx, ctx, { ...child, askedOn: ask.askedOn, purposes: ended }, seeds);
    const detail = { purposes: ended, method: ask.method, askedOn: ask.askedOn, note: ask.note, entries };
    await record(trx, ctx, { action: "withdraw-consents", subject: ["child", child.childId], contestId, detail });
    return { ended, entries, tasks: seeds.length };
  });
}

async function forgetEthnicity(trx: Transaction, child: LoadedChild): Promise<void> {
  const { contestId, childId } = child;
  await trx
    .updateTable("entry_authors")
    .set({ ethnicity: null })
    .where("child_id", "=", childId)
    .where("entry_id", "in", trx.selectFrom("entries").select("id").where("contest_id", "=", contestId))
    .execute();
  await forgetEthnicityInVersions(trx, child);
}

async function tasksAfter(trx: Transaction, child: LoadedChild, ended: readonly Purpose[], entries: readonly EndedEntry[]): Promise<TaskSeed[]> {
  const host = await hostOf(trx, child.contestId);
  const reachedUp = ended.includes("send-up") || entries.length > 0 ? await nextRoundsOf(trx, child) : [];
  return [
    ...hostTasks(ended).map((kind): TaskSeed => ({ kind, unitId: host, entryId: null })),
    ...reachedUp.map(({ unitId, entryId }): TaskSeed => ({ kind: "tell-next-round", unitId, entryId })),
    ...entries
      .filter(({ outcome }) => outcome === "group")
      .map(({ entryId, unitId }): TaskSeed => ({ kind: "decide-group", unitId, entryId })),
  ];
}
