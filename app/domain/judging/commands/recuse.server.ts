import { record } from "#app/domain/audit/record.server.ts";
import { loadSheet, lockSheet } from "#app/domain/judging/load.server.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { refuseStopped, voidSheets } from "#app/domain/judging/tasks.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Recusal = { recused: boolean; roundId: string; blindCode: string };

/**
 * A judge says from the work itself that they are too close to it, and is relieved at once: the sheet, scored or not,
 * counts for nothing any more and the conflict stands confirmed, for the organiser to see. Where a number of judges is
 * planned for each work another one gets it. A second click finds it done.
 */
export async function recuseFromSheet(ctx: Context, sheetId: string, note: string): Promise<Recusal> {
  return inTransaction(ctx.db, async (trx) => {
    // The round first, as everything does that changes who judges whom; the sheet afterwards.
    const { roundId: at } = await loadSheet(trx, ctx.actor, sheetId);
    await trx.selectFrom("rounds").select("id").where("id", "=", at).forUpdate().execute();
    const sheet = await lockSheet(trx, ctx.actor, sheetId);
    requireJudging(sheet.phase);
    authorise(judgingRules.recuseFromSheet, ctx, sheet);
    if (note.trim() === "") throw new DomainError("invalid", "recusal-note-empty", {}, "note");
    const { entryId, roundId, blindCode } = await entryOf(trx, sheetId);
    if (sheet.state === "recused") return { recused: false, roundId, blindCode };
    if (sheet.state !== "abstained") refuseStopped(sheet.state);
    await declare(trx, ctx, { entryId, roundId }, note.trim());
    await voidSheets(trx, ctx, [sheetId], "recused");
    await openSheets(trx, ctx.now, sheet.roundId);
    const event = { action: "recuse-from-sheet", subject: ["sheet", sheet.id], contestId: sheet.contestId } as const;
    await record(trx, ctx, { ...event, detail: { note: note.trim() } });
    return { recused: true, roundId, blindCode };
  });
}

async function entryOf(trx: Transaction, sheetId: string) {
  const row = await trx
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .select(["re.id as entryId", "re.round_id as roundId", "re.blind_code as blindCode"])
    .where("s.id", "=", sheetId)
    .executeTakeFirstOrThrow();
  return { ...row, blindCode: row.blindCode ?? "" };
}

async function declare(trx: Transaction, ctx: Context, { entryId, roundId }: { entryId: string; roundId: string }, note: string): Promise<void> {
  const told = {
    origin: "declared", strength: "strong", note, standing: "confirmed", decided_at: ctx.now, decided_by: ctx.actor.personId,
    decision_reason: "",
  };
  await trx
    .insertInto("conflicts")
    .values({ round_id: roundId, round_entry_id: entryId, judge_id: ctx.actor.personId, found_at: ctx.now, found_by: ctx.actor.personId, ...told })
    .onConflict((conflict) => conflict.constraint("one_conflict_per_judge_and_entry").doUpdateSet(told))
    .execute();
}
