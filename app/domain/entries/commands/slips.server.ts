import { randomInt } from "node:crypto";
import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules, type SlipFacts } from "#app/domain/entries/rules.ts";
import { formatSlip, parseSlip, SLIP_CODES, slipCode } from "#app/domain/entries/slip-code.ts";
import { visibleEntries } from "#app/domain/entries/visibility.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { unitPath } from "#app/domain/units/queries.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/** Most slips made in one act: a hundred sheets of A4. */
export const maxSlips = 400;

export type Slip = { code: string; entryId: string };

/**
 * Gives every one of these entries a slip, drafts too; an entry that has one keeps it, so that printing again changes
 * nothing. Returned in the order asked for.
 */
export async function issueSlips(ctx: Context, entryIds: readonly string[]): Promise<Slip[]> {
  const ids = [...new Set(entryIds)];
  refuseCount(ids.length);
  return inTransaction(ctx.db, async (trx) => {
    const entries = await lockEntries(trx, ctx, ids);
    for (const entry of entries) authorise(entriesRules.issueSlips, ctx, entry);
    const slips = await slipsFor(trx, ctx, entries);
    for (const [contestId, codes] of slips.issued) {
      await record(trx, ctx, { action: "issue-slips", subject: ["contest", contestId], contestId, detail: { count: codes.length, codes } });
    }
    return ids.map((entryId) => ({ entryId, code: slips.of.get(entryId)! }));
  });
}

/** Makes slips that belong to a unit and to no entry yet; the first entry whose picture shows one claims it. */
export async function issueBlankSlips(
  ctx: Context,
  { contestId, unitId, count }: { contestId: string; unitId: string; count: number },
): Promise<string[]> {
  refuseCount(count);
  return inTransaction(ctx.db, async (trx) => {
    const roundUnitId = await hostFor(trx, contestId, unitId);
    authorise(entriesRules.issueBlankSlips, ctx, { unitId, roundUnitId });
    const codes: string[] = [];
    while (codes.length < count) {
      const rows = Array.from({ length: count - codes.length }, () => blank(ctx, contestId, unitId));
      codes.push(...(await insertSlips(trx, rows)));
    }
    await record(trx, ctx, { action: "issue-slips", subject: ["contest", contestId], contestId, detail: { count, unitId, codes } });
    return codes.sort();
  });
}

/**
 * Makes a printed slip the slip of this entry. Refused with its reason, and nothing is attached, when it is no slip of
 * ours, of another contest, of a unit that is neither the entry's nor above it, or already another entry's.
 */
export async function claimSlip(ctx: Context, entryId: string, text: string): Promise<{ code: string }> {
  const code = parseSlip(text);
  if (!code) throw new DomainError("invalid", text.trim() === "" ? "slip-empty" : "slip-misread", {}, "code");
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    authorise(entriesRules.claimSlip, ctx, { unitId: entry.unitId, roundUnitId: await hostOf(trx, entry.round.id) });
    const slip = await lockSlip(trx, code);
    if (slip.entryId === entryId) return { code };
    await refuseForeignSlip(trx, slip, entry);
    await trx
      .updateTable("paper_slips")
      .set({ entry_id: entryId, claimed_at: ctx.now, claimed_by: ctx.actor.personId })
      .where("code", "=", code)
      .execute();
    await record(trx, ctx, { action: "claim-slip", subject: ["entry", entryId], contestId: entry.contestId, detail: { code: formatSlip(code) } });
    return { code };
  });
}

/** Takes a slip off an entry, so that each can have the right one; not once the original was received under it. */
export async function releaseSlip(ctx: Context, entryId: string): Promise<{ code: string | null }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    authorise(entriesRules.releaseSlip, ctx, { unitId: entry.unitId, roundUnitId: await hostOf(trx, entry.round.id) });
    const received = await trx
      .selectFrom("custody_events as ce")
      .innerJoin("round_entries as re", "re.id", "ce.round_entry_id")
      .where("re.entry_id", "=", entryId)
      .where("ce.undone_at", "is", null)
      .select("ce.id")
      .executeTakeFirst();
    if (received) throw new DomainError("conflict", "slip-in-use");
    const slip = await trx
      .updateTable("paper_slips")
      .set({ entry_id: null, claimed_at: null, claimed_by: null })
      .where("entry_id", "=", entryId)
      .returning("code")
      .executeTakeFirst();
    if (!slip) return { code: null };
    const detail = { code: formatSlip(slip.code) };
    await record(trx, ctx, { action: "release-slip", subject: ["entry", entryId], contestId: entry.contestId, detail });
    return { code: slip.code };
  });
}

function refuseCount(count: number): void {
  if (count < 1) throw new DomainError("invalid", "slips-none");
  if (count > maxSlips) throw new DomainError("invalid", "slips-too-many", { max: maxSlips }, "count");
}

type SlipEntry = SlipFacts & { id: string; contestId: string };

