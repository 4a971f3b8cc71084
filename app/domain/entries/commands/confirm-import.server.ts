import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { type LoadedImport, lockImport } from "#app/domain/entries/import/load.server.ts";
import { findImportPlace } from "#app/domain/entries/import/places.server.ts";
import { readyRows } from "#app/domain/entries/import/previews.server.ts";
import { writeEntries } from "#app/domain/entries/import/write.server.ts";
import { entriesRules, isIntakeOpen } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { constraintOf, inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Enters the good rows of a list as drafts, all in one transaction; rows with a fault stay out and the list is
 * forgotten. The same list again brings nothing twice. A second click finds what the first one did.
 */
export async function confirmImport(ctx: Context, importId: string): Promise<{ written: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const waiting = await lockImport(trx, ctx, importId);
    if (waiting.confirmedAt) return { written: waiting.summary.written ?? 0 };
    const place = await findImportPlace(trx, ctx.actor, waiting);
    if (!isIntakeOpen(place.intake, ctx.now)) throw new DomainError("closed", "intake-closed");
    authorise(entriesRules.confirmImport, ctx, { unitIds: unitsOf(place.places.units, waiting), ...waiting });
    // One list of a contest at a time: two with the same works would both find them free.
    await sql`select pg_advisory_xact_lock(727278, hashtext(${waiting.contestId}))`.execute(trx);
    const unitIds = unitsOf(place.places.units, waiting);
    const into = {
      id: importId, contestId: waiting.contestId, categories: place.places.categories, unitIds: new Set(unitIds),
      officeUnitId: waiting.onBehalf ? waiting.roundUnitId : null,
    };
    let written = 0;
    for await (const rows of readyRows(trx, importId)) written += await writeEntries(trx, ctx, into, rows);
    await close(trx, ctx, waiting, written);
    return { written };
  });
}

const unitsOf = (units: readonly { id: string }[], { unitId }: LoadedImport) => (units.length > 0 ? units.map(({ id }) => id) : [unitId]);

async function close(trx: Transaction, ctx: Context, waiting: LoadedImport, written: number): Promise<void> {
  const { id, contestId, onBehalf } = waiting;
  await trx.deleteFrom("import_rows").where("import_id", "=", id).execute();
  await trx
    .updateTable("imports")
    .set({ sheets: null, confirmed_at: ctx.now, confirmed_by: ctx.actor.personId, summary: JSON.stringify({ ...waiting.summary, written }) })
    .where("id", "=", id)
    .execute();
  await record(trx, ctx, { action: "confirm-import", subject: ["import", id], contestId, detail: { onBehalf, written } });
}

/**
 * Takes back everything an import brought in, while nothing has been built on it: no entry of it sent, changed or given
 * a file or a slip, no clip announced, no family's answer recorded. Children whom nothing else names go with it.
 */
export async function undoImport(ctx: Context, importId: string): Promise<{ removed: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const done = await lockImport(trx, ctx, importId);
    if (done.undoneAt) return { removed: 0 };
    if (!done.confirmedAt) throw new DomainError("conflict", "import-not-confirmed");
    authorise(entriesRules.undoImport, ctx, { unitIds: [done.unitId], ...done });
    const entries = await trx
      .selectFrom("imported_entries as ie")
      .innerJoin("entries as e", "e.id", "ie.entry_id")
      .where("ie.import_id", "=", importId)
      .select(["e.id", "e.title", "e.created_by"])
      .forUpdate()
      .execute();
    await refuseBuiltOn(trx, done);
    await remove(trx, entries.map(({ id }) => id), done);
    await trx.updateTable("imports").set({ undone_at: ctx.now, undone_by: ctx.actor.personId }).where("id", "=", importId).execute();
    const detail = { removed: entries.map(({ id, title }) => ({ id, title })) };
    await record(trx, ctx, { action: "undo-import", subject: ["import", importId], contestId: done.contestId, detail });
    return { removed: entries.length };
  });
}

async function refuseBuiltOn(trx: Transaction, { id, contestId, confirmedAt }: LoadedImport): Promise<void> {
  const { rows } = await sql<{ title: string; more: number }>`
    select e.title, count(*) over () as more
    from imported_entries ie join entries e on e.id = ie.entry_id
    where ie.import_id = ${id} and (
      e.version > 1 or e.file_id is not null
      or exists (select 1 from entry_submissions s where s.entry_id = e.id)
      or exists (select 1 from entry_withdrawals w where w.entry_id = e.id)
      or exists (select 1 from paper_slips p where p.entry_id = e.id)
      or exists (select 1 from usb_announcements ua where ua.entry_id = e.id)
      or exists (select 1 from entry_authors a join consents c on c.child_id = a.child_id
        where a.entry_id = e.id and c.contest_id = ${contestId} and c.recorded_at >= ${confirmedAt}))
    order by ie.row_number limit 1`.execute(trx);
  if (rows[0]) throw new DomainError("conflict", "import-built-on", { title: rows[0].title, count: rows[0].more });
}

async function remove(trx: Transaction, entryIds: string[], { confirmedAt, confirmedBy }: LoadedImport): Promise<void> {
  const children = await trx
    .selectFrom("entry_authors")
    .select("child_id")
    .where((eb) => eb("entry_id", "=", eb.fn.any(eb.val(entryIds))))
    .execute();
  await trx
    .deleteFrom("entries")
    .where((eb) => eb("id", "=", eb.fn.any(eb.val(entryIds))))
    .execute()
    .catch((error: unknown) => {
      // Whatever later stages hang on an entry holds it by a foreign key.
      if (constraintOf(error)?.endsWith("_fkey")) throw new DomainError("conflict", "import-built-on", { title: "", count: entryIds.length });
      throw error;
    });
  await sql`
    delete from children ch where ch.id = any(${children.map(({ child_id }) => child_id)}::uuid[])
      and ch.created_at = ${confirmedAt} and ch.created_by = ${confirmedBy}
      and not exists (select 1 from entry_authors a where a.child_id = ch.id)
      and not exists (select 1 from consents c where c.child_id = ch.id)`.execute(trx);
}
