import { record } from "#app/domain/audit/record.server.ts";
import { placeAuthors, type PlacedAuthor } from "#app/domain/entries/authors.server.ts";
import { changedElsewhere } from "#app/domain/entries/changed-elsewhere.server.ts";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import type { DeskRowInput } from "#app/domain/entries/desk/form.ts";
import { type DeskAuthor, type DeskFault, type DeskReading, readRow, sameName } from "#app/domain/entries/desk/row.ts";
import { divisionIdOf } from "#app/domain/entries/division.ts";
import {
  type AuthorFacts, authorsJson, categoryJson, type CategoryFacts, categoryOf,
} from "#app/domain/entries/facts.server.ts";
import { type LoadedEntry, lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError, isDomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Transaction } from "#db/client.ts";

/** What became of one row: its version now and what cannot be read in it, or why it was not kept. */
export type DeskSaved =
  | { id: string; ok: true; version: number; faults: DeskFault[] }
  | { id: string; ok: false; reason: string; params: Record<string, string | number> };

/**
 * Keeps rows of the batch desk as drafts, each in its own transaction, so that one bad row never holds up the others.
 * A row that was never saved becomes a draft under the id its device gave it. What can be read goes into the entry;
 * what cannot is kept as typed beside it. The same save again changes nothing and gives the same answer; one made on
 * top of an older version is refused (`entry-changed-elsewhere`) and overwrites nothing.
 */
export async function saveDesk(ctx: Context, contestId: string, rows: readonly DeskRowInput[]): Promise<DeskSaved[]> {
  const saved: DeskSaved[] = [];
  for (const row of rows) saved.push(await saveRow(ctx, contestId, row).catch((error: unknown) => refusalOf(row, error)));
  return saved;
}

function refusalOf({ id }: DeskRowInput, error: unknown): DeskSaved {
  if (!isDomainError(error)) throw error;
  return { id, ok: false, reason: error.reason, params: error.params };
}

function saveRow(ctx: Context, contestId: string, row: DeskRowInput): Promise<DeskSaved> {
  return inTransaction(ctx.db, async (trx) => {
    if (row.version === 0) await begin(trx, ctx, contestId, row);
    const entry = await lockEntry(trx, ctx.actor, row.id);
    if (entry.contestId !== contestId) throw new DomainError("not-found", "entry-not-found");
    if (entry.standing !== "draft") throw new DomainError("conflict", `entry-already-${entry.standing}`);
    authorise(entriesRules.saveDesk, ctx, entry);
    const reading = readRow(row.typed);
    const { faults } = reading;
    if (await isSameSave(trx, entry, row)) return { id: row.id, ok: true, version: entry.version, faults };
    if (entry.version !== Math.max(1, row.version)) throw await changedElsewhere(trx, row.id);
    return { id: row.id, ok: true, version: await write(trx, ctx, entry, { row, reading }), faults };
  });
}

/** Makes the draft of a row that was never saved; one that is there already is the work of the same save before. */
async function begin(trx: Transaction, ctx: Context, contestId: string, row: DeskRowInput): Promise<void> {
  const there = await trx.selectFrom("entries").select("id").where("id", "=", row.id).executeTakeFirst();
  if (there) return;
  const { id, categoryId, unitId } = row;
  await createEntry({ ...ctx, db: trx }, { id, contestId, categoryId, unitId, title: "" });
}

async function isSameSave(trx: Transaction, entry: LoadedEntry, row: DeskRowInput): Promise<boolean> {
  const kept = await trx
    .selectFrom("desk_rows")
    .select(["last_save", "version"])
    .where("entry_id", "=", entry.id)
    .executeTakeFirst();
  return kept?.last_save === row.saveId && kept.version === entry.version;
}

type Change = { row: DeskRowInput; reading: DeskReading };

async function write(trx: Transaction, ctx: Context, entry: LoadedEntry, { row, reading }: Change): Promise<number> {
  const category = await categoryFor(trx, entry, row.categoryId);
  const before = await authorsOf(trx, entry.id);
  if (reading.authors && !isAsBefore(reading.authors, before)) {
    const place = { entryId: entry.id, unitId: entry.unitId };
    await placeAuthors(trx, ctx, place, reading.authors.map((author, position) => authorFrom(author, position, before)));
  }
  const authors = reading.authors ?? before.map(asDeskAuthor);
  const title = reading.title ?? entry.title;
  const version = entry.version + 1;
  const names = authors.map(({ fullName }) => fullName).join(" ");
  const search = fold(`${title} ${names} ${entry.unitName}`);
  const division_id = divisionIdOf(category.divisions, authors);
  await trx
    .updateTable("entries")
    .set({ title, search, category_id: category.id, division_id, version, updated_at: ctx.now })
    .where("id", "=", entry.id)
    .execute();
  const typed = reading.faults.length > 0 ? JSON.stringify(row.typed) : null;
  const saved = { line: row.line, typed, version, last_save: row.saveId, saved_at: ctx.now, saved_by: ctx.actor.personId };
  await trx
    .insertInto("desk_rows")
    .values({ entry_id: entry.id, ...saved })
    .onConflict((conflict) => conflict.column("entry_id").doUpdateSet(saved))
    .execute();
  const detail = { version, title, authors: authors.length, unread: reading.faults.length };
  await record(trx, ctx, { action: "update-entry", subject: ["entry", entry.id], contestId: entry.contestId, detail });
  return version;
}

async function categoryFor(trx: Transaction, entry: LoadedEntry, categoryId: string): Promise<CategoryFacts> {
  if (categoryId === entry.category.id) return entry.category;
  const row = await trx
    .selectFrom("categories as c")
    .where("c.id", "=", categoryId)
    .where("c.contest_id", "=", entry.contestId)
    .select(categoryJson.as("category"))
    .executeTakeFirst();
  if (!row) throw new DomainError("invalid", "category-missing");
  return categoryOf(row.category);
}

async function authorsOf(trx: Transaction, entryId: string): Promise<AuthorFacts[]> {
  const { authors } = await trx
    .selectFrom("entries as e")
    .where("e.id", "=", entryId)
    .select(authorsJson.as("authors"))
    .executeTakeFirstOrThrow();
  return authors;
}

const asDeskAuthor = ({ fullName, birthDate, birthPrecision, sex, className }: AuthorFacts): DeskAuthor => ({
  fullName, birth: { iso: birthDate, precision: birthPrecision }, sex, className,
});

const isAsBefore = (authors: readonly DeskAuthor[], before: readonly AuthorFacts[]) =>
  JSON.stringify(authors) === JSON.stringify(before.map(asDeskAuthor));

/**
 * The desk does not show ethnicity and consents: they stay with the child of that name, else with the one of that place
 * while its birth is the same, which is a name put right. Another name and another birth are another child.
 */
function authorFrom(author: DeskAuthor, position: number, before: readonly AuthorFacts[]): PlacedAuthor {
  const same = before.find(({ fullName }) => sameName(fullName, author.fullName)) ?? [before[position]].find((one) => one && isBornAlike(one, author));
  return { ...author, childId: same?.childId, ethnicity: same?.ethnicity ?? "" };
}

const isBornAlike = ({ birthDate, birthPrecision }: AuthorFacts, { birth }: DeskAuthor) =>
  birthDate === birth.iso && birthPrecision === birth.precision;
