import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { findOfficeRound, type LoadedRoundEntry, lockRoundEntry, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { RejectionRule } from "#app/domain/entries/model.ts";
import { isClear } from "#app/domain/entries/screening-rules.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import type { BulkInput } from "#app/domain/entries/office-forms.ts";
import { reactToAcceptance } from "#app/domain/entries/reactions.server.ts";
import { endReturn, latestReturnBy } from "#app/domain/entries/returns.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { isSecretaryOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { formatVnDate } from "#app/platform/dates.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

type Verdict = { verdict: "accepted" } | { verdict: "rejected"; rule: RejectionRule; note: string };

/**
 * Finds an entry valid. Again is once; over a standing rejection it is refused until that is undone, and while the
 * entry is with its unit for correction until that day is over. What came late is found valid during judging too.
 */
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
    authorise(entriesRules.undoScreening, ctx, entry);
    if (entry.standing) await undo(trx, ctx, [{ ...entry, screeningId: entry.standing.id }]);
    return { code: entry.code };
  });
}

/**
 * Takes back the actor's own latest act in a round: one verdict, all those of one act in bulk, or one return for
 * correction, after which the entry stands as it was sent.
 */
export async function undoLastScreening(ctx: Context, roundId: string): Promise<{ undone: number }> {
  return inTransaction(ctx.db, async (trx) => {
    authorise(entriesRules.undoLastScreening, ctx, await findOfficeRound({ db: trx, actor: ctx.actor }, roundId));
    const returned = await latestReturnBy(trx, roundId, ctx.actor.personId);
    const [decided] = await latestAct(trx, ctx, roundId);
    if (returned && (!decided || returned.at > decided.decidedAt)) {
      await endReturn(trx, ctx, await lockRoundEntry(trx, ctx.actor, returned.id), "taken-back");
      return { undone: 1 };
    }
    const round = await lockOffice(trx, ctx, roundId);
    const rows = await latestAct(trx, ctx, roundId);
    if (rows.length > 0) requireScreening(round);
    await undo(trx, ctx, rows);
    return { undone: rows.length };
  });
}

async function latestAct(trx: Transaction, ctx: Context, roundId: string) {
  const own = trx
    .selectFrom("screenings as sc")
    .innerJoin("round_entries as re", "re.id", "sc.round_entry_id")
    .where("re.round_id", "=", roundId)
    .where("sc.decided_by", "=", ctx.actor.personId)
    .where("sc.undone_at", "is", null);
  const latest = await own.select("sc.act_id").orderBy("sc.decided_at", "desc").limit(1).executeTakeFirst();
  if (!latest) return [];
  return own
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .where("sc.act_id", "=", latest.act_id)
    .select(["sc.id as screeningId", "re.id", "re.code", "e.contest_id as contestId", "sc.decided_at as decidedAt"])
    .execute();
}

/**
 * Gives many entries of a round one verdict in one act, with one rule and text for all; `undoLastScreening` takes the
 * whole act back. Those that somebody decided, returned or took back meanwhile are left alone and counted.
 */
export async function screenMany(
  ctx: Context,
  roundId: string,
  { ids, verdict }: BulkInput,
): Promise<{ decided: number; skipped: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockOffice(trx, ctx, roundId);
    requireScreening(round);
    authorise(entriesRules.screenMany, ctx, round);
    const open = await visibleRoundEntries({ db: trx, actor: ctx.actor })
      .where("re.round_id", "=", roundId)
      .where(sql<boolean>`re.id = any(${ids}::uuid[])`)
      .where(sql<boolean>`not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)`)
      .where(sql<boolean>`not exists (select 1 from entry_returns rt where rt.entry_id = e.id and rt.ended_at is null)`)
      .where(sql<boolean>`not exists (select 1 from screenings sc where sc.round_entry_id = re.id and sc.undone_at is null)`)
      .select(["re.id", "re.code"])
      .orderBy("re.code")
      .execute();
    await decideAll(trx, ctx, round.contestId, open, verdict);
    return { decided: open.length, skipped: new Set(ids).size - open.length };
  });
}

