import { createHash } from "node:crypto";
import { record } from "#app/domain/audit/record.server.ts";
import { enteredIdentities, markEntered } from "#app/domain/entries/import/entered.server.ts";
import { lockImport } from "#app/domain/entries/import/load.server.ts";
import type { Mapping, Sheet } from "#app/domain/entries/import/model.ts";
import { findImportPlace, type ImportPlace } from "#app/domain/entries/import/places.server.ts";
import { packSheets, savePreview, unpackSheets } from "#app/domain/entries/import/previews.server.ts";
import { readListFile } from "#app/domain/entries/import/read-file.server.ts";
import { readImport, summaryOf } from "#app/domain/entries/import/read.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { normaliseText } from "#app/platform/vietnamese.ts";
import type { Database } from "#db/client.ts";

/** A list as it was sent. */
export type ListFile = { name: string; bytes: Buffer };
export type NewImport = { contestId: string; onBehalf: boolean; file: ListFile; mapping: Mapping };

const longestName = 200;

/**
 * Reads a list and keeps its preview; nothing is entered before somebody has said yes. For the actor's own units, or,
 * on behalf, for every invited unit by the office that holds the first round. A file that is no list is `invalid`.
 */
export async function startImport(ctx: Context, { contestId, onBehalf, file, mapping }: NewImport): Promise<{ importId: string }> {
  const place = await findImportPlace(ctx.db, ctx.actor, { contestId, onBehalf });
  authorise(entriesRules.startImport, ctx, factsOf(place));
  const reading = await readListFile(file.bytes);
  if (!reading.ok) throw new DomainError("invalid", `list-${reading.reason}`, reading.params, "file");
  const preview = await makePreview(ctx.db, place, reading.sheets, mapping);
  const sheets = await packSheets(reading.sheets);
  return inTransaction(ctx.db, async (trx) => {
    const { id: importId } = await trx
      .insertInto("imports")
      .values({
        contest_id: contestId, unit_id: place.unitId, on_behalf: onBehalf, bytes: file.bytes.length, sheets,
        file_name: normaliseText(file.name).slice(-longestName), sha256: createHash("sha256").update(file.bytes).digest("hex"),
        mapping: JSON.stringify(mapping), table_found: JSON.stringify(preview.tableFound), summary: JSON.stringify(preview.summary),
        created_at: ctx.now, created_by: ctx.actor.personId, created_by_name: ctx.actor.name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await savePreview(trx, importId, preview.rows);
    const detail = { sha256: createHash("sha256").update(file.bytes).digest("hex"), onBehalf, ...preview.summary };
    await record(trx, ctx, { action: "start-import", subject: ["import", importId], contestId, detail });
    return { importId };
  });
}

/** Reads a waiting list again with other columns or other answers. */
export async function mapImport(ctx: Context, importId: string, mapping: Mapping): Promise<{ importId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const waiting = await lockImport(trx, ctx, importId);
    if (waiting.confirmedAt) throw new DomainError("conflict", "import-already-confirmed");
    const place = await findImportPlace(trx, ctx.actor, waiting);
    authorise(entriesRules.mapImport, ctx, factsOf(place));
    const { sheets } = await trx.selectFrom("imports").select("sheets").where("id", "=", importId).executeTakeFirstOrThrow();
    const preview = await makePreview(trx, place, await unpackSheets(sheets!), mapping);
    await savePreview(trx, importId, preview.rows);
    await trx
      .updateTable("imports")
      .set({
        mapping: JSON.stringify(mapping), table_found: JSON.stringify(preview.tableFound), summary: JSON.stringify(preview.summary),
      })
      .where("id", "=", importId)
      .execute();
    const event = { action: "map-import", subject: ["import", importId], contestId: place.contestId } as const;
    await record(trx, ctx, { ...event, detail: { ...preview.summary } });
    return { importId };
  });
}

/** Gives a waiting list up; its rows are forgotten at once. One that was confirmed is undone instead. */
export async function discardImport(ctx: Context, importId: string): Promise<{ contestId: string }> {
  return inTransaction(ctx.db, async (trx) => {
    const waiting = await lockImport(trx, ctx, importId);
    if (waiting.confirmedAt) throw new DomainError("conflict", "import-already-confirmed");
    authorise(entriesRules.discardImport, ctx, { unitIds: [waiting.unitId], ...waiting });
    await trx.deleteFrom("imports").where("id", "=", importId).execute();
    const event = { action: "discard-import", subject: ["import", importId], contestId: waiting.contestId } as const;
    await record(trx, ctx, event);
    return { contestId: waiting.contestId };
  });
}

const factsOf = ({ places, unitId, roundUnitId, intake }: ImportPlace) => ({
  unitIds: places.units.length > 0 ? places.units.map(({ id }) => id) : [unitId], roundUnitId, intake,
});

async function makePreview(db: Database, place: ImportPlace, sheets: readonly Sheet[], mapping: Mapping) {
  const reading = readImport(sheets, place.places, mapping);
  if (!reading) throw new DomainError("invalid", "list-no-headings", {}, "file");
  const rows = markEntered(reading.rows, await enteredIdentities(db, place.contestId, reading.rows));
  const { sheet, headingRow, columns } = reading;
  return { rows, summary: summaryOf(rows), tableFound: { sheet, sheetNames: sheets.map(({ name }) => name), headingRow, columns } };
}
