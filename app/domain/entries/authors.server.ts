import { sql } from "kysely";
import { type AuthorInput, type ConsentMethod, type Purpose } from "#app/domain/entries/model.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

type By = { actor: Actor; now: Date };
type Place = { entryId: string; contestId: string; unitId: string };

type Answered = "takePart" | "publishName" | "publishWork";
/** A child as the author of an entry; an answer of the family that is left out stays as it stands. */
export type Author = Omit<AuthorInput, Answered> & Partial<Pick<AuthorInput, Answered>>;

/**
 * Makes these children the authors of an entry, in this order. A child is known by unit, folded name and birth; one
 * who is already there is used again, and a corrected author of this entry alone stays the same child with the
 * consents given. Naming one child twice is refused at the second place. Name as written, class, sex and ethnicity
 * are kept with the entry, as its form says them: what another entry says of the child changes nothing here.
 */
export async function saveAuthors(trx: Transaction, by: By, place: Place, authors: readonly Author[]) {
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
  await trx.deleteFrom("entry_authors").where("entry_id", "=", place.entryId).execute();
  if (childIds.length > 0) {
    const rows = authors.map((author, position) => ({
      entry_id: place.entryId,
      child_id: childIds[position]!,
      position,
      full_name: author.fullName,
      sex: author.sex,
      ethnicity: author.ethnicity || null,
      class_name: author.className,
    }));
    await trx.insertInto("entry_authors").values(rows).execute();
  }
  for (const [index, author] of authors.entries()) await saveConsents(trx, by, place, childIds[index]!, author);
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

async function saveChild(trx: Transaction, by: By, unitId: string, author: Author, own: Set<string>): Promise<string> {
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

export type ConsentAnswers = {
  takePart?: boolean;
  publishName?: boolean;
  publishWork?: boolean;
  method: ConsentMethod;
  guardianName: string;
};

/**
 * Brings a child's standing consents in a contest to these answers: what is newly agreed becomes a row with who
 * recorded it and how, what is no longer agreed is withdrawn and kept. An undefined answer changes nothing.
 */
export async function saveConsents(
  trx: Transaction,
  by: By,
  { contestId }: Pick<Place, "contestId">,
  childId: string,
  answers: ConsentAnswers,
): Promise<Purpose[]> {
  const wanted: [Purpose, boolean | undefined][] = [
    ["take-part", answers.takePart],
    ["publish-name", answers.publishName],
    ["publish-work", answers.publishWork],
  ];
  const standing = await trx
    .selectFrom("consents")
    .select("purpose")
    .where("contest_id", "=", contestId)
    .where("child_id", "=", childId)
    .where("withdrawn_at", "is", null)
    .execute();
  const has = (purpose: Purpose) => standing.some((row) => row.purpose === purpose);
  const given = wanted.filter(([purpose, agreed]) => agreed === true && !has(purpose)).map(([purpose]) => purpose);
  const gone = wanted.filter(([purpose, agreed]) => agreed === false && has(purpose)).map(([purpose]) => purpose);
  if (given.length > 0) {
    const recorded = { recorded_at: by.now, recorded_by: by.actor.personId };
    const how = { method: answers.method, guardian_name: answers.guardianName };
    const rows = given.map((purpose) => ({ contest_id: contestId, child_id: childId, purpose, ...how, ...recorded }));
    await trx.insertInto("consents").values(rows).onConflict((conflict) => conflict.doNothing()).execute();
  }
  if (gone.length > 0) {
    await trx
      .updateTable("consents")
      .set({ withdrawn_at: by.now, withdrawn_by: by.actor.personId })
      .where("contest_id", "=", contestId)
      .where("child_id", "=", childId)
      .where("purpose", "in", gone)
      .where("withdrawn_at", "is", null)
      .execute();
  }
  return [...given, ...gone];
}
