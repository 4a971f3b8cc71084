import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { blindPrefix } from "#app/domain/judging/blind-prefix.ts";
import { blindCodes, seededShuffle } from "#app/domain/judging/blind.ts";
import type { Pair } from "#app/domain/judging/assignment.ts";
import { defaultPlan, planFacts, standingPlans } from "#app/domain/judging/plan-facts.server.ts";
import { fillSheets } from "#app/domain/judging/sheet-plan.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { restoreSheets } from "#app/domain/judging/tasks.server.ts";
import type { Database, Transaction } from "#db/client.ts";

type Accepted = { id: string; categoryId: string; blindCode: string | null };
type Category = { id: string; code: string };

/** Rows written at once; a statement takes at most 65,535 values. */
const CHUNK = 10_000;

/**
 * Gives every accepted entry of a round its blind code and judges a sheet for it as the published plan of its category
 * says (all see all without one), in an order of the judge's own, category by category; none where a conflict of
 * interest is confirmed, and none at all while a plan waits to be published. Repeating it adds only what is missing:
 * judges appointed and entries accepted later come at the end.
 */
export async function openSheets(trx: Transaction, now: Date, roundId: string): Promise<{ opened: number }> {
  const { categories, accepted } = await codeEntries(trx, roundId);
  const plans = await standingPlans(trx, roundId);
  const facts = await planFacts(trx, roundId, accepted);
  const changes = categories.flatMap(({ id }) => {
    const [plan, of] = [plans.get(id), facts.get(id)];
    return of && (plan?.published ?? true) ? [fillSheets(plan ?? defaultPlan(roundId), of)] : [];
  });
  const restored = changes.flatMap(({ restore }) => restore.map(({ id }) => id));
  await restoreSheets(trx, now, restored);
  return { opened: restored.length + (await openPairs(trx, now, roundId, changes.map(({ open }) => open))) };
}

/** Gives every accepted entry its blind code; the round is held from here on, so that nobody else opens sheets. */
export async function codeEntries(trx: Transaction, roundId: string): Promise<{ categories: Category[]; accepted: Accepted[] }> {
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
  const categories = await categoriesOf(trx, roundId);
  const accepted = await acceptedEntries(trx, roundId);
  await giveBlindCodes(trx, roundId, categories, accepted);
  return { categories, accepted };
}

/** Opens a sheet for each pair, given by category, after what a judge has already. */
export async function openPairs(trx: Transaction, now: Date, roundId: string, categories: readonly (readonly Pair[])[]): Promise<number> {
  const { rows: known } = await sql<{ judgeId: string; last: number }>`
    select s.judge_id as "judgeId", max(s.position) as last from sheets s join round_entries re on re.id = s.round_entry_id
    where re.round_id = ${roundId} group by s.judge_id`.execute(trx);
  const last = new Map(known.map((row) => [row.judgeId, row.last]));
  const rows = categories.flatMap((pairs) =>
    [...byJudge(pairs)].flatMap(([judgeId, entryIds]) => {
      const from = last.get(judgeId) ?? 0;
      last.set(judgeId, from + entryIds.length);
      return seededShuffle(entryIds, `${roundId} ${judgeId}`).map((entryId, index) => ({
        round_entry_id: entryId, judge_id: judgeId, position: from + index + 1, opened_at: now,
      }));
    }),
  );
  for (let from = 0; from < rows.length; from += CHUNK) {
    await trx.insertInto("sheets").values(rows.slice(from, from + CHUNK)).execute();
  }
  if (rows.length > 0) await setCriteriaVersion(trx, roundId);
  return rows.length;
}

/** A sheet opened after a new version of the criteria is scored under that. */
async function setCriteriaVersion(trx: Transaction, roundId: string): Promise<void> {
  await sql`
    update sheets s set criteria_version = v.number
    from round_entries re join (select category_id, max(number) + 1 as number from criteria_versions group by category_id) v
      on v.category_id = re.category_id
    where re.id = s.round_entry_id and re.round_id = ${roundId} and s.criteria_version < v.number`.execute(trx);
}

function byJudge(pairs: readonly Pair[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { judgeId, entryId } of pairs) {
    const list = lists.get(judgeId);
    if (list) list.push(entryId);
    else lists.set(judgeId, [entryId]);
  }
  return lists;
}

const categoriesOf = (trx: Transaction, roundId: string): Promise<Category[]> =>
  trx
    .selectFrom("categories as c")
    .innerJoin("rounds as r", "r.contest_id", "c.contest_id")
    .select(["c.id", "c.code"])
    .where("r.id", "=", roundId)
    .orderBy("c.position")
    .execute();

/** The entries of a round that take part, by id. */
export const acceptedEntries = (trx: Database, roundId: string): Promise<Accepted[]> =>
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
