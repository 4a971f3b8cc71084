import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { lockSheet, type LoadedSheet } from "#app/domain/judging/load.server.ts";
import { type SheetTextKind, type SheetTexts, sheetTextKinds } from "#app/domain/judging/notes.ts";
import { requireJudging } from "#app/domain/judging/phase.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise, type Rule } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

type Facts = Pick<LoadedSheet, "roundId" | "judgeId" | "phase">;

/** A judge's own sheet held while the round is judged; handed in or not, since words and stars may still change. */
async function holdSheet(trx: Transaction, ctx: Context, sheetId: string, rule: Rule<Facts>): Promise<LoadedSheet> {
  const sheet = await lockSheet(trx, ctx.actor, sheetId);
  requireJudging(sheet.phase);
  authorise(rule, ctx, sheet);
  return sheet;
}

/**
 * Keeps what a judge writes beside the points: to the author, to the jury, and notes of their own; kinds left out stay.
 * The same text again changes nothing. The first two keep every revision, and the log says that they changed, not the
 * words. A judge's own notes leave no trace but themselves.
 */
export async function saveSheetTexts(ctx: Context, sheetId: string, texts: Partial<SheetTexts>): Promise<{ changed: SheetTextKind[] }> {
  return inTransaction(ctx.db, async (trx) => {
    const sheet = await holdSheet(trx, ctx, sheetId, judgingRules.saveSheetTexts);
    const changed: SheetTextKind[] = [];
    for (const kind of sheetTextKinds) {
      const text = texts[kind];
      if (text !== undefined && (await writeText(trx, ctx, { sheetId, kind, text }))) changed.push(kind);
    }
    const told = changed.filter((kind) => kind !== "own");
    if (told.length > 0) {
      await record(trx, ctx, { action: "save-sheet-texts", subject: ["sheet", sheet.id], contestId: sheet.contestId, detail: { kinds: told } });
    }
    return { changed };
  });
}

/** True when the text differs from what was kept; an empty text where nothing was kept is no text. */
async function writeText(trx: Transaction, { now }: Context, row: { sheetId: string; kind: SheetTextKind; text: string }): Promise<boolean> {
  const { rows } = await sql<{ revision: number }>`
    insert into sheet_texts as st (sheet_id, kind, text, saved_at)
    select ${row.sheetId}::uuid, ${row.kind}::text, ${row.text}::text, ${now}::timestamptz
    where ${row.text}::text <> '' or exists (select 1 from sheet_texts where sheet_id = ${row.sheetId}::uuid and kind = ${row.kind}::text)
    on conflict (sheet_id, kind) do update set text = excluded.text, saved_at = excluded.saved_at, revision = st.revision + 1
      where st.text <> excluded.text
    returning revision`.execute(trx);
  const [written] = rows;
  if (!written) return false;
  if (row.kind !== "own") {
    await trx
      .insertInto("sheet_text_revisions")
      .values({ sheet_id: row.sheetId, kind: row.kind, revision: written.revision, text: row.text, saved_at: now })
      .execute();
  }
  return true;
}

/** Puts a judge's own star on a work; twice is once. Nobody else learns of it, so the log does not hold it either. */
export async function markFavourite(ctx: Context, sheetId: string): Promise<{ marked: true }> {
  return inTransaction(ctx.db, async (trx) => {
    const { id } = await holdSheet(trx, ctx, sheetId, judgingRules.markFavourite);
    await trx
      .insertInto("sheet_favourites")
      .values({ sheet_id: id, marked_at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return { marked: true };
  });
}

/** Takes a judge's own star off again; where there is none it stays so. */
export async function unmarkFavourite(ctx: Context, sheetId: string): Promise<{ marked: false }> {
  return inTransaction(ctx.db, async (trx) => {
    const { id } = await holdSheet(trx, ctx, sheetId, judgingRules.unmarkFavourite);
    await trx.deleteFrom("sheet_favourites").where("sheet_id", "=", id).execute();
    return { marked: false };
  });
}
