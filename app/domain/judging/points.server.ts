import { record } from "#app/domain/audit/record.server.ts";
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

function changesOf({ criteria }: LoadedSheet, given: GivenPoints): Change[] {
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
