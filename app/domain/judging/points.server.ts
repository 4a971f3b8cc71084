import { sql } from "kysely";
import { record, recordingRows } from "#app/domain/audit/record.server.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { LoadedSheet } from "#app/domain/judging/load.server.ts";
import { checkPoints } from "#app/domain/judging/points.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { formatHundredths } from "#app/platform/decimal.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";

/** Points by criterion id, hundredths; null takes a score away again. */
export type GivenPoints = Readonly<Record<string, number | null>>;
export type Saved = { changed: number; savedAt: Date };

type Change = { criterionId: string; from: number | null; to: number | null };

/** Writes the points that differ from what the locked sheet holds; equal ones are left alone and unlogged. */
export async function writePoints(
  trx: Transaction,
  ctx: Context,
  sheet: LoadedSheet,
  given: GivenPoints,
): Promise<Saved> {
  const changes = changesOf(sheet, given);
  if (changes.length === 0) return { changed: 0, savedAt: ctx.now };
  if (sheet.submittedAt) throw new DomainError("conflict", "sheet-submitted");
  await upsert(trx, ctx.now, sheet, changes);
  await remove(trx, sheet, changes);
  await record(trx, ctx, {
    action: "save-points",
    subject: ["sheet", sheet.id],
    contestId: sheet.contestId,
    detail: { points: Object.fromEntries(changes.map(({ criterionId, from, to }) => [criterionId, [from, to]])) },
  });
  return { changed: changes.length, savedAt: ctx.now };
}

/**
 * Writes one criterion's points and their event in a single statement, which is its own transaction: half the round
 * trips of `writePoints`. The sheet is held and must still be open, by itself and by its round's phase; false when it
 * is not, and nothing was written.
 */
export async function writeOnePoint(ctx: Context, sheet: LoadedSheet, change: Change): Promise<boolean> {
  const { criterionId, from, to } = change;
  const event = { action: "save-points", subject: ["sheet", sheet.id], contestId: sheet.contestId } as const;
  const pair = JSON.stringify([from, to]);
  const detail = sql`jsonb_build_object('points', jsonb_build_object(${criterionId}::text, ${pair}::jsonb), 'revision', revision)`;
  const { rows } = await sql<{ held: boolean }>`
    with held as (
      select s.id from sheets s join round_entries re on re.id = s.round_entry_id join rounds r on r.id = re.round_id
      where s.id = ${sheet.id} and s.judge_id = ${ctx.actor.personId} and s.submitted_at is null and s.closed_at is null
        and ${phaseOfRound} = 'judging'
      for update of s
    ), saved as (
      insert into sheet_points as sp (sheet_id, criterion_id, points, saved_at)
      select id, ${criterionId}::uuid, ${to}::integer, ${ctx.now}::timestamptz from held
      on conflict (sheet_id, criterion_id) do update
        set points = excluded.points, saved_at = excluded.saved_at, revision = sp.revision + 1
        where sp.points is distinct from excluded.points
      returning revision
    ), logged as (${recordingRows(ctx, event, { source: "saved", detail })} returning seq)
    select exists (select 1 from held) as held, (select count(*) from logged) as events`.execute(ctx.db);
  return rows[0]?.held ?? false;
}

/** What the given points change of a sheet; refuses those off the rubric in words for the judge. */
export function changesOf({ criteria }: LoadedSheet, given: GivenPoints): Change[] {
  return Object.entries(given).flatMap(([criterionId, to]): Change[] => {
    const criterion = criteria.find(({ id }) => id === criterionId);
    if (!criterion) throw new DomainError("not-found", "criterion-unknown");
    const check = to === null ? null : checkPoints(criterion, to);
    if (check && !check.ok) {
      const { points, max, step } = check.params;
      const shown = { points: formatHundredths(points), max: formatHundredths(max), step: formatHundredths(step) };
      throw new DomainError("invalid", check.reason, shown, `points.${criterionId}`);
    }
    return criterion.points === to ? [] : [{ criterionId, from: criterion.points, to }];
  });
}

async function upsert(trx: Transaction, now: Date, sheet: LoadedSheet, changes: Change[]): Promise<void> {
  const rows = changes.flatMap(({ criterionId, to }) =>
    to === null ? [] : [{ sheet_id: sheet.id, criterion_id: criterionId, points: to, saved_at: now }],
  );
  if (rows.length === 0) return;
  await trx
    .insertInto("sheet_points")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["sheet_id", "criterion_id"]).doUpdateSet((eb) => ({
        points: eb.ref("excluded.points"),
        saved_at: eb.ref("excluded.saved_at"),
        revision: eb("sheet_points.revision", "+", 1),
      })),
    )
    .execute();
}

async function remove(trx: Transaction, sheet: LoadedSheet, changes: Change[]): Promise<void> {
  const cleared = changes.filter((change) => change.to === null).map(({ criterionId }) => criterionId);
  if (cleared.length === 0) return;
  await trx.deleteFrom("sheet_points").where("sheet_id", "=", sheet.id).where("criterion_id", "in", cleared).execute();
}
