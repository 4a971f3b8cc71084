import { sql } from "kysely";
import { thumbJson, type ThumbView } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import { isId, type Reader } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { Database } from "#db/client.ts";
import type { PairDecision, PairSigns, PairView } from "./decisions.ts";

/** One work of a pair. `here` is its part in the round; a work of another office is shown without its children. */
export type PairSide = {
  entryId: string;
  code: string | null;
  here: string | null;
  title: string;
  contestName: string;
  year: number;
  unitName: string;
  authors: string[];
  submittedAt: Date | null;
  thumb: ThumbView | null;
};

export type Pair = PairSigns & {
  id: string;
  rank: number;
  decision: { decision: PairDecision; note: string; at: Date; by: string | null } | null;
  first: PairSide;
  second: PairSide;
};

const pageSize = 20;

/** The order of looking: the same file first, then by likeness, then children entered twice. */
const rank = sql<number>`(case when p.same_file then -1 when p.distance is not null then p.distance else 100 end)`;

const inView: Record<PairView, ReturnType<typeof sql<boolean>>> = {
  open: sql<boolean>`d.decision is null`,
  later: sql<boolean>`d.decision = 'later'`,
  settled: sql<boolean>`d.decision in ('same', 'different')`,
};

/** Pairs of which at least one work takes part in the round, as long as neither is withdrawn. */
export function pairsInRound(db: Database, roundId: string) {
  return db
    .selectFrom("duplicate_pairs as p")
    .leftJoin("duplicate_decisions as d", (join) => join.onRef("d.pair_id", "=", "p.id").on("d.undone_at", "is", null))
    .where(sql<boolean>`(p.first_entry_id in (select entry_id from round_entries where round_id = ${roundId})
      or p.second_entry_id in (select entry_id from round_entries where round_id = ${roundId}))`)
    .where(sql<boolean>`not exists (select 1 from entry_withdrawals w
      where w.entry_id = p.first_entry_id or w.entry_id = p.second_entry_id)`);
}

/** JSON of one work of a pair as the offices of these units may see it. */
const sideJson = (entry: string, roundId: string, offices: readonly string[]) => sql<PairSide>`(
  select json_build_object('entryId', e.id, 'title', e.title, 'contestName', co.name, 'year', co.year,
    'unitName', e.unit_name, 'submittedAt', s.submitted_at, 'thumb', ${thumbJson},
    'here', (select re.id from round_entries re where re.entry_id = e.id and re.round_id = ${roundId}),
    'code', (select re.code from round_entries re where re.entry_id = e.id
      order by re.round_id = ${roundId} desc, re.entered_at limit 1),
    'authors', case when exists (select 1 from round_entries re join rounds r on r.id = re.round_id
        where re.entry_id = e.id and r.unit_id = any(${offices}::uuid[]))
      then coalesce((select json_agg(a.full_name order by a.position) from entry_authors a where a.entry_id = e.id), '[]')
      else '[]' end)
  from entries e
  join contests co on co.id = e.contest_id
  left join entry_submissions s on s.entry_id = e.id
  where e.id = ${sql.ref(entry)})`;

/** The place of a row in the list, as an address carries it. */
const keyOf = ({ rank: at, id }: { rank: number; id: string }) => `${at}~${id}`;

function afterKey(after: string) {
  const [, at, id = ""] = /^(-?\d{1,3})~(.{36})$/.exec(after) ?? [];
  return at && isId(id) ? sql<boolean>`(${rank}, p.id) > (${Number(at)}::int, ${id}::uuid)` : null;
}

/** One part of a round's pairs, 20 a page, the likeliest first, for an office of the round; else `not-found`. */
export async function listPairs(
  { db, actor }: Reader,
  roundId: string,
  { view, after = "" }: { view: PairView; after?: string }
): Promise<{ round: OfficeRound; pairs: Pair[]; next: string | null; counts: Record<PairView, number> }> {
  const round = await findOfficeRound({ db, actor }, roundId);
  const beyond = afterKey(after);
  const offices = officeUnitIds(actor);
  const rows = await pairsInRound(db, round.id)
    .leftJoin("people as pe", "pe.id", "d.decided_by")
    .where(inView[view])
    .$if(beyond !== null, (query) => query.where(beyond!))
    .select([
      "p.id", "p.same_file as sameFile", "p.distance", "p.same_children as sameChildren", "d.decision", "d.note",
      "d.decided_at as at", "pe.full_name as by", rank.as("rank"),
      sideJson("p.first_entry_id", round.id, offices).as("first"),
      sideJson("p.second_entry_id", round.id, offices).as("second"),
    ])
    .orderBy(rank)
    .orderBy("p.id")
    .limit(pageSize + 1)
    .execute();
  const pairs = rows.slice(0, pageSize).map(({ decision, note, at, by, first, second, ...pair }): Pair => ({
    ...pair,
    decision: decision ? { decision: decision as PairDecision, note: note ?? "", at: at!, by } : null,
    // The work of this round stands first.
    ...(first.here || !second.here ? { first, second } : { first: second, second: first }),
  }));
  const next = rows.length > pageSize ? keyOf(pairs.at(-1)!) : null;
  return { round, pairs, next, counts: await countPairs(db, round.id) };
}

async function countPairs(db: Database, roundId: string): Promise<Record<PairView, number>> {
  const count = (view: PairView) => sql<number>`count(*) filter (where ${inView[view]})`;
  return pairsInRound(db, roundId)
    .select([count("open").as("open"), count("later").as("later"), count("settled").as("settled")])
    .executeTakeFirstOrThrow();
}