/** Finds valid, in one act, every entry that has no verdict yet and in which the rules found nothing. */
export async function acceptAllClear(ctx: Context, roundId: string): Promise<{ accepted: number }> {
  return inTransaction(ctx.db, async (trx) => {
    requireScreening(await lockOffice(trx, ctx, roundId));
    const { round, items } = await listScreening({ db: trx, actor: ctx.actor }, roundId);
    authorise(entriesRules.acceptAllClear, ctx, round);
    const clear = items.filter(isClear);
    await decideAll(trx, ctx, round.contestId, clear, { verdict: "accepted" });
    return { accepted: clear.length };
  });
}

async function decideAll(
  trx: Transaction,
  ctx: Context,
  contestId: string,
  entries: readonly { id: string; code: string }[],
  verdict: Verdict,
): Promise<void> {
  if (entries.length === 0) return;
  const act = { act_id: randomUUID(), decided_at: ctx.now, decided_by: ctx.actor.personId };
  await trx.insertInto("screenings").values(entries.map(({ id }) => ({ round_entry_id: id, ...verdict, ...act }))).execute();
  for (const { id, code } of entries) {
    const event = { action: actionOf(verdict), subject: ["round-entry", id], contestId } as const;
    await record(trx, ctx, { ...event, detail: { code, ...groundOf(verdict), inBulk: entries.length } });
  }
}

const actionOf = ({ verdict }: Verdict) => (verdict === "accepted" ? "accept-entry" : "reject-entry");
const groundOf = ({ verdict: _said, ...ground }: Verdict) => ground;

/** One person at a time decides in bulk; a phase move waits as well. */
async function lockOffice(trx: Transaction, ctx: Context, roundId: string): Promise<OfficeRound> {
  await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
  return findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
}

function requireScreening({ phase }: { phase: string }): void {
  if (phase !== "screening") throw new DomainError("closed", "screening-closed");
}

async function loadForScreening(trx: Transaction, ctx: Context, roundEntryId: string): Promise<LoadedRoundEntry> {
  const entry = await lockRoundEntry(trx, ctx.actor, roundEntryId);
  if (!isSecretaryOf(ctx.actor, entry.roundUnitId)) throw new DomainError("forbidden", "not-allowed");
  if (entry.withdrawn) throw new DomainError("conflict", "entry-already-withdrawn");
  if (!entriesRules.acceptEntry(ctx.actor, entry, ctx.now)) throw new DomainError("closed", "screening-closed");
  return entry;
}

async function decide(ctx: Context, roundEntryId: string, verdict: Verdict): Promise<{ code: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await loadForScreening(trx, ctx, roundEntryId);
    if (entry.standing?.verdict === verdict.verdict) return { code: entry.code };
    if (entry.standing) throw new DomainError("conflict", "entry-already-screened", { code: entry.code });
    await endLapsedReturn(trx, ctx, entry);
    if (verdict.verdict === "accepted") await requireFile(trx, entry);
    await trx
      .insertInto("screenings")
      .values({ round_entry_id: entry.id, ...verdict, decided_at: ctx.now, decided_by: ctx.actor.personId })
      .execute();
    if (verdict.verdict === "accepted") await reactToAcceptance({ ...ctx, db: trx }, entry);
    const event = { action: actionOf(verdict), subject: ["round-entry", entry.id], contestId: entry.contestId } as const;
    await record(trx, ctx, { ...event, detail: { code: entry.code, ...groundOf(verdict) } });
    return { code: entry.code };
  });
}

/** Who did not correct in time is judged by what was sent; before that day is over the entry is its unit's. */
async function endLapsedReturn(trx: Transaction, ctx: Context, entry: LoadedRoundEntry): Promise<void> {
  if (entry.dueOn === null) return;
  if (!isReturnOver(entry.dueOn, ctx.now)) {
    throw new DomainError("conflict", "entry-with-unit", { code: entry.code, day: formatVnDate(entry.dueOn) });
  }
  await endReturn(trx, ctx, entry, "lapsed");
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
