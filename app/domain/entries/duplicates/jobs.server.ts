import { z } from "zod";
import { onPrint } from "#app/domain/files/prints.server.ts";
import { defineJob } from "#app/domain/jobs/define.server.ts";
import type { Transaction } from "#db/client.ts";
import { searchDuplicates } from "./search.server.ts";

/**
 * Compares an entry with all others; asked for when it is submitted or submitted again, when a returned one
 * gets another file, and when its picture can be compared.
 */
export const findDuplicates = defineJob(
  "entries.find-duplicates",
  z.object({ entryId: z.uuid() }),
  async ({ db, clock }, { entryId }) => searchDuplicates(db, entryId, clock())
);

/** Asks for the comparison on the caller's transaction; several before it runs are one. */
export const askForDuplicates = (trx: Transaction, entryId: string): Promise<void> =>
  findDuplicates.later(trx, { entryId }, { singletonKey: entryId });

/** A clip gets its still, and an old picture its print, after it was submitted: then it is compared. Again is once. */
export function registerDuplicates(): void {
  onPrint("entries.duplicates", async ({ db }, fileId) => {
    const entry = await db
      .selectFrom("entries as e")
      .innerJoin("entry_submissions as s", "s.entry_id", "e.id")
      .select("e.id")
      .where("e.file_id", "=", fileId)
      .executeTakeFirst();
    if (entry) await askForDuplicates(db, entry.id);
  });
}
