import { record } from "#app/domain/audit/record.server.ts";
import { restoreLastVersion } from "#app/domain/entries/versions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";

/** How a return ended: sent again, or by the office: taken back, replaced by another, run out. */
export type ReturnOutcome = "resubmitted" | "taken-back" | "replaced" | "lapsed";

type Returned = { id: string; entryId: string; contestId: string; code: string };

/**
 * Ends the standing return of an entry that was not sent again: it stands as it was sent, whatever its unit had begun
 * to change. The caller holds the entry.
 */
export async function endReturn(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "now">,
  { id, entryId, contestId, code }: Returned,
  outcome: "taken-back" | "lapsed",
): Promise<void> {
  const ended = await trx
    .updateTable("entry_returns")
    .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, outcome })
    .where("entry_id", "=", entryId)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!ended) return;
  await restoreLastVersion(trx, ctx, entryId);
  const action = outcome === "lapsed" ? "lapse-return" : "take-back-return";
  await record(trx, ctx, { action, subject: ["round-entry", id], contestId, detail: { code } });
}

/** The latest standing return in a round by one person, by the id of its part in the round; what was withdrawn since is over. */
export async function latestReturnBy(trx: Transaction, roundId: string, personId: string): Promise<{ id: string; at: Date } | null> {
  const latest = await trx
    .selectFrom("entry_returns as rt")
    .innerJoin("round_entries as re", "re.id", "rt.round_entry_id")
    .where("re.round_id", "=", roundId)
    .where("rt.returned_by", "=", personId)
    .where("rt.ended_at", "is", null)
    .where("rt.entry_id", "not in", trx.selectFrom("entry_withdrawals").select("entry_id"))
    .select(["re.id", "rt.returned_at as at"])
    .orderBy("rt.returned_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest ?? null;
}
