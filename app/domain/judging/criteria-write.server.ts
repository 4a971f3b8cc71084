import { sql } from "kysely";
import type { Revision } from "#app/domain/judging/criteria-plan.server.ts";
import { usesRubric } from "#app/domain/judging/ballots.server.ts";
import { keepsPoints, retiredIds } from "#app/domain/judging/criteria-version.ts";
import { endLooks } from "#app/domain/judging/second-looks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Holds every sheet of a category, as closing holds those of its round: a point is either saved before and counted, or
 * finds the new criteria.
 */
export async function holdSheets(trx: Transaction, categoryId: string): Promise<void> {
  await sql`
    select s.id from sheets s join round_entries re on re.id = s.round_entry_id
    where re.category_id = ${categoryId} order by s.id for update of s`.execute(trx);
}

/** Puts a new version in place of the present criteria; the sheets are held. */
export async function writeVersion(trx: Transaction, ctx: Context, { standing, plan }: Revision, reason: string): Promise<void> {
  const { categoryId, number, criteria } = standing;
  await trx
    .insertInto("criteria_versions")
    .values({
      category_id: categoryId, number, criteria: JSON.stringify(criteria), replaced_at: ctx.now, replaced_by: ctx.actor.personId, reason,
    })
    .execute();
  const retired = retiredIds(plan);
  // Before their points go: a sheet is begun by what is on it now.
  if (plan.altersScoring) await recall(trx, ctx, { categoryId, version: number + 1, needsPoints: plan.needsPoints, retired });
  if (plan.altersScoring) await endLooks(trx, ctx, categoryId);
  await takePointsOff(trx, ctx, retired);
  await sql`update criteria set category_id = null, retired_from = ${categoryId} where id = any(${retired}::uuid[])`.execute(trx);
  await writeLines(trx, standing, plan);
  await settleSheets(trx, categoryId, number + 1);
}

type Recall = { categoryId: string; version: number; needsPoints: boolean; retired: readonly string[] };

/** Notes the sheets that their judge must look at again: handed in and lacking points now, or begun and losing some. */
async function recall(trx: Transaction, ctx: Context, { categoryId, version, needsPoints, retired }: Recall): Promise<void> {
  await sql`
    insert into criteria_recalls (sheet_id, version, was_handed_in, recalled_at)
    select s.id, ${version}::integer, s.submitted_at is not null, ${ctx.now}::timestamptz
    from sheets s join round_entries re on re.id = s.round_entry_id
    where re.category_id = ${categoryId} and ${usesRubric} and case when s.submitted_at is not null then ${needsPoints}::boolean
      else exists (select 1 from sheet_points sp where sp.sheet_id = s.id
        and (${needsPoints}::boolean or sp.criterion_id = any(${retired}::uuid[]))) end`.execute(trx);
}

/** Points on criteria that are gone leave the sheets; what they were stays among the revisions. */
async function takePointsOff(trx: Transaction, ctx: Context, retired: readonly string[]): Promise<void> {
  await sql`
    with gone as (delete from sheet_points where criterion_id = any(${retired}::uuid[]) returning sheet_id, criterion_id, points)
    insert into sheet_point_revisions (sheet_id, criterion_id, points_before, changed_at, changed_by)
    select sheet_id, criterion_id, points, ${ctx.now}::timestamptz, ${ctx.actor.personId}::uuid from gone`.execute(trx);
}

/** Kept criteria in their new words and places, then the others; a tie-break step goes on with the criterion's new scale. */
async function writeLines(trx: Transaction, { categoryId }: Revision["standing"], { lines }: Revision["plan"]): Promise<void> {
  await trx.updateTable("criteria").set({ position: sql`-position` }).where("category_id", "=", categoryId).where("round_id", "is", null).execute();
  for (const [index, { change, before, name, guidance, maxPoints, step, weight }] of lines.entries()) {
    const facts = { position: index + 1, name, guidance, max_points: maxPoints, step, weight };
    if (before && keepsPoints(change)) {
      await trx.updateTable("criteria").set(facts).where("id", "=", before.id).execute();
      continue;
    }
    const { id } = await trx.insertInto("criteria").values({ category_id: categoryId, ...facts }).returning("id").executeTakeFirstOrThrow();
    if (before) await trx.updateTable("tie_break_steps").set({ criterion_id: id }).where("criterion_id", "=", before.id).execute();
  }
}

/** Sheets handed in that lack a point are open again; the totals of the others are those of the new version. */
async function settleSheets(trx: Transaction, categoryId: string, version: number): Promise<void> {
  await sql`
    with rubric as (select id, weight from criteria where category_id = ${categoryId} and round_id is null),
    sums as (
      select s.id, count(k.id) as scored, round(sum(sp.points * k.weight)::numeric / 100)::integer as total
      from sheets s join round_entries re on re.id = s.round_entry_id
      left join sheet_points sp on sp.sheet_id = s.id left join rubric k on k.id = sp.criterion_id
      where re.category_id = ${categoryId} and ${usesRubric} group by s.id),
    whole as (select sums.id, sums.scored = (select count(*) from rubric) as whole, sums.total from sums)
    update sheets s set
      submitted_at = case when whole.whole then s.submitted_at end,
      total_points = case when whole.whole and s.submitted_at is not null then whole.total end
    from whole where whole.id = s.id`.execute(trx);
  // Those of a round with another ballot as well: a save asks for the category's version.
  await sql`
    update sheets s set criteria_version = ${version}::integer
    from round_entries re where re.id = s.round_entry_id and re.category_id = ${categoryId}`.execute(trx);
}
