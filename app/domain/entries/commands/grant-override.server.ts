import { record } from "#app/domain/audit/record.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { OverrideInput } from "#app/domain/entries/office-forms.ts";
import { lockPlaces, placesOf } from "#app/domain/entries/places.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Grants a unit some entries more of one category than the rules allow, with a reason that the unit reads too. For the
 * organiser of the first round alone; a category without a maximum needs none. Sent again, the form grants once.
 */
export async function grantOverride(ctx: Context, roundId: string, input: OverrideInput): Promise<{ overrideId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await loadFirstRound(trx, ctx, roundId);
    authorise(entriesRules.grantOverride, ctx, round);
    await requireCounted(trx, round, input);
    const { id, categoryId, unitId, extra, reason } = input;
    const made = await trx
      .insertInto("limit_overrides")
      .values({
        id, contest_id: round.contestId, category_id: categoryId, unit_id: unitId, extra, reason,
        granted_at: ctx.now, granted_by: ctx.actor.personId,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return { overrideId: id };
    const event = { action: "grant-override", subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, detail: { unitId, categoryId, extra, reason } });
    return { overrideId: id };
  });
}

/** Takes an exception back while its places are still free ("override-in-use"); again is once. */
export async function endOverride(ctx: Context, roundId: string, overrideId: string): Promise<{ ended: boolean }> {
  return inTransaction(ctx.db, async (trx) => {
    const round = await loadFirstRound(trx, ctx, roundId);
    authorise(entriesRules.endOverride, ctx, round);
    const granted = isUuid(overrideId) ? await findOverride(trx, round, overrideId) : undefined;
    if (!granted) throw new DomainError("not-found", "override-unknown");
    const { categoryId, unitId, extra, max } = granted;
    await lockPlaces(trx, { contestId: round.contestId, unitId });
    const present = await placesOf(trx, categoryId, unitId);
    const left = max + present.extra - extra;
    const standing = await trx.selectFrom("limit_overrides").select("id")
      .where("id", "=", overrideId).where("ended_at", "is", null).forUpdate().executeTakeFirst();
    if (!standing) return { ended: false };
    if (present.sent > left) throw new DomainError("conflict", "override-in-use", { sent: present.sent, left });
    await trx
      .updateTable("limit_overrides")
      .set({ ended_at: ctx.now, ended_by: ctx.actor.personId })
      .where("id", "=", overrideId)
      .execute();
    const event = { action: "end-override", subject: ["round", roundId], contestId: round.contestId } as const;
    await record(trx, ctx, { ...event, detail: { unitId, categoryId, extra } });
    return { ended: true };
  });
}

/** Limits are those of the contest's intake, which is the first round's. */
async function loadFirstRound(trx: Transaction, ctx: Context, roundId: string): Promise<OfficeRound> {
  const round = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  if (round.ordinal !== 1) throw new DomainError("not-found", "round-not-found");
  return round;
}

async function requireCounted(trx: Transaction, { contestId }: OfficeRound, { categoryId, unitId }: OverrideInput): Promise<void> {
  const category = await trx.selectFrom("entry_limits").select("category_id")
    .where("category_id", "=", categoryId).where("contest_id", "=", contestId).where("per_unit_max", "is not", null)
    .executeTakeFirst();
  if (!category) throw new DomainError("invalid", "category-without-maximum", {}, "categoryId");
  const unit = await trx.selectFrom("units").select("id").where("id", "=", unitId).executeTakeFirst();
  if (!unit) throw new DomainError("invalid", "unit-missing", {}, "unitId");
}

const findOverride = (trx: Transaction, { contestId }: OfficeRound, overrideId: string) =>
  trx
    .selectFrom("limit_overrides as o")
    .innerJoin("entry_limits as l", "l.category_id", "o.category_id")
    .select(["o.category_id as categoryId", "o.unit_id as unitId", "o.extra"])
    .select((eb) => eb.fn.coalesce("l.per_unit_max", eb.lit(0)).as("max"))
    .where("o.id", "=", overrideId)
    .where("o.contest_id", "=", contestId)
    .executeTakeFirst();
