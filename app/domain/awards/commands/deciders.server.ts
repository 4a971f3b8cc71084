import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import type { Place } from "#app/domain/awards/choose.server.ts";
import { type DeciderKind, inputOf, loadDeciders, type LoadedDecider, lockDecider } from "#app/domain/awards/decider-load.server.ts";
import { lockRound, requireDecision } from "#app/domain/awards/load.server.ts";
import type { DeciderOpening } from "#app/domain/awards/model.ts";
import { loadPlaces } from "#app/domain/awards/places.server.ts";
import { loadTies, rankAnew, tieOf } from "#app/domain/awards/rank-anew.server.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { cutWithin, tieGroups } from "#app/domain/awards/tie-groups.ts";
import { deciderProgress, deciderResult, type DeciderResult } from "#app/domain/judging/decider.ts";
import { MOST_IN_DECIDER } from "#app/domain/judging/pairwise.ts";
import { isVisibleSheet } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

type Opened = { deciderId: string; categoryId: string };
type Wanted = { kind: DeciderKind; categoryId: string; entryIds: string[]; places: number | null };

/**
 * Has the judges compare entries in pairs: the whole tie of an entry that came to that step of the chain, or a final of
 * two to fifteen ranked entries of a category, which takes whole ties or none of them. Asked are the judges of the
 * category who are present now. No entry is in two deciders at once; a second click gets the first one's.
 */
export async function openDecider(ctx: Context, roundId: string, opening: DeciderOpening): Promise<Opened> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await lockRound(trx, ctx, roundId);
    requireDecision(ctx, round);
    authorise(awardsRules.openDecider, ctx, round);
    const wanted = opening.kind === "tie" ? await wholeTie(trx, roundId, opening.roundEntryId) : await finalOf(trx, roundId, opening);
    const earlier = await standingWith(trx, wanted);
    if (earlier) return { deciderId: earlier.id, categoryId: wanted.categoryId };
    const { id } = await trx
      .insertInto("deciders")
      .values({
        round_id: roundId, category_id: wanted.categoryId, kind: wanted.kind, places: wanted.places,
        opened_at: ctx.now, opened_by: ctx.actor.personId,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx.insertInto("decider_entries").values(wanted.entryIds.map((entryId) => ({ decider_id: id, round_entry_id: entryId }))).execute();
    await askJudges(trx, id, { roundId, categoryId: wanted.categoryId });
    const event = { subject: ["decider", id], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, action: "open-decider", detail: { roundId, ...wanted } });
    return { deciderId: id, categoryId: wanted.categoryId };
  });
}

async function wholeTie(trx: Transaction, roundId: string, roundEntryId: string): Promise<Wanted> {
  const known = await trx
    .selectFrom("ranked_entries").select("category_id as categoryId")
    .where("round_entry_id", "=", roundEntryId).where("round_id", "=", roundId)
    .executeTakeFirst();
  if (!known) throw new DomainError("not-found", "entry-not-found");
  const group = await tieOf(trx, { roundId, ...known }, roundEntryId, "pairwise");
  if (!group) throw new DomainError("conflict", "no-tie-to-compare");
  const entryIds = group.rows.map(({ entryId }) => entryId);
  if (entryIds.length > MOST_IN_DECIDER) throw new DomainError("conflict", "decider-too-many", { count: entryIds.length, most: MOST_IN_DECIDER });
  return { kind: "tie", ...known, entryIds, places: await cutOf(trx, { roundId, ...known }, entryIds) };
}

/** How many of a tie the one cut of prizes or nominees that runs through it takes; null for none or several. */
async function cutOf(trx: Transaction, at: Place, entryIds: readonly string[]): Promise<number | null> {
  const { first } = await trx
    .selectFrom("ranked_entries").select(({ fn }) => fn.min<number>("position").as("first"))
    .where("round_entry_id", "in", entryIds)
    .executeTakeFirstOrThrow();
  const { tiers, quota } = await loadPlaces(trx, at);
  return cutWithin({ tiers: tiers.map(({ count }) => count), quota }, first, entryIds.length);
}

async function finalOf(trx: Transaction, roundId: string, { categoryId, entryIds: given, places }: Extract<DeciderOpening, { kind: "final" }>): Promise<Wanted> {
  const entryIds = [...new Set(given)];
  if (entryIds.length > MOST_IN_DECIDER) throw new DomainError("invalid", "decider-too-many", { count: entryIds.length, most: MOST_IN_DECIDER }, "entryIds");
  if (entryIds.length < 2) throw new DomainError("invalid", "decider-too-few", {}, "entryIds");
  if (places !== null && places >= entryIds.length) throw new DomainError("invalid", "decider-places-too-many", { count: entryIds.length }, "places");
  const ranked = await trx
    .selectFrom("ranked_entries").select("round_entry_id as entryId")
    .where("round_id", "=", roundId).where("category_id", "=", categoryId).where("round_entry_id", "in", entryIds)
    .execute();
  if (ranked.length < entryIds.length) throw new DomainError("invalid", "decider-entry-unknown", {}, "entryIds");
  const groups = tieGroups(await loadTies(trx, { roundId, categoryId }), "pairwise");
  const split = groups.find(({ rows }) => new Set(rows.map(({ entryId }) => entryIds.includes(entryId))).size > 1);
  if (split) throw new DomainError("conflict", "decider-tie-split", { rank: split.rank }, "entryIds");
  return { kind: "final", categoryId, entryIds, places };
}

