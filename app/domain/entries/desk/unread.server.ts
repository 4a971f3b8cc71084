import { deskTypedSchema } from "#app/domain/entries/desk/form.ts";
import { type DeskFault, readRow } from "#app/domain/entries/desk/row.ts";
import type { Transaction } from "#db/client.ts";

/**
 * The first thing typed on the desk that could not be read and so is not in the entry; null when there is none, or
 * when the entry was saved elsewhere since, which is then what its unit means.
 */
export async function unreadFault(trx: Transaction, { id, version }: { id: string; version: number }): Promise<DeskFault | null> {
  const kept = await trx
    .selectFrom("desk_rows")
    .select("typed")
    .where("entry_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return (kept?.typed && readRow(deskTypedSchema.parse(kept.typed)).faults[0]) || null;
}
