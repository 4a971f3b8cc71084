import { sql } from "kysely";
import { counts, needsAssent } from "#app/domain/entries/consent.ts";
import { type By, saveFormConsents } from "#app/domain/entries/consents.server.ts";
import type { AuthorInput } from "#app/domain/entries/model.ts";
import type { Sex } from "#app/domain/entries/states.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

type Place = { entryId: string; contestId: string; unitId: string };

/**
 * Makes these children the authors of an entry, in this order. A child is known by unit, folded name and birth; one
 * who is already there is used again, and a corrected author of this entry alone stays the same child with the
 * consents given. Naming one child twice is refused at the second place. Name as written, class, sex and ethnicity
 * are kept with the entry, as its form says them: what another entry says of the child changes nothing here.
 * Ethnicity is kept only while the consent to statistics counts.
 */
export async function saveAuthors(trx: Transaction, by: By, place: Place, authors: readonly AuthorInput[]) {
  const placed = authors.map((author) => ({ ...author, ethnicity: mayKeepEthnicity(author, by) ? author.ethnicity : "" }));
  const childIds = await placeAuthors(trx, by, place, placed);
  for (const [index, author] of authors.entries()) {
    requireAskable(author, by, index);
    await saveFormConsents(trx, by, { contestId: place.contestId, childId: childIds[index]! }, author);
  }
}

/**
 * Takes the ethnicity of children whose family did not agree to statistics out of an entry: a list brought in may say
 * it of everybody, and with the submission only what a family agreed to is kept.
 */
export async function dropUnagreedEthnicity(trx: Transaction, { id, contestId }: { id: string; contestId: string }): Promise<void> {
  await sql`
    update entry_authors a set ethnicity = null
    where a.entry_id = ${id} and a.ethnicity is not null and not exists (
      select 1 from standing_consents k
      where k.contest_id = ${contestId} and k.child_id = a.child_id and k.purpose = 'statistics')`.execute(trx);
}

/** What places a child among an entry's authors; what the family agreed to is kept apart. */
export type PlacedAuthor = Pick<AuthorInput, "childId" | "fullName" | "birth" | "sex" | "className" | "ethnicity">;

/** As `saveAuthors` without a word on consents; gives the children's ids in the order of the authors. */
export async function placeAuthors(
  trx: Transaction,
  by: By,
  place: Pick<Place, "entryId" | "unitId">,
  authors: readonly PlacedAuthor[],
): Promise<string[]> {
  // One form of a unit at a time: two that name the same children in another order would wait for each other.
  await sql`select pg_advisory_xact_lock(727277, hashtext(${place.unitId}))`.execute(trx);
  const own = await childrenOfThisEntryAlone(trx, place.entryId);
  const childIds: string[] = [];
  for (const [position, author] of authors.entries()) {
    const childId = await saveChild(trx, by, place.unitId, author, own);
    if (childIds.includes(childId)) {
      throw new DomainError("invalid", "same-child-twice", { name: author.fullName }, `authors.${position}.fullName`);
    }
    childIds.push(childId);
  }
  const rows = authors.map((author, position) => ({
    entry_id: place.entryId,
    child_id: childIds[position]!,
    position,
    full_name: author.fullName,
    sex: author.sex,
    ethnicity: author.ethnicity || null,
    class_name: author.className,
  }));
  await replaceAuthors(trx, place.entryId, rows);
  return childIds;
}

type AuthorRow = {
  entry_id: string; child_id: string; position: number; full_name: string; sex: Sex; ethnicity: string | null; class_name: string;
};

/**
 * Puts these rows in the place of an entry's authors. A child who left the group stays on record behind them, with
 * the unit's word on it, whatever the form says: taken off and put back it would be asked for consents again.
 */
async function replaceAuthors(trx: Transaction, entryId: string, rows: readonly AuthorRow[]): Promise<void> {
  const departed = trx.selectFrom("author_departures").select("child_id").where("entry_id", "=", entryId);
  await trx.deleteFrom("entry_authors").where("entry_id", "=", entryId).where("child_id", "not in", departed).execute();
  const left = await trx
    .updateTable("entry_authors")
    .set({ position: sql`-1 - position` })
    .where("entry_id", "=", entryId)
    .returning(["child_id as childId", "position"])
    .execute();
  if (rows.length > 0) {
    await trx
      .insertInto("entry_authors")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["entry_id", "child_id"]).doUpdateSet(({ ref }) => ({
        position: ref("excluded.position"), full_name: ref("excluded.full_name"), sex: ref("excluded.sex"),
        ethnicity: ref("excluded.ethnicity"), class_name: ref("excluded.class_name"),
      })))
      .execute();
  }
  const behind = left.filter(({ childId }) => !rows.some(({ child_id }) => child_id === childId)).sort((a, b) => b.position - a.position);
  for (const [index, { childId }] of behind.entries()) {
    await trx.updateTable("entry_authors").set({ position: rows.length + index })
      .where("entry_id", "=", entryId).where("child_id", "=", childId).execute();
  }
}

const birthOf = ({ birth }: AuthorInput) => ({ birthDate: birth.iso, birthPrecision: birth.precision });

const mayKeepEthnicity = (author: AuthorInput, { now }: By) =>
  author.statistics && counts(birthOf(author), { givenOn: vnDayOf(now), assented: author.assented });

/** A child under seven is asked for no assent, and none is taken down for one. */
function requireAskable(author: AuthorInput, { now }: By, position: number): void {
  if (!author.assented || needsAssent(birthOf(author), vnDayOf(now))) return;
  throw new DomainError("invalid", "assent-under-seven", { name: author.fullName }, `authors.${position}.assented`);
}

async function childrenOfThisEntryAlone(trx: Transaction, entryId: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom("entry_authors as a")
    .where("a.entry_id", "=", entryId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("entry_authors as other")
            .whereRef("other.child_id", "=", "a.child_id")
            .where("other.entry_id", "!=", entryId)
            .select("other.child_id"),
        ),
      ),
    )
    .select("a.child_id")
    .execute();
  return new Set(rows.map(({ child_id }) => child_id));
}

async function saveChild(trx: Transaction, by: By, unitId: string, author: PlacedAuthor, own: Set<string>): Promise<string> {
  const birthDate = author.birth.precision === "day" ? author.birth.iso : null;
  const child = {
    search: fold(author.fullName),
    birth_date: birthDate,
    birth_year: Number(author.birth.iso.slice(0, 4)),
  };
  const known = await trx
    .selectFrom("children")
    .select("id")
    .where("unit_id", "=", unitId)
    .where("search", "=", child.search)
    .where("birth_year", "=", child.birth_year)
    .where(sql<boolean>`birth_date is not distinct from ${birthDate}::date`)
    .executeTakeFirst();
  if (known) return known.id;
  if (author.childId && own.has(author.childId)) {
    await trx.updateTable("children").set(child).where("id", "=", author.childId).execute();
    return author.childId;
  }
  const { id } = await trx
    .insertInto("children")
    .values({ ...child, unit_id: unitId, created_at: by.now, created_by: by.actor.personId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
