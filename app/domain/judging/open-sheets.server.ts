import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { blindPrefix } from "#app/domain/judging/blind-prefix.ts";
import { blindCodes, seededShuffle } from "#app/domain/judging/blind.ts";
import { confirmedConflicts } from "#app/domain/judging/pairs.server.ts";
import type { Transaction } from "#db/client.ts";

type Accepted = { id: string; categoryId: string; blindCode: string | null };
type Category = { id: string; code: string };

/** Rows written at once; a statement takes at most 65,535 values. */
const CHUNK = 10_000;

/** SQL that holds for round entry `re` while it takes part: accepted at screening and not withdrawn. */
export const takesPart = sql<boolean>`(
  exists (select 1 from screenings sc where sc.round_entry_id = re.id and sc.undone_at is null and sc.verdict = 'accepted')
  and not exists (select 1 from entry_withdrawals ew where ew.entry_id = re.entry_id))`;

/**
 * Gives every accepted entry of a round its blind code and every judge of the round a sheet for it, in an order of
 * the judge's own, category by category; none where a conflict of interest is confirmed. Repeating it adds only what is missing: judges appointed and entries
 * accepted later come at the end.
 */
export async function openSheets(trx: Transaction, now: Date, roundId: string): Promise<{ opened: number }> {
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
  const [categories, judges] = [await categoriesOf(trx, roundId), await judgesOf(trx, roundId)];
  const accepted = await acceptedEntries(trx, roundId);
  await giveBlindCodes(trx, roundId, categories, accepted);
  const conflicts = await confirmedConflicts(trx, roundId);
  let opened = 0;
  for (const judgeId of judges) {
    const barred = new Set(conflicts.flatMap((pair) => (pair.judgeId === judgeId ? [pair.entryId] : [])));
    const free = accepted.filter(({ id }) => !barred.has(id));
    opened += await openFor(trx, now, { roundId, judgeId }, categories, free);
  }
  return { opened };
}

const categoriesOf = (trx: Transaction, roundId: string): Promise<Category[]> =>
  trx
    .selectFrom("categories as c")
    .innerJoin("rounds as r", "r.contest_id", "c.contest_id")
    .select(["c.id", "c.code"])
    .where("r.id", "=", roundId)
    .orderBy("c.position")
    .execute();

async function judgesOf(trx: Transaction, roundId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom("appointments")
    .select("person_id")
    .distinct()
    .where("round_id", "=", roundId)
    .where("role", "in", ["judge", "head-judge"])
    .where("ended_at", "is", null)
    .execute();
  return rows.map((row) => row.person_id);
}

const acceptedEntries = (trx: Transaction, roundId: string): Promise<Accepted[]> =>
  trx
    .selectFrom("round_entries as re")
    .select(["re.id", "re.category_id as categoryId", "re.blind_code as blindCode"])
    .where("re.round_id", "=", roundId)
    .where(takesPart)
    .orderBy("re.id")
    .execute();

async function giveBlindCodes(trx: Transaction, roundId: string, categories: Category[], accepted: Accepted[]) {
  const taken = await trx
    .selectFrom("round_entries")
    .select(({ fn }) => ["category_id as categoryId", fn.count<number>("blind_code").as("count")])
    .where("round_id", "=", roundId)
    .groupBy("category_id")
    .execute();
  const codes = categories.map(({ code }) => code);
  for (const { id, code } of categories) {
    const fresh = accepted.filter((entry) => entry.categoryId === id && entry.blindCode === null);
    const used = taken.find(({ categoryId }) => categoryId === id)?.count ?? 0;
    // The seed is forgotten at once: codes are kept in rows, and late entries only continue the numbers.
    const given = blindCodes(fresh.map((entry) => entry.id), blindPrefix(code, codes), randomUUID(), used + 1);
    if (given.size > 0) await writeBlindCodes(trx, given);
  }
}

async function writeBlindCodes(trx: Transaction, given: Map<string, string>): Promise<void> {
  await sql`
    update round_entries set blind_code = given.code
    from unnest(${[...given.keys()]}::uuid[], ${[...given.values()]}::text[]) as given (id, code)
    where round_entries.id = given.id`.execute(trx);
}

async function openFor(
  trx: Transaction,
  now: Date,
  { roundId, judgeId }: { roundId: string; judgeId: string },
  categories: Category[],
  accepted: Accepted[],
): Promise<number> {
  const known = await trx
    .selectFrom("sheets as s")
    .innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .select(["s.round_entry_id as id", "s.position"])
    .where("re.round_id", "=", roundId)
    .where("s.judge_id", "=", judgeId)
    .execute();
  const have = new Set(known.map(({ id }) => id));
  const last = known.reduce((most, { position }) => Math.max(most, position), 0);
  const fresh = categories.flatMap(({ id }) => {
    const ids = accepted.filter((entry) => entry.categoryId === id && !have.has(entry.id)).map((entry) => entry.id);
    return seededShuffle(ids, `${roundId} ${judgeId}`);
  });
  const rows = fresh.map((entryId, index) => ({
    round_entry_id: entryId,
    judge_id: judgeId,
    position: last + index + 1,
    opened_at: now,
  }));
  for (let from = 0; from < rows.length; from += CHUNK) {
    await trx.insertInto("sheets").values(rows.slice(from, from + CHUNK)).execute();
  }
  return rows.length;
}
