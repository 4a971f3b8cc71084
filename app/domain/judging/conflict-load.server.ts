import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Pair } from "#app/domain/judging/assignment.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { plannedFor } from "#app/domain/judging/pairs.server.ts";
import { restoreSheets, voidSheets } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";

export type JudgedRound = { id: string; contestId: string; roundUnitId: string; phase: PhaseKind };

/**
 * A round of the actor's office, its row held so that conflicts, plans and openings of sheets come one after the other.
 * Who judges whom is open until judging is closed.
 */
export async function lockJudgedRound(trx: Transaction, ctx: Context, roundId: string): Promise<JudgedRound> {
  const { id } = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  await trx.selectFrom("rounds").select("id").where("id", "=", id).forUpdate().execute();
  const { contestId, roundUnitId, phase } = await findOfficeRound({ db: trx, actor: ctx.actor }, roundId);
  if (phase === "decision" || phase === "published" || phase === "archived") throw new DomainError("closed", "judging-closed");
  return { id, contestId, roundUnitId, phase };
}

export type LoadedConflict = Pair & { id: string; code: string; standing: string; round: JudgedRound };

/** A conflict of a round of the actor's office, held; `not-found` otherwise. */
export async function lockConflict(trx: Transaction, ctx: Context, conflictId: string): Promise<LoadedConflict> {
  const unknown = () => new DomainError("not-found", "conflict-not-found");
  const at = isUuid(conflictId)
    ? await trx.selectFrom("conflicts").select("round_id").where("id", "=", conflictId).executeTakeFirst()
    : undefined;
  if (!at) throw unknown();
  const round = await lockJudgedRound(trx, ctx, at.round_id);
  const row = await trx
    .selectFrom("conflicts as c")
    .innerJoin("round_entries as re", "re.id", "c.round_entry_id")
    .select(["c.id", "c.judge_id as judgeId", "c.round_entry_id as entryId", "re.code", "c.standing"])
    .where("c.id", "=", conflictId)
    .executeTakeFirst();
  if (!row) throw unknown();
  return { ...row, round };
}

/** Takes the sheets of pairs that must not meet from their judges; while judging, others get what is now missing. */
export async function releasePair(trx: Transaction, ctx: Context, round: JudgedRound, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    select s.id from sheets s
    join unnest(${pairs.map(({ entryId }) => entryId)}::uuid[], ${pairs.map(({ judgeId }) => judgeId)}::uuid[]) as pair (entry_id, judge_id)
      on pair.entry_id = s.round_entry_id and pair.judge_id = s.judge_id
    where not exists (select 1 from sheet_voids sv where sv.sheet_id = s.id)`.execute(trx);
  await voidSheets(trx, ctx, rows.map(({ id }) => id), "recused");
  if (round.phase === "judging") await openSheets(trx, ctx.now, round.id);
}

/** Gives the sheet of a pair that may meet again back, unless its work has as many judges as planned. */
export async function rejoinPair(trx: Transaction, now: Date, { entryId, judgeId }: Pair): Promise<void> {
  const sheet = await trx
    .selectFrom("sheets as s")
    .innerJoin("sheet_voids as sv", "sv.sheet_id", "s.id")
    .select("s.id")
    .where("s.round_entry_id", "=", entryId)
    .where("s.judge_id", "=", judgeId)
    .where("sv.kind", "=", "recused")
    .executeTakeFirst();
  if (!sheet) return;
  const { wanted, standing } = await plannedFor(trx, entryId);
  if (wanted === null || standing < wanted) await restoreSheets(trx, now, [sheet.id]);
}
