import { sql } from "kysely";
import { dropExcessPicks } from "#app/domain/judging/ballots.server.ts";
import type { TaskFacts, TaskState, VoidKind } from "#app/domain/judging/task-states.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

/** SQL for what `taskState` reads, of sheet `s`. */
export const factsOfSheet = sql<TaskFacts>`json_build_object('submitted', s.submitted_at is not null,
  'deferred', exists (select 1 from sheet_deferrals sd where sd.sheet_id = s.id),
  'abstained', exists (select 1 from sheet_abstentions sa where sa.sheet_id = s.id),
  'void', (select sv.kind from sheet_voids sv where sv.sheet_id = s.id))`;

/** SQL that holds for sheet `s` while it counts in "so many of so many": an abstention leaves the denominator, as it does in the mean. */
export const isCountedSheet = sql<boolean>`(s.stopped_at is null)`;

/** SQL that holds for sheet `s` unless it was taken from its judge (see `isVisibleTask`). */
export const isVisibleSheet = sql<boolean>`(s.stopped_at is null or not exists (select 1 from sheet_voids sv where sv.sheet_id = s.id))`;

/** SQL that holds for sheet `s` while what stands on it was recorded from paper. */
export const isOnPaper = sql<boolean>`exists (
  select 1 from paper_keyed_points kp join paper_recordings pr on pr.first_keying_id = kp.keying_id
  where kp.sheet_id = s.id and pr.taken_back_at is null
    and not exists (select 1 from second_look_sheets sl where sl.sheet_id = s.id and sl.outcome = 'changed'))`;

/** SQL that holds for sheet `s` while its judge is asked for a second look and has not answered. */
export const hasOpenLook = sql<boolean>`exists (select 1 from second_look_sheets sl where sl.sheet_id = s.id and sl.outcome is null)`;

/** SQL for the state of sheet `s`, the same as `taskState` gives, for lists to count and sort by. */
export const stateOfSheet = sql<TaskState>`(case
  when s.stopped_at is not null then coalesce((select case sv.kind when 'recused' then 'recused' else 'void' end
    from sheet_voids sv where sv.sheet_id = s.id), 'abstained')
  when s.submitted_at is not null then 'done'
  when exists (select 1 from sheet_deferrals sd where sd.sheet_id = s.id) then 'later'
  else 'open' end)`;

/** Refuses, in words for judges, a sheet that was declined or taken away: nothing more is written on it. */
export function refuseStopped(state: TaskState): void {
  if (state === "abstained") throw new DomainError("conflict", "sheet-abstained");
  if (state === "recused" || state === "void") throw new DomainError("conflict", `sheet-${state}`);
}

/** Takes sheets from their judges, whatever they hold; what was given stays on them, and counts for nothing. */
export async function voidSheets(trx: Transaction, ctx: Context, sheetIds: readonly string[], kind: VoidKind): Promise<void> {
  if (sheetIds.length === 0) return;
  const ids = sql`any(${sheetIds}::uuid[])`;
  await sql`select id from sheets where id = ${ids} order by id for update`.execute(trx);
  await sql`
    insert into sheet_voids (sheet_id, kind, voided_at, voided_by)
    select id, ${kind}, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid from sheets where id = ${ids}
    on conflict (sheet_id) do update set kind = excluded.kind, voided_at = excluded.voided_at, voided_by = excluded.voided_by`.execute(trx);
  await sql`update sheets set stopped_at = ${ctx.now} where id = ${ids}`.execute(trx);
}

/** Gives sheets back to their judges as they were left; one that was declined before stays declined. */
export async function restoreSheets(trx: Transaction, now: Date, sheetIds: readonly string[]): Promise<void> {
  if (sheetIds.length === 0) return;
  await sql`delete from sheet_voids where sheet_id = any(${sheetIds}::uuid[])`.execute(trx);
  await sql`
    update sheets s set stopped_at = (select sa.abstained_at from sheet_abstentions sa where sa.sheet_id = s.id)
    where s.id = any(${sheetIds}::uuid[])`.execute(trx);
  await dropExcessPicks(trx, now, sheetIds);
}
