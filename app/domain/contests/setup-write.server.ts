import { sql } from "kysely";
import type { Transaction } from "#db/client.ts";
import type { ContestSetup, EntryLimits, RoundSetup } from "./model.ts";

/**
 * Writes the categories of a set-up with divisions and rubric, replacing what stood; tiers, quotas and tie-break
 * chains name categories and go with them, so write the awards afterwards. Only while nothing was entered.
 */
export async function writeCategories(trx: Transaction, contestId: string, setup: ContestSetup): Promise<void> {
  await clearAwards(trx, contestId);
  const old = trx.selectFrom("categories").select("id").where("contest_id", "=", contestId);
  await trx.deleteFrom("divisions").where("category_id", "in", old).execute();
  await trx.deleteFrom("criteria").where("category_id", "in", old).execute();
  await trx.deleteFrom("categories").where("contest_id", "=", contestId).execute();
  for (const [index, category] of setup.categories.entries()) {
    const { file } = category;
    const { id } = await trx
      .insertInto("categories")
      .values({
        contest_id: contestId,
        position: index + 1,
        code: category.code,
        name: category.name,
        medium: category.medium,
        min_authors: category.minAuthors,
        max_authors: category.maxAuthors,
        file_types: file.types,
        max_bytes: file.maxBytes,
        min_long_side_px: file.minLongSidePx ?? null,
        min_duration_ms: file.minDurationMs ?? null,
        max_duration_ms: file.maxDurationMs ?? null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await writeParts(trx, id, category);
    await writeLimits(trx, { contest_id: contestId, category_id: id }, category.limits);
  }
}

/** A category without any limit has no row. */
async function writeLimits(trx: Transaction, of: { contest_id: string; category_id: string }, limits: EntryLimits = {}) {
  const { perUnitMin = null, perUnitMax = null, perChildMax = null } = limits;
  if (perUnitMin === null && perUnitMax === null && perChildMax === null) return;
  await trx
    .insertInto("entry_limits")
    .values({ ...of, per_unit_min: perUnitMin, per_unit_max: perUnitMax, per_child_max: perChildMax })
    .execute();
}

async function writeParts(trx: Transaction, id: string, { divisions, criteria }: ContestSetup["categories"][number]) {
  if (divisions.length > 0) {
    const rows = divisions.map(({ code, name, basis, from, to, referenceDate }, index) => ({
      category_id: id, position: index + 1, code, name, basis, from_value: from, to_value: to,
      reference_date: referenceDate ?? null,
    }));
    await trx.insertInto("divisions").values(rows).execute();
  }
  const rows = criteria.map(({ name, guidance, maxPoints, step, weight }, index) => ({
    category_id: id, position: index + 1, name, guidance, max_points: maxPoints, step, weight,
  }));
  await trx.insertInto("criteria").values(rows).execute();
}

async function clearAwards(trx: Transaction, contestId: string): Promise<void> {
  const rounds = trx.selectFrom("rounds").select("id").where("contest_id", "=", contestId);
  await trx.deleteFrom("tie_break_steps").where("round_id", "in", rounds).execute();
  await trx.deleteFrom("nomination_quotas").where("round_id", "in", rounds).execute();
  await trx.deleteFrom("tiers").where("round_id", "in", rounds).execute();
  await trx.deleteFrom("ballots").where("round_id", "in", rounds).execute();
}

type CategoryIds = ReadonlyMap<string, string>;
type Awards = Pick<RoundSetup, "tiers" | "quotas">;

/** Replaces the award tiers and nomination quotas of one round. */
export async function writeAwards(trx: Transaction, roundId: string, { tiers, quotas }: Awards, ids: CategoryIds) {
  await trx.deleteFrom("tiers").where("round_id", "=", roundId).execute();
  await trx.deleteFrom("nomination_quotas").where("round_id", "=", roundId).execute();
  const tierRows = tiers.map((tier, index) => ({
    round_id: roundId,
    category_id: ids.get(tier.category)!,
    position: index + 1,
    name: tier.name,
    places: tier.count,
    money: tier.prizeDong,
    gift: tier.gift,
  }));
  if (tierRows.length > 0) await trx.insertInto("tiers").values(tierRows).execute();
  const quotaRows = quotas.map(({ category, count }) => ({
    round_id: roundId, category_id: ids.get(category)!, places: count,
  }));
  if (quotaRows.length > 0) await trx.insertInto("nomination_quotas").values(quotaRows).execute();
}

/** Replaces the tie-break chain of one round, for each category as far as its rubric goes. */
export async function writeChain(trx: Transaction, roundId: string, steps: RoundSetup["tieBreakSteps"]): Promise<void> {
  await trx.deleteFrom("tie_break_steps").where("round_id", "=", roundId).execute();
  for (const [index, step] of steps.entries()) {
    const criterion = step.kind === "criterion" ? step.position : null;
    await sql`
      insert into tie_break_steps (round_id, category_id, position, kind, criterion_id)
      select r.id, c.id, ${index + 1}::integer, ${step.kind}::text, k.id
      from rounds r join categories c on c.contest_id = r.contest_id
      left join round_criteria k on k.round_id = r.id and k.category_id = c.id and k.position = ${criterion}::integer
        and not exists (select 1 from ballots b where b.round_id = r.id and b.category_id = c.id)
      where r.id = ${roundId} and (${criterion}::integer is null or k.id is not null)`.execute(trx);
  }
}

/** Sets the dated phases of one round; a phase that is no longer dated and was never extended goes. */
export async function writePhases(trx: Transaction, roundId: string, phases: RoundSetup["phases"]): Promise<void> {
  await trx
    .deleteFrom("phases")
    .where("round_id", "=", roundId)
    .where("kind", "not in", ["none", ...phases.map(({ kind }) => kind)])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("phase_extensions as x").select("x.id").whereRef("x.phase_id", "=", "phases.id"))),
    )
    .execute();
  for (const { kind, startsAt, endsAt } of phases) {
    const dates = { starts_at: new Date(startsAt), ends_at: new Date(endsAt) };
    await trx
      .insertInto("phases")
      .values({ round_id: roundId, kind, ...dates })
      .onConflict((conflict) => conflict.constraint("one_phase_of_a_kind").doUpdateSet(dates))
      .execute();
  }
}

/** Sets the minutes of grace of one round. */
export async function writeGrace(trx: Transaction, roundId: string, minutes: number): Promise<void> {
  await trx.updateTable("rounds").set({ grace_minutes: minutes }).where("id", "=", roundId).execute();
}

export type RoundPlace = { id: string; name: string };

/** Adds a round at the end of the chain, hosted by `place`, with its phases; awards and chain follow. */
export async function insertRound(
  trx: Transaction,
  contestId: string,
  ordinal: number,
  round: RoundSetup,
  place: RoundPlace,
): Promise<string> {
  const { id } = await trx
    .insertInto("rounds")
    .values({
      contest_id: contestId,
      ordinal,
      name: round.name,
      unit_id: place.id,
      unit_name: place.name,
      code_prefix: round.codePrefix,
      aggregation: round.aggregation,
      spread_limit: round.spreadLimit ?? null,
      grace_minutes: round.graceMinutes ?? 0,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await writePhases(trx, id, round.phases);
  return id;
}

/** The ids of a contest's categories by code. */
export async function categoryIds(trx: Transaction, contestId: string): Promise<Map<string, string>> {
  const rows = await trx.selectFrom("categories").select(["code", "id"]).where("contest_id", "=", contestId).execute();
  return new Map(rows.map(({ code, id }) => [code, id]));
}
