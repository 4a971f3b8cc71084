import { sql } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import type { Database, Transaction } from "#db/client.ts";

/** received = valid + rejected + withdrawn + pending; pending has no verdict yet. */
export type EntryCount = { received: number; valid: number; rejected: number; withdrawn: number; pending: number };
export type CategoryEntryCount = EntryCount & { categoryId: string; code: string; name: string; medium: Medium };
export type ParticipantEntryCount = EntryCount & {
  unitId: string; unitName: string; byCategory: Record<string, EntryCount>;
};
export type EntryCounts = { categories: CategoryEntryCount[]; participants: ParticipantEntryCount[] };

const none: EntryCount = { received: 0, valid: 0, rejected: 0, withdrawn: 0, pending: 0 };

const add = (a: EntryCount, b: EntryCount): EntryCount => ({
  received: a.received + b.received,
  valid: a.valid + b.valid,
  rejected: a.rejected + b.rejected,
  withdrawn: a.withdrawn + b.withdrawn,
  pending: a.pending + b.pending,
});

/**
 * The numbers of a round by category and by invited unit, those without entries included; a unit's `byCategory` is
 * keyed by the category's code. Three statements.
 */
export async function entryCounts(db: Database | Transaction, roundId: string): Promise<EntryCounts> {
  const categories = await listCategories(db, roundId);
  const cells = await countCells(db, roundId);
  const participants = await listParticipants(db, roundId);
  return {
    categories: categories.map((category) => ({
      ...category,
      medium: category.medium as Medium,
      ...cells.filter(({ categoryId }) => categoryId === category.categoryId).reduce(add, none),
    })),
    participants: participants.map(({ unitId, unitName }) => {
      const own = cells.filter((cell) => cell.participantId === unitId);
      const of = (categoryId: string) => own.filter((cell) => cell.categoryId === categoryId).reduce(add, none);
      const byCategory = Object.fromEntries(categories.map(({ categoryId, code }) => [code, of(categoryId)]));
      return { unitId, unitName, ...own.reduce(add, none), byCategory };
    }),
  };
}

function listCategories(db: Database | Transaction, roundId: string) {
  return db
    .selectFrom("categories as c")
    .innerJoin("rounds as r", "r.contest_id", "c.contest_id")
    .where("r.id", "=", roundId)
    .select(["c.id as categoryId", "c.code", "c.name", "c.medium"])
    .orderBy("c.position")
    .execute();
}

function listParticipants(db: Database | Transaction, roundId: string) {
  return db
    .selectFrom("contest_participants as p")
    .innerJoin("rounds as r", "r.contest_id", "p.contest_id")
    .innerJoin("units as u", "u.id", "p.unit_id")
    .where("r.id", "=", roundId)
    .select(["p.unit_id as unitId", "p.unit_name as unitName"])
    .orderBy("u.sort_key")
    .execute();
}

function countCells(db: Database | Transaction, roundId: string) {
  const standing = sql`w.entry_id is null`;
  return db
    .selectFrom("round_entries as re")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("screenings as sc", (join) => join.onRef("sc.round_entry_id", "=", "re.id").on("sc.undone_at", "is", null))
    .where("re.round_id", "=", roundId)
    .select((eb) => [
      "re.category_id as categoryId",
      "e.participant_id as participantId",
      eb.fn.countAll<number>().as("received"),
      sql<number>`count(*) filter (where ${standing} and sc.verdict = 'accepted')`.as("valid"),
      sql<number>`count(*) filter (where ${standing} and sc.verdict = 'rejected')`.as("rejected"),
      sql<number>`count(w.entry_id)`.as("withdrawn"),
      sql<number>`count(*) filter (where ${standing} and sc.id is null)`.as("pending"),
    ])
    .groupBy(["re.category_id", "e.participant_id"])
    .execute();
}
