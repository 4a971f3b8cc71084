import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { constraintOf, inTransaction } from "#app/platform/transaction.server.ts";
import { contestFor } from "../edit-setup.server.ts";

/**
 * Invites units to take part, each under the name it has now. `allBelow` invites every unit in being right below that
 * one as well. Units invited before are left as they are.
 */
export async function inviteParticipants(
  ctx: Context,
  contestId: string,
  { unitIds, allBelow }: { unitIds: readonly string[]; allBelow: string | null },
): Promise<{ invited: number }> {
  const contest = await contestFor(ctx, "inviteParticipants", contestId);
  return inTransaction(ctx.db, async (trx) => {
    const units = await trx
      .selectFrom("units")
      .select(["id", "name"])
      .where("valid_to", "is", null)
      .where(sql<boolean>`(id = any(${[...unitIds]}::uuid[]) or parent_id = ${allBelow}::uuid)`)
      .where("id", "not in", [contest.organiserUnitId, ...contest.rounds.map(({ unitId }) => unitId)])
      .execute();
    if (units.length === 0) throw new DomainError("invalid", "participants-none", {}, "unitIds");
    const made = await trx
      .insertInto("contest_participants")
      .values(
        units.map(({ id, name }) => ({
          contest_id: contestId, unit_id: id, unit_name: name, invited_at: ctx.now, invited_by: ctx.actor.personId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning("unit_id")
      .execute();
    if (made.length > 0) {
      const detail = { units: made.map(({ unit_id }) => unit_id) };
      await record(trx, ctx, { action: "invite-participants", subject: ["contest", contestId], contestId, detail });
    }
    return { invited: made.length };
  });
}

/** Takes back an invitation, unless the unit has entered something already. */
export async function removeParticipant(ctx: Context, contestId: string, unitId: string): Promise<{ contestId: string }> {
  await contestFor(ctx, "removeParticipant", contestId);
  return inTransaction(ctx.db, async (trx) => {
    const gone = await trx
      .deleteFrom("contest_participants")
      .where("contest_id", "=", contestId)
      .where("unit_id", "=", unitId)
      .executeTakeFirst()
      .catch((error: unknown) => {
        if (constraintOf(error)?.endsWith("_fkey")) throw new DomainError("conflict", "participant-has-entries");
        throw error;
      });
    if (Number(gone.numDeletedRows) > 0) {
      const detail = { unitId };
      await record(trx, ctx, { action: "remove-participant", subject: ["contest", contestId], contestId, detail });
    }
    return { contestId };
  });
}