/** The standing decider of just these entries that still asks; "decider-entry-taken" when another one holds some of them. */
async function standingWith(trx: Transaction, { kind, entryIds }: Wanted): Promise<LoadedDecider | null> {
  const standing = await loadDeciders(trx, sql<boolean>`d.withdrawn_at is null and exists (select 1 from decider_entries x
    where x.decider_id = d.id and x.round_entry_id = any(${entryIds}::uuid[]))`);
  const [first] = standing;
  if (!first) return null;
  const same = first.kind === kind && first.endedAt === null && first.entries.length === entryIds.length && standing.length === 1
    && first.entries.every(({ entryId }) => entryIds.includes(entryId));
  if (same) return first;
  const taken = first.entries.find(({ entryId }) => entryIds.includes(entryId))!;
  throw new DomainError("conflict", "decider-entry-taken", { code: taken.code });
}

/** The judges of a category who are there: appointed, with a sheet in it that was not taken from them. */
async function askJudges(trx: Transaction, deciderId: string, { roundId, categoryId }: Place): Promise<void> {
  await sql`
    insert into decider_judges (decider_id, judge_id)
    select distinct ${deciderId}::uuid, a.person_id from appointments a
    where a.round_id = ${roundId} and a.role in ('judge', 'head-judge') and a.ended_at is null
      and exists (select 1 from sheets s join round_entries re on re.id = s.round_entry_id
        where s.judge_id = a.person_id and re.round_id = ${roundId} and re.category_id = ${categoryId} and ${isVisibleSheet})`.execute(trx);
}

/**
 * Ends a decider: no answer is given or undone any more, its scores stand, and where the chain has that step the category
 * is ranked anew. A reason is needed while an open answer could still change what counts. A second click finds it done.
 */
export async function endDecider(ctx: Context, deciderId: string, reason = ""): Promise<{ outcome: DeciderResult["outcome"]; at: Place }> {
  return inTransaction(ctx.db, async (trx) => {
    const { decider, at } = await lockForOffice(trx, ctx, deciderId, "endDecider");
    if (decider.withdrawnAt) throw new DomainError("closed", "decider-withdrawn");
    if (decider.outcome) return { outcome: decider.outcome, at };
    const { done } = deciderProgress(inputOf(decider));
    const why = done === null ? reason.trim() : "";
    if (done === null && why === "") throw new DomainError("invalid", "decider-end-reason-empty", {}, "reason");
    const { scores, outcome } = deciderResult(inputOf(decider));
    await sql`
      update decider_entries de set score = given.score
      from unnest(${Object.keys(scores)}::uuid[], ${Object.values(scores)}::int[]) as given (id, score)
      where de.decider_id = ${decider.id} and de.round_entry_id = given.id`.execute(trx);
    await trx
      .updateTable("deciders").set({ ended_at: ctx.now, ended_by: ctx.actor.personId, end_reason: why, outcome })
      .where("id", "=", decider.id).execute();
    await rankByDeciders(trx, ctx, at);
    const codes = Object.fromEntries(decider.entries.map(({ entryId, code }) => [code, scores[entryId]]));
    const event = { subject: ["decider", decider.id], contestId: decider.contestId } as const;
    await record(trx, ctx, { ...event, action: "end-decider", detail: { reason: why, outcome, scores: codes } });
    return { outcome, at };
  });
}

/** Takes a decider back with a reason, asked or ended: it counts for nothing, and its entries may be compared anew. */
export async function withdrawDecider(ctx: Context, deciderId: string, reason: string): Promise<Place> {
  return inTransaction(ctx.db, async (trx) => {
    const { decider, at } = await lockForOffice(trx, ctx, deciderId, "withdrawDecider");
    if (decider.withdrawnAt) return at;
    if (reason.trim() === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
    await trx
      .updateTable("deciders").set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawal_reason: reason.trim() })
      .where("id", "=", decider.id).execute();
    if (decider.endedAt) await rankByDeciders(trx, ctx, at);
    const event = { subject: ["decider", decider.id], contestId: decider.contestId } as const;
    await record(trx, ctx, { ...event, action: "withdraw-decider", detail: { reason: reason.trim() } });
    return at;
  });
}

/** The round first, as everything that decides does; the decider afterwards. */
async function lockForOffice(trx: Transaction, ctx: Context, deciderId: string, command: "endDecider" | "withdrawDecider") {
  const { roundId } = await roundOf(trx, deciderId);
  const round = await lockRound(trx, ctx, roundId);
  requireDecision(ctx, round);
  authorise(awardsRules[command], ctx, round);
  const decider = await lockDecider(trx, deciderId);
  return { decider, at: { roundId, categoryId: decider.categoryId } };
}

async function roundOf(trx: Transaction, deciderId: string): Promise<{ roundId: string }> {
  const row = isUuid(deciderId)
    ? await trx.selectFrom("deciders").select("round_id as roundId").where("id", "=", deciderId).executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "decider-not-found");
  return row;
}

/** A final in a category whose chain has no such step is counsel: the ranking, and what was chosen by it, stays. */
async function rankByDeciders(trx: Transaction, ctx: Context, at: Place): Promise<void> {
  const step = await trx
    .selectFrom("tie_break_steps").select("kind")
    .where("round_id", "=", at.roundId).where("category_id", "=", at.categoryId).where("kind", "=", "pairwise")
    .executeTakeFirst();
  if (step) await rankAnew(trx, ctx, at);
}
