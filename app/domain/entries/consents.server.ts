import { sql } from "kysely";
import { ensureConsentText } from "#app/domain/entries/consent-texts.server.ts";
import type { AuthorInput, ConsentMethod } from "#app/domain/entries/model.ts";
import { type Purpose, purposeFields, purposes, type Relation } from "#app/domain/entries/states.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import type { Transaction } from "#db/client.ts";

export type By = { actor: Actor; now: Date };
type Child = { contestId: string; childId: string };

/** How an answer reached us; the same for all purposes it names. */
export type Giving = {
  assented: boolean;
  method: ConsentMethod;
  guardianName: string;
  relation: Relation;
  givenOn: string;
  proofId?: string | undefined;
};

type OpenRow = { id: string; purpose: Purpose; assented: boolean; guardianName: string; proofId: string | null };

/** The ticked purposes of a form. */
export const tickedPurposes = (form: Record<(typeof purposeFields)[Purpose], boolean>): Purpose[] =>
  purposes.filter((purpose) => form[purposeFields[purpose]]);

/** The consents of a child in a contest that have neither ended nor been replaced, held until the transaction ends. */
async function openRows(trx: Transaction, { contestId, childId }: Child): Promise<OpenRow[]> {
  await sql`select pg_advisory_xact_lock(727278, hashtext(${contestId + childId}))`.execute(trx);
  return trx
    .selectFrom("consents")
    .select(["id", "purpose", "assented", "guardian_name as guardianName", "proof_id as proofId"])
    .where("contest_id", "=", contestId)
    .where("child_id", "=", childId)
    .where("withdrawn_at", "is", null)
    .where("replaced_at", "is", null)
    .$castTo<OpenRow>()
    .execute();
}

/** Whether a record says what the one on file does not: the child's word, the giver's name, or a proof. */
const saysMore = (now: Giving, before: OpenRow): boolean =>
  (now.assented && !before.assented) ||
  (now.guardianName !== "" && before.guardianName === "") ||
  (now.proofId !== undefined && before.proofId === null);

/**
 * Takes down what a family agreed to: a row for each purpose with the wording that holds, the giver, the child's
 * word, the way it came and who recorded it. What is on file already stays, unless the new record says more; then the
 * old row is kept as replaced. Gives the purposes that changed.
 */
export async function addConsents(trx: Transaction, by: By, child: Child, agreed: readonly Purpose[], giving: Giving): Promise<Purpose[]> {
  const open = await openRows(trx, child);
  const before = (purpose: Purpose) => open.find((row) => row.purpose === purpose);
  const changed = agreed.filter((purpose) => {
    const row = before(purpose);
    return !row || saysMore(giving, row);
  });
  if (changed.length === 0) return [];
  const version = await ensureConsentText(trx, by, child.contestId);
  const replaced = changed.flatMap((purpose) => before(purpose) ?? []);
  if (replaced.length > 0) {
    const ids = replaced.map(({ id }) => id);
    await trx.updateTable("consents").set({ replaced_at: by.now }).where("id", "in", ids).execute();
  }
  const rows = changed.map((purpose) => ({
    contest_id: child.contestId, child_id: child.childId, purpose, text_version: version,
    method: giving.method, relation: giving.relation, given_on: giving.givenOn,
    assented: giving.assented || (before(purpose)?.assented ?? false),
    guardian_name: giving.guardianName || (before(purpose)?.guardianName ?? ""),
    proof_id: giving.proofId ?? before(purpose)?.proofId ?? null,
    recorded_at: by.now, recorded_by: by.actor.personId,
  }));
  await trx.insertInto("consents").values(rows).execute();
  return changed;
}

export type Ending = { method: ConsentMethod; note: string };

/** Ends a child's standing consents to some purposes; the rows stay with who ended them and how. Gives what ended. */
export async function endConsents(trx: Transaction, by: By, child: Child, asked: readonly Purpose[], how?: Ending): Promise<Purpose[]> {
  const gone = (await openRows(trx, child)).filter(({ purpose }) => asked.includes(purpose));
  if (gone.length === 0) return [];
  await trx
    .updateTable("consents")
    .set({
      withdrawn_at: by.now, withdrawn_by: by.actor.personId,
      ...(how ? { withdrawal_method: how.method, withdrawal_note: how.note } : {}),
    })
    .where("id", "in", gone.map(({ id }) => id))
    .execute();
  return purposes.filter((purpose) => gone.some((row) => row.purpose === purpose));
}

/**
 * Brings the consents of a draft's author to its form: what is ticked is added; what the form showed as agreed and is
 * no longer ticked ends; what it did not know of stays. For a child with a work handed in that is a withdrawal with consequences, which has a page
 * of its own: refused here.
 */
export async function saveFormConsents(trx: Transaction, by: By, child: Child, author: AuthorInput): Promise<void> {
  const ticked = tickedPurposes(author);
  await addConsents(trx, by, child, ticked, { ...author, givenOn: vnDayOf(by.now), proofId: undefined });
  const unticked = author.seen.filter((purpose) => !ticked.includes(purpose));
  const gone = await endConsents(trx, by, child, unticked);
  if (gone.length > 0 && (await hasEntryHandedIn(trx, child))) {
    throw new DomainError("conflict", "consent-ends-elsewhere", { name: author.fullName });
  }
}

async function hasEntryHandedIn(trx: Transaction, { contestId, childId }: Child): Promise<boolean> {
  const row = await trx
    .selectFrom("entry_authors as a")
    .innerJoin("entries as e", "e.id", "a.entry_id")
    .innerJoin("entry_submissions as s", "s.entry_id", "e.id")
    .where("e.contest_id", "=", contestId)
    .where("a.child_id", "=", childId)
    .where("e.id", "not in", trx.selectFrom("entry_withdrawals").select("entry_id"))
    .select("e.id")
    .executeTakeFirst();
  return row !== undefined;
}
