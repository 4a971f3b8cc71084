import { record } from "#app/domain/audit/record.server.ts";
import { saveAuthors } from "#app/domain/entries/authors.server.ts";
import { entryDivision } from "#app/domain/entries/division.ts";
import { lockEntry, type LoadedEntry, refuseUnchangeable } from "#app/domain/entries/load.server.ts";
import type { EntryForm } from "#app/domain/entries/model.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

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
    if (entry.version !== form.version) throw await changedElsewhere(trx, entry);
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
        division_id: divisionId(entry, form),
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

function divisionId({ category }: LoadedEntry, form: EntryForm): string | null {
  const children = form.authors.map(({ birth, className }) => ({
    birthDate: birth.iso,
    birthPrecision: birth.precision,
    className,
  }));
  const reading = entryDivision(category.divisions, children);
  if (!reading.ok || !reading.division) return null;
  return category.divisions.find(({ code }) => code === reading.division?.code)?.id ?? null;
}

async function changedElsewhere(trx: Transaction, entry: LoadedEntry): Promise<DomainError> {
  const last = await trx
    .selectFrom("audit_events")
    .select(["actor_name", "at"])
    .where("subject_type", "=", "entry")
    .where("subject_id", "=", entry.id)
    .where("action", "=", "update-entry")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return new DomainError("conflict", "entry-changed-elsewhere", { by: last?.actor_name ?? "" });
}
