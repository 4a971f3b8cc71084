import { record } from "#app/domain/audit/record.server.ts";
import { saveAuthors } from "#app/domain/entries/authors.server.ts";
import { changedElsewhere } from "#app/domain/entries/changed-elsewhere.server.ts";
import { divisionIdOf } from "#app/domain/entries/division.ts";
import { lockEntry, refuseUnchangeable } from "#app/domain/entries/load.server.ts";
import type { EntryForm } from "#app/domain/entries/model.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";

/**
 * Keeps the form of a draft, or of an entry returned for correction until its day is over: texts, authors and their consents; the division follows from the children and stays open
 * while it cannot be told. Refused with `entry-changed-elsewhere` when somebody saved another version meanwhile, so
 * that neither overwrites the other unseen.
 */
export async function updateEntry(ctx: Context, entryId: string, form: EntryForm): Promise<{ version: number }> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    refuseUnchangeable(entry, ctx.now);
    authorise(entriesRules.updateEntry, ctx, entry);
    if (entry.version !== form.version) throw await changedElsewhere(trx, entryId);
    const version = entry.version + 1;
    await saveAuthors(trx, ctx, { entryId, contestId: entry.contestId, unitId: entry.unitId }, form.authors);
    const names = form.authors.map(({ fullName }) => fullName).join(" ");
    await trx
      .updateTable("entries")
      .set({
        title: form.title,
        statement: form.statement,
        material: form.material,
        paper_size: form.paperSize,
        mentor_name: form.mentorName,
        mentor_phone: form.mentorPhone,
        division_id: divisionIdOf(entry.category.divisions, form.authors),
        search: fold(`${form.title} ${names} ${entry.unitName}`),
        version,
        updated_at: ctx.now,
      })
      .where("id", "=", entryId)
      .execute();
    const detail = { version, title: form.title, authors: form.authors.length };
    await record(trx, ctx, { action: "update-entry", subject: ["entry", entryId], contestId: entry.contestId, detail });
    return { version };
  });
}