/** In the order of their ids, so that two prints of the same entries do not wait for each other in a ring. */
async function lockEntries(trx: Transaction, ctx: Context, ids: readonly string[]): Promise<SlipEntry[]> {
  const wanted = ids.filter(isUuid);
  await trx.selectFrom("entries").select("id").where(sql<boolean>`id = any(${wanted}::uuid[])`).orderBy("id").forUpdate().execute();
  const rows = await visibleEntries({ db: trx, actor: ctx.actor })
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
    .where(sql<boolean>`e.id = any(${wanted}::uuid[])`)
    .select(["e.id", "e.contest_id as contestId", "e.unit_id as unitId", "r.unit_id as roundUnitId"])
    .execute();
  if (rows.length < ids.length) throw new DomainError("not-found", "entry-not-found");
  return rows;
}

type NewSlip = { code: string; contest_id: string; unit_id: string; entry_id: string | null; issued_at: Date; issued_by: string };

const blank = (ctx: Context, contestId: string, unitId: string, entryId: string | null = null): NewSlip => ({
  code: slipCode(randomInt(SLIP_CODES)), contest_id: contestId, unit_id: unitId, entry_id: entryId,
  issued_at: ctx.now, issued_by: ctx.actor.personId,
});

/** A code drawn twice is left out: the caller draws again. */
async function insertSlips(trx: Transaction, rows: readonly NewSlip[]): Promise<string[]> {
  const made = await trx.insertInto("paper_slips").values(rows)
    .onConflict((conflict) => conflict.column("code").doNothing()).returning("code").execute();
  return made.map(({ code }) => code);
}

async function slipsFor(trx: Transaction, ctx: Context, entries: readonly SlipEntry[]) {
  const ids = entries.map(({ id }) => id);
  const issued = new Map<string, string[]>();
  for (;;) {
    const rows = await trx.selectFrom("paper_slips").select(["code", "entry_id"])
      .where(sql<boolean>`entry_id = any(${ids}::uuid[])`).execute();
    const of = new Map(rows.map(({ code, entry_id }) => [entry_id!, code]));
    const without = entries.filter(({ id }) => !of.has(id));
    if (without.length === 0) return { of, issued };
    const drawn = without.map((entry) => blank(ctx, entry.contestId, entry.unitId, entry.id));
    const made = new Set(await insertSlips(trx, drawn));
    for (const { code, contest_id } of drawn) {
      if (made.has(code)) issued.set(contest_id, [...(issued.get(contest_id) ?? []), code]);
    }
  }
}

async function hostOf(trx: Transaction, roundId: string): Promise<string> {
  const { unit_id } = await trx.selectFrom("rounds").select("unit_id").where("id", "=", roundId).executeTakeFirstOrThrow();
  return unit_id;
}

/** The host of the contest's first round, when the contest invites this unit or one above it. */
async function hostFor(trx: Transaction, contestId: string, unitId: string): Promise<string> {
  const missing = () => new DomainError("not-found", "contest-not-found");
  if (!isUuid(contestId) || !isUuid(unitId)) throw missing();
  const path = (await unitPath(trx, unitId)).map(({ id }) => id);
  const row = await trx
    .selectFrom("contest_participants as p")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "p.contest_id").on("r.ordinal", "=", 1))
    .where("p.contest_id", "=", contestId)
    .where(sql<boolean>`p.unit_id = any(${path}::uuid[])`)
    .select("r.unit_id as unitId")
    .executeTakeFirst();
  if (!row) throw missing();
  return row.unitId;
}

type LockedSlip = { code: string; contestId: string; contestName: string; unitId: string; unitName: string; entryId: string | null };

async function lockSlip(trx: Transaction, code: string): Promise<LockedSlip> {
  await trx.selectFrom("paper_slips").select("code").where("code", "=", code).forUpdate().execute();
  const slip = await trx
    .selectFrom("paper_slips as p")
    .innerJoin("contests as c", "c.id", "p.contest_id")
    .innerJoin("units as u", "u.id", "p.unit_id")
    .where("p.code", "=", code)
    .select(["p.code", "p.contest_id as contestId", "c.name as contestName", "p.unit_id as unitId", "u.name as unitName", "p.entry_id as entryId"])
    .executeTakeFirst();
  if (!slip) throw new DomainError("invalid", "slip-unknown", { code: formatSlip(code) }, "code");
  return slip;
}

async function refuseForeignSlip(trx: Transaction, slip: LockedSlip, entry: { id: string; contestId: string; unitId: string }): Promise<void> {
  const code = formatSlip(slip.code);
  const refuse = (reason: string, params = {}) => new DomainError("conflict", reason, { code, ...params }, "code");
  if (slip.contestId !== entry.contestId) throw refuse("slip-other-contest", { contest: slip.contestName });
  const above = (await unitPath(trx, entry.unitId)).map(({ id }) => id);
  if (!above.includes(slip.unitId)) throw refuse("slip-other-unit", { unit: slip.unitName });
  if (slip.entryId) throw refuse("slip-taken");
  const own = await trx.selectFrom("paper_slips").select("code").where("entry_id", "=", entry.id).executeTakeFirst();
  if (own) throw refuse("entry-has-slip", { code: formatSlip(own.code) });
}
