import { sql } from "kysely";
import { placeAuthors, type PlacedAuthor } from "#app/domain/entries/authors.server.ts";
import type { VersionForm } from "#app/domain/entries/versions.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

type By = Pick<Context, "actor" | "now">;

const formJson = sql<VersionForm>`jsonb_build_object(
  'title', e.title, 'statement', e.statement, 'material', e.material, 'paperSize', e.paper_size,
  'mentorName', e.mentor_name, 'mentorPhone', e.mentor_phone,
  'authors', coalesce((
    select jsonb_agg(jsonb_build_object('childId', a.child_id, 'fullName', a.full_name,
      'birthDate', coalesce(ch.birth_date, make_date(ch.birth_year, 1, 1)),
      'birthPrecision', case when ch.birth_date is null then 'year' else 'day' end,
      'sex', a.sex, 'className', a.class_name, 'ethnicity', coalesce(a.ethnicity, '')) order by a.position)
    from entry_authors a join children ch on ch.id = a.child_id where a.entry_id = e.id), '[]'))`;

/**
 * Keeps what an entry is at this moment as its next version: the whole form, its children, its file and the
 * photo that was cut from, which stay in store as long as the version does. The caller holds the entry.
 */
export async function keepVersion(trx: Transaction, by: { personId: string; at: Date }, entryId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into entry_versions (entry_id, number, submitted_at, submitted_by, form, entry_version, division_id, file_id, original_file_id)
    select e.id, coalesce((select max(number) from entry_versions v where v.entry_id = e.id), 0) + 1,
      ${by.at}::timestamptz, ${by.personId}::uuid, ${formJson}, e.version, e.division_id, e.file_id, e.original_file_id
    from entries e where e.id = ${entryId}
    returning number`.execute(trx);
  return rows[0]!.number;
}

/** Keeps the first version of an entry that was sent before versions were kept. */
export async function keepFirstVersion(trx: Transaction, entryId: string): Promise<void> {
  const sent = await trx
    .selectFrom("entry_submissions as s")
    .where("s.entry_id", "=", entryId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("entry_versions as v").select("v.number").whereRef("v.entry_id", "=", "s.entry_id"))))
    .select(["s.submitted_at as at", "s.submitted_by as personId"])
    .executeTakeFirst();
  if (sent) await keepVersion(trx, sent, entryId);
}

/**
 * Brings an entry back to what was sent last, where a return ended without another submission: only what was sent
 * counts. A picture that came meanwhile goes; the family's answers stay as they are, and without a standing consent to
 * statistics no ethnicity comes back.
 */
export async function restoreLastVersion(trx: Transaction, by: By, entryId: string): Promise<void> {
  const last = await trx
    .selectFrom("entry_versions as v")
    .innerJoin("entries as e", "e.id", "v.entry_id")
    .where("v.entry_id", "=", entryId)
    .orderBy("v.number", "desc")
    .select(["v.form", "v.file_id as fileId", "v.original_file_id as originalId", "v.division_id as divisionId"])
    .select(["e.file_id as presentId", "e.original_file_id as presentOriginalId"])
    .select(["e.contest_id as contestId", "e.unit_id as unitId", "e.unit_name as unitName", "e.version", "v.entry_version as sentVersion"])
    .executeTakeFirstOrThrow();
  if (last.version === last.sentVersion && last.presentId === last.fileId) return;
  const form = last.form as unknown as VersionForm;
  await placeAuthors(trx, by, { entryId, unitId: last.unitId }, await authorsIn(trx, last.contestId, form));
  const names = form.authors.map(({ fullName }) => fullName).join(" ");
  await trx
    .updateTable("entries")
    .set({
      title: form.title, statement: form.statement, material: form.material, paper_size: form.paperSize,
      mentor_name: form.mentorName, mentor_phone: form.mentorPhone, division_id: last.divisionId, file_id: last.fileId, original_file_id: last.originalId,
      search: fold(`${form.title} ${names} ${last.unitName}`), version: last.version + 1, updated_at: by.now,
    })
    .where("id", "=", entryId)
    .execute();
  const gone = [last.presentId, last.presentOriginalId].filter((id) => id !== last.fileId && id !== last.originalId);
  for (const fileId of gone) if (fileId) await removeStoredFile.later(trx, { fileId });
}

/** The children of a version as they may be written today. */
async function authorsIn(trx: Transaction, contestId: string, { authors }: VersionForm): Promise<PlacedAuthor[]> {
  const agreed = await trx
    .selectFrom("standing_consents")
    .select("child_id as childId")
    .where("contest_id", "=", contestId)
    .where("purpose", "=", "statistics")
    .where(sql<boolean>`child_id = any(${authors.map(({ childId }) => childId)}::uuid[])`)
    .execute();
  const mayKeep = new Set(agreed.map(({ childId }) => childId));
  return authors.map(({ birthDate, birthPrecision, ...author }) => ({
    ...author,
    ethnicity: mayKeep.has(author.childId) ? author.ethnicity : "",
    birth: { iso: birthDate, precision: birthPrecision },
  }));
}

/** Takes a child's ethnicity out of every version of the works of a contest that name the child. */
export async function forgetEthnicityInVersions(trx: Transaction, { contestId, childId }: { contestId: string; childId: string }): Promise<void> {
  await sql`
    update entry_versions v
    set form = jsonb_set(v.form, '{authors}', (
      select jsonb_agg(case when a.author ->> 'childId' = ${childId} then a.author || '{"ethnicity": ""}' else a.author end order by a.place)
      from jsonb_array_elements(v.form -> 'authors') with ordinality as a (author, place)))
    from entries e
    where e.id = v.entry_id and e.contest_id = ${contestId}
      and v.form -> 'authors' @> jsonb_build_array(jsonb_build_object('childId', ${childId}::text))`.execute(trx);
}
