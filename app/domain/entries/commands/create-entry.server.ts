import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { graceOfRound, intakeEndOfRound, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { NewEntry } from "#app/domain/entries/model.ts";
import { type BehalfInput, refuseUnexplained, requireTakingIn } from "#app/domain/entries/on-behalf.server.ts";
import { entriesRules, isIntakeOpen } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { isEntrantFor, isSecretaryOf } from "#app/domain/people/actor.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Starts a draft for one of the actor's units while intake is open; the office of the first round may start one on
 * behalf of any invited unit or one below it, after the deadline only with a reason (`behalf`). The entry counts for
 * the invited unit that is the unit itself or its nearest ancestor; the names of both are kept as they are today. The
 * id comes with the form, so that a second click finds the draft of the first.
 */
export async function createEntry(ctx: Context, input: NewEntry, behalf?: BehalfInput): Promise<{ entryId: string }> {
  const entryId = input.id;
  return inTransaction(ctx.db, async (trx) => {
    const place = await findPlace(trx, ctx, input);
    const onBehalf = behalf !== undefined || !isEntrantFor(ctx.actor, input.unitId) ? (behalf ?? noReason) : null;
    if (onBehalf) {
      requireTakingIn(place.intake.phase);
      refuseUnexplained(onBehalf, place.intake, ctx.now);
    } else if (!isIntakeOpen(place.intake, ctx.now)) throw new DomainError("closed", "intake-closed");
    const officeUnitId = onBehalf ? place.hostUnitId : null;
    authorise(entriesRules.createEntry, ctx, { unitId: input.unitId, intake: place.intake, officeUnitId });
    const made = await trx
      .insertInto("entries")
      .values({
        id: entryId,
        contest_id: input.contestId,
        category_id: input.categoryId,
        unit_id: input.unitId,
        unit_name: place.unitName,
        participant_id: place.participantId,
        participant_name: place.participantName,
        title: input.title,
        search: fold(`${input.title} ${place.unitName}`),
        created_at: ctx.now,
        created_by: ctx.actor.personId,
        updated_at: ctx.now,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made) {
      if (onBehalf) await enterOnBehalf(trx, ctx, entryId, place.hostUnitId, onBehalf);
      const detail = {
        title: input.title, unitId: input.unitId, categoryId: input.categoryId, ...(onBehalf ? { onBehalf: place.unitName } : {}),
        ...(onBehalf?.reason ? { reason: onBehalf.reason } : {}),
      };
      await record(trx, ctx, {
        action: "create-entry", subject: ["entry", entryId], contestId: input.contestId, detail,
      });
      return { entryId };
    }
    return { entryId: await ownEarlierDraft(trx, ctx, entryId) };
  });
}

const noReason: BehalfInput = { reason: "", postmarkedOn: null };

async function enterOnBehalf(trx: Transaction, ctx: Context, entryId: string, officeUnitId: string, behalf: BehalfInput) {
  await trx
    .insertInto("entries_on_behalf")
    .values({
      entry_id: entryId, office_unit_id: officeUnitId, entered_by: ctx.actor.personId, entered_at: ctx.now,
      reason: behalf.reason, postmarked_on: behalf.postmarkedOn,
    })
    .execute();
}

async function ownEarlierDraft(trx: Transaction, ctx: Context, entryId: string): Promise<string> {
  const earlier = await trx.selectFrom("entries").select("created_by").where("id", "=", entryId).executeTakeFirst();
  if (earlier?.created_by !== ctx.actor.personId) throw new DomainError("not-found", "entry-not-found");
  return entryId;
}

async function findPlace(trx: Transaction, ctx: Context, { contestId, categoryId, unitId }: NewEntry) {
  const missing = () => new DomainError("not-found", "contest-not-found");
  const round = await trx
    .selectFrom("rounds as r")
    .innerJoin("categories as c", "c.contest_id", "r.contest_id")
    .where("r.contest_id", "=", contestId)
    .where("r.ordinal", "=", 1)
    .where("c.id", "=", categoryId)
    .select(["r.unit_id as hostUnitId", phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt"), graceOfRound.as("graceMinutes")])
    .executeTakeFirst();
  if (!round || (!isEntrantFor(ctx.actor, unitId) && !isSecretaryOf(ctx.actor, round.hostUnitId))) throw missing();
  const { rows } = await sql<{ participantId: string; participantName: string; unitName: string }>`
    with recursive up (id, parent_id, depth) as (
      select id, parent_id, 0 from units where id = ${unitId}
      union all
      select u.id, u.parent_id, up.depth + 1 from units u join up on u.id = up.parent_id where up.depth < 20
    )
    select p.unit_id as "participantId", p.unit_name as "participantName", own.name as "unitName"
    from up
    join contest_participants p on p.unit_id = up.id and p.contest_id = ${contestId}
    join units own on own.id = ${unitId}
    order by up.depth limit 1`.execute(trx);
  if (!rows[0]) throw missing();
  const { hostUnitId, ...intake } = round;
  return { ...rows[0], hostUnitId, intake };
}
