import { record } from "#app/domain/audit/record.server.ts";
import { findOfficeRound, type LoadedRoundEntry, lockRoundEntry } from "#app/domain/entries/load.server.ts";
import type { RejectionRule } from "#app/domain/entries/model.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { isSecretaryOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

type Verdict = { verdict: "accepted" } | { verdict: "rejected"; rule: RejectionRule; note: string };

/** Finds an entry valid. Again is once; over a standing rejection it is refused until that is undone. */
export async function acceptEntry(ctx: Context, roundEntryId: string): Promise<{ code: string }> {
  return decide(ctx, roundEntryId, { verdict: "accepted" });
}

/** Finds an entry invalid, naming the rule and saying in words what is wrong; the unit reads both. */
export async function rejectEntry(
  ctx: Context,
  roundEntryId: string,
  { rule, note }: { rule: RejectionRule; note: string },
): Promise<{ code: string }> {
  return decide(ctx, roundEntryId, { verdict: "rejected", rule, note });
}

/** Takes back the verdict that stands; it is kept as history. Without one there is nothing to do. */
export async function undoScreening(ctx: Context, roundEntryId: string): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await loadForScreening(trx, ctx, roundEntryId);
    if (entry.standing) await undo(trx, ctx, [{ ...entry, screeningId: entry.standing.id }]);
    return { code: entry.code };
  });
}

/** Takes back the actor's own latest act in a round: one verdict, or all those of one approval in bulk. */
export async function undoLastScreening(ctx: Context, roundId: string): Promise<{ undone: number }> {
  return inTransaction(ctx.db, async (trx) => {
    await lockScreening(trx, ctx, roundId);
    const latest = await trx
      .selectFrom("screenings as sc")
      .innerJoin("round_entries as re", "re.id", "sc.round_entry_id")
      .innerJoin("entries as e", "e.id", "re.entry_id")
      .where("re.round_id", "=", roundId)
      .where("sc.decided_by", "=", ctx.actor.personId)
      .where("sc.undone_at", "is", null)
      .select(["sc.id as screeningId", "re.id", "re.code", "e.contest_id as contestId", "sc.decided_at as decidedAt"])
      .orderBy("sc.decided_at", "desc")
      .execute();
    const at = latest[0]?.decidedAt.getTime();
    const rows = latest.filter(({ decidedAt }) => decidedAt.getTime() === at);
    await undo(trx, ctx, rows);
    return { undone: rows.length };
  });
}

/** Finds valid, in one act, every entry that has no verdict yet and in which the rules found nothing. */
export async function acceptAllClear(ctx: Context, roundId: string): Promise<{ accepted: number }> {
  return inTransaction(ctx.db, async (trx) => {
    await lockScreening(trx, ctx, roundId);
    const { round, items } = await listScreening({ db: trx, actor: ctx.actor }, roundId);
    const clear = items.filter(({ verdict, findings }) => verdict === null && findings.length === 0);
    if (clear.length === 0) return { accepted: 0 };
    const decided = { verdict: "accepted", decided_at: ctx.now, decided_by: ctx.actor.personId };
    await trx
      .insertInto("screenings")
      .values(clear.map(({ id }) => ({ round_entry_id: id, ...decided })))
      .execute();
    for (const { id, code } of clear) {
      const event = { action: "accept-entry", subject: ["round-entry", id], contestId: round.contestId } as const;
      await record(trx, ctx, { ...event, detail: { code, inBulk: clear.length } });
    }
    return { accepted: clear.length };
  });
}

/** One person at a time decides in bulk; a phase move waits as well. */
async function lockScreening(trx: Transaction, ctx: Context, roundId: string): Promise<void> {
  await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
  const facts = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  if (facts.phase !== "screening") throw new DomainError("closed", "screening-closed");
  authorise(entriesRules.acceptAllClear, ctx, facts);
}

async function loadForScreening(trx: Transaction, ctx: Context, roundEntryId: string): Promise<LoadedRoundEntry> {
  const entry = await lockRoundEntry(trx, ctx.actor, roundEntryId);
  if (!isSecretaryOf(ctx.actor, entry.roundUnitId)) throw new DomainError("forbidden", "not-allowed");
  if (entry.withdrawn) throw new DomainError("conflict", "entry-already-withdrawn");
  if (entry.phase !== "screening") throw new DomainError("closed", "screening-closed");
  authorise(entriesRules.acceptEntry, ctx, entry);
  return entry;
}

async function decide(ctx: Context, roundEntryId: string, verdict: Verdict): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await loadForScreening(trx, ctx, roundEntryId);
    if (entry.standing?.verdict === verdict.verdict) return { code: entry.code };
    if (entry.standing) throw new DomainError("conflict", "entry-already-screened", { code: entry.code });
    if (verdict.verdict === "accepted") await requireFile(trx, entry);
    await trx
      .insertInto("screenings")
      .values({ round_entry_id: entry.id, ...verdict, decided_at: ctx.now, decided_by: ctx.actor.personId })
      .execute();
    const action = verdict.verdict === "accepted" ? "accept-entry" : "reject-entry";
    const { verdict: _said, ...ground } = verdict;
    const event = { action, subject: ["round-entry", entry.id], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { code: entry.code, ...ground } });
    return { code: entry.code };
  });
}

/** A clip that is still to come on a USB stick cannot be judged, so it is not found valid either. */
async function requireFile(trx: Transaction, { entryId }: LoadedRoundEntry): Promise<void> {
  const { fileId } = await trx
    .selectFrom("entries")
    .select("file_id as fileId")
    .where("id", "=", entryId)
    .executeTakeFirstOrThrow();
  if (!fileId) throw new DomainError("conflict", "entry-awaits-file");
}

type Undone = { id: string; screeningId: string; code: string; contestId: string };

async function undo(trx: Transaction, ctx: Context, rows: readonly Undone[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .updateTable("screenings")
    .set({ undone_at: ctx.now, undone_by: ctx.actor.personId })
    .where("id", "in", rows.map(({ screeningId }) => screeningId))
    .execute();
  for (const { id, code, contestId } of rows) {
    await record(trx, ctx, { action: "undo-screening", subject: ["round-entry", id], contestId, detail: { code } });
  }
}
