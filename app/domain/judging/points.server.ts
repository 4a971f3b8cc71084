import { sql } from "kysely";
import { record, recordingRows } from "#app/domain/audit/record.server.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { refuseOffBallot } from "#app/domain/judging/ballots.server.ts";
import type { LoadedSheet } from "#app/domain/judging/load.server.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { checkPoints } from "#app/domain/judging/points.ts";
import { judgeRoundIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { formatHundredths } from "#app/platform/decimal.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
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
  await refuseRetired(trx, sheet, given);
  const changes = changesOf(sheet, given);
  if (changes.length === 0) return { changed: 0, savedAt: ctx.now };
  if (sheet.submittedAt) throw new DomainError("conflict", "sheet-submitted");
  await upsert(trx, ctx.now, sheet, changes);
  await remove(trx, sheet, changes);
  await refuseOffBallot(trx, sheet, changes.map(({ to }) => to));
  await keepRevisions(trx, ctx, sheet, changes);
  await record(trx, ctx, {
    action: "save-points",
    subject: ["sheet", sheet.id],
    contestId: sheet.contestId,
    detail: { points: Object.fromEntries(changes.map(({ criterionId, from, to }) => [criterionId, [from, to]])) },
  });
  return { changed: changes.length, savedAt: ctx.now };
}

/**
 * Writes one criterion's points (hundredths) and their event in a single statement, which is its own transaction: one
 * round trip. The statement holds the judge's sheet and asks all that `lockSheet`, `requireJudging`, the rule and
 * `changesOf` ask; null means that something is against it and nothing was written: the caller then goes the slower
 * way, which finds out what and says so.
 */
export async function writeOnePoint(ctx: Context, sheetId: string, criterionId: string, points: number): Promise<Saved | null> {
  const event = { action: "save-points", subject: ["sheet", sheetId] } as const;
  const pair = sql`jsonb_build_array(points_before, ${points}::integer)`;
  const detail = sql`jsonb_build_object('points', jsonb_build_object(${criterionId}::text, ${pair}), 'revision', revision)`;
  const { rows } = await sql<{ held: boolean; changed: number }>`
    with held as (
      select s.id, r.contest_id
      from sheets s join round_entries re on re.id = s.round_entry_id join rounds r on r.id = re.round_id
        join round_criteria cr on cr.category_id = re.category_id and cr.round_id = re.round_id
      where s.id = ${sheetId}::uuid and s.judge_id = ${ctx.actor.personId}::uuid
        and re.round_id = any(${judgeRoundIds(ctx.actor)}::uuid[]) and s.submitted_at is null and s.closed_at is null and s.stopped_at is null
        and ${takesPart} and ${phaseOfRound} = 'judging'
        and s.criteria_version = (select count(*) + 1 from criteria_versions cv where cv.category_id = re.category_id)
        and not exists (select 1 from ballots b where b.round_id = re.round_id and b.category_id = re.category_id
          and (b.kind = 'choose' or b.kind = 'stars' and ${points}::integer = 0))
        and cr.id = ${criterionId}::uuid and ${points}::integer between 0 and cr.max_points and ${points}::integer % cr.step = 0
      for update of s
    ), saved as (
      insert into sheet_points as sp (sheet_id, criterion_id, points, saved_at)
      select id, ${criterionId}::uuid, ${points}::integer, ${ctx.now}::timestamptz from held
      on conflict (sheet_id, criterion_id) do update
        set points = excluded.points, points_before = sp.points, saved_at = excluded.saved_at, revision = sp.revision + 1
        where sp.points is distinct from excluded.points
      returning revision, points_before
    ), kept as (
      insert into sheet_point_revisions (sheet_id, criterion_id, points_before, points_after, changed_at, changed_by)
      select id, ${criterionId}::uuid, points_before, ${points}::integer, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid
      from held, saved
    ), fact as (select contest_id, points_before, revision from held, saved),
    logged as (${recordingRows(ctx, event, { source: "fact", contest: sql.ref("contest_id"), detail })} returning seq)
    select exists (select 1 from held) as held, (select count(*) from logged) as changed`.execute(ctx.db);
  const row = rows[0]!;
  return row.held ? { changed: row.changed, savedAt: ctx.now } : null;
}

/** Refuses points on criteria that a new version replaced while the judge's page was open; says what was typed there. */
async function refuseRetired(trx: Transaction, { criteria }: LoadedSheet, given: GivenPoints): Promise<void> {
  const known = new Set(criteria.map(({ id }) => id));
  const others = Object.keys(given).filter((id) => !known.has(id) && isUuid(id));
  if (others.length === 0) return;
  const retired = await trx.selectFrom("criteria").select(["id", "name"]).where("id", "in", others).where("retired_from", "is not", null).execute();
  if (retired.length === 0) return;
  const typed = retired.flatMap(({ id, name }) => {
    const points = given[id] ?? null;
    return points === null ? [] : [`${name} ${formatHundredths(points)}`];
  });
  throw new DomainError("conflict", "criteria-changed", { typed: typed.join(", ") || "–" });
}

/** What the given points change of a sheet; refuses those off the rubric in words for the judge. */
export function changesOf({ criteria }: Pick<LoadedSheet, "criteria">, given: GivenPoints): Change[] {
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
        points_before: eb.ref("sheet_points.points"),
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

/** What each changed criterion had and has, so that the first points can be told from those after a second look. */
async function keepRevisions(trx: Transaction, ctx: Context, sheet: LoadedSheet, changes: Change[]): Promise<void> {
  const rows = changes.map(({ criterionId, from, to }) => ({
    sheet_id: sheet.id, criterion_id: criterionId, points_before: from, points_after: to,
    changed_at: ctx.now, changed_by: ctx.actor.personId,
  }));
  await trx.insertInto("sheet_point_revisions").values(rows).execute();
}
