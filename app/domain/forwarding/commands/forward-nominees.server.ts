import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { lockRound } from "#app/domain/awards/load.server.ts";
import { mayDecide } from "#app/domain/awards/rules.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { neededFor } from "#app/domain/entries/consent.ts";
import { allAgree } from "#app/domain/entries/consent-facts.server.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { forwardingRules, mayReceive } from "#app/domain/forwarding/rules.ts";
import { seededShuffle } from "#app/domain/judging/blind.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Forwarded = { forwardingId: string; toRoundId: string; entries: number; already: boolean };

type Nominee = { entryId: string; categoryId: string; categoryCode: string; code: string; withdrawn: boolean; agreed: boolean };
type NextRound = { id: string; codePrefix: string; phase: PhaseKind };

/**
 * Sends a published round's nominees to the next round, where they take part with their files, under codes of that
 * round in an order that tells neither rank nor sender. All go at once and once: a second click gets the first
 * answer with `already`. Refused before publication, above the quota, with a withdrawn entry among them or one
 * whose families have not all agreed to sending it up (they are listed), and when the next round no longer receives.
 */
export async function forwardNominees(ctx: Context, roundId: string): Promise<Forwarded> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    authorise(mayDecide, ctx, round);
    const earlier = await findForwarding(trx, roundId);
    if (earlier) return earlier;
    if (!forwardingRules.forwardNominees(ctx.actor, round, ctx.now)) throw new DomainError("closed", "not-published");
    const next = await lockNextRound(trx, round);
    await holdEntries(trx, roundId);
    const nominees = await nomineesOf(trx, roundId);
    await requireSendable(trx, roundId, nominees);
    const { id } = await trx
      .insertInto("forwardings")
      .values({ from_round_id: roundId, to_round_id: next.id, forwarded_at: ctx.now, forwarded_by: ctx.actor.personId })
      .returning("id")
      .executeTakeFirstOrThrow();
    await enter(trx, ctx, { roundId, next }, nominees);
    const detail = { forwardingId: id, toRoundId: next.id, codes: nominees.map(({ code }) => code) };
    const event = { subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "forward-nominees", detail });
    return { forwardingId: id, toRoundId: next.id, entries: nominees.length, already: false };
  });
}

async function findForwarding(trx: Transaction, roundId: string): Promise<Forwarded | null> {
  const row = await trx
    .selectFrom("forwardings as f")
    .select((eb) => [
      "f.id as forwardingId", "f.to_round_id as toRoundId",
      eb.selectFrom("round_entries as re").select(eb.fn.countAll<number>().as("n"))
        .whereRef("re.round_id", "=", "f.to_round_id").where("re.source_round_id", "=", roundId).as("entries"),
    ])
    .where("f.from_round_id", "=", roundId)
    .executeTakeFirst();
  return row ? { ...row, entries: row.entries ?? 0, already: true } : null;
}

async function lockNextRound(trx: Transaction, round: { contestId: string; ordinal: number }): Promise<NextRound> {
  const found = await trx
    .selectFrom("rounds")
    .select("id")
    .where("contest_id", "=", round.contestId)
    .where("ordinal", "=", round.ordinal + 1)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new DomainError("conflict", "no-next-round");
  const next = await trx
    .selectFrom("rounds as r")
    .select(["r.id", "r.code_prefix as codePrefix", phaseOfRound.as("phase")])
    .where("r.id", "=", found.id)
    .executeTakeFirstOrThrow();
  if (!mayReceive(next.phase)) throw new DomainError("closed", "next-round-closed");
  return next;
}

/** A consent taken back at this moment is either seen below or sees the entry in the next round. */
async function holdEntries(trx: Transaction, roundId: string): Promise<void> {
  await sql`
    select e.id from nomination_choices nc join round_entries re on re.id = nc.round_entry_id
    join entries e on e.id = re.entry_id where nc.round_id = ${roundId} order by e.id for share of e`.execute(trx);
}

async function nomineesOf(trx: Transaction, roundId: string): Promise<Nominee[]> {
  return trx
    .selectFrom("nomination_choices as nc")
    .innerJoin("round_entries as re", "re.id", "nc.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "re.entry_id")
    .select([
      "re.entry_id as entryId", "re.category_id as categoryId", "c.code as categoryCode", "re.code",
      sql<boolean>`w.entry_id is not null`.as("withdrawn"), allAgree(neededFor("forward", "image")).as("agreed"),
    ])
    .where("nc.round_id", "=", roundId)
    .orderBy("c.position")
    .orderBy("re.code")
    .execute();
}

async function requireSendable(trx: Transaction, roundId: string, nominees: readonly Nominee[]): Promise<void> {
  if (nominees.length === 0) throw new DomainError("conflict", "no-nominees");
  const withdrawn = nominees.find((nominee) => nominee.withdrawn);
  if (withdrawn) throw new DomainError("conflict", "nominee-withdrawn", { code: withdrawn.code });
  const kept = nominees.filter(({ agreed }) => !agreed).map(({ code }) => code);
  if (kept.length > 0) throw new DomainError("conflict", "nominees-without-consent", { count: kept.length, codes: kept.join(", ") });
  const quotas = await trx
    .selectFrom("nomination_quotas")
    .select(["category_id as categoryId", "places"])
    .where("round_id", "=", roundId)
    .execute();
  for (const categoryId of new Set(nominees.map((nominee) => nominee.categoryId))) {
    const count = quotas.find((quota) => quota.categoryId === categoryId)?.places ?? 0;
    const chosen = nominees.filter((nominee) => nominee.categoryId === categoryId).length;
    if (chosen > count) throw new DomainError("conflict", "quota-exceeded", { count });
  }
}

async function enter(
  trx: Transaction,
  ctx: Context,
  { roundId, next }: { roundId: string; next: NextRound },
  nominees: readonly Nominee[],
): Promise<void> {
  for (const [categoryId, sent] of grouped(nominees)) {
    const last = await reserveCodes(trx, next.id, categoryId, sent.length);
    // A seed nobody keeps: the order of codes must tell neither rank nor the order of intake.
    const rows = seededShuffle(sent, randomUUID()).map(({ entryId, categoryCode }, index) => ({
      round_id: next.id,
      entry_id: entryId,
      category_id: categoryId,
      code: `${next.codePrefix}-${categoryCode}-${String(last - sent.length + index + 1).padStart(3, "0")}`,
      source_round_id: roundId,
      entered_at: ctx.now,
      entered_by: ctx.actor.personId,
    }));
    await trx.insertInto("round_entries").values(rows).execute();
  }
}

function grouped(nominees: readonly Nominee[]): Map<string, Nominee[]> {
  const groups = new Map<string, Nominee[]>();
  for (const nominee of nominees) groups.set(nominee.categoryId, [...(groups.get(nominee.categoryId) ?? []), nominee]);
  return groups;
}

async function reserveCodes(trx: Transaction, roundId: string, categoryId: string, count: number): Promise<number> {
  const { last } = await trx
    .insertInto("code_counters")
    .values({ round_id: roundId, category_id: categoryId, last: count })
    .onConflict((conflict) =>
      conflict.columns(["round_id", "category_id"]).doUpdateSet({ last: sql`code_counters.last + ${count}` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
}
