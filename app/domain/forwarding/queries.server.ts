import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound, type ThumbView, thumbJson } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { mayReceive } from "#app/domain/forwarding/rules.ts";
import type { Database } from "#db/client.ts";

/** What has become of an entry in a later round, as the round below and its unit may know. */
export type OnwardState = "waiting" | "accepted" | "rejected" | "awarded";

export type NomineeRow = {
  entryId: string;
  code: string;
  title: string;
  unitName: string;
  categoryId: string;
  rank: number | null;
  picture: ThumbView | null;
  /** In the next round, once sent; what happens there is told when it is published there. */
  onward: { code: string; state: OnwardState; tier: string | null } | null;
};

export type ReceivedRow = {
  roundEntryId: string;
  code: string;
  title: string;
  categoryId: string;
  sender: string;
  senderCode: string;
  picture: ThumbView | null;
};

export type ForwardingView = {
  phase: PhaseKind;
  categories: { id: string; name: string; quota: number; nominees: number; received: number }[];
  next: { name: string; unitName: string; phase: PhaseKind; receives: boolean } | null;
  sentAt: Date | null;
  nominees: NomineeRow[];
  received: ReceivedRow[];
  senders: { name: string; entries: number; at: Date }[];
};

/** SQL of what became of round entry `nx`; prizes are told only once that round is published. */
const onward = sql<OnwardState>`case
  when exists (select 1 from publications p join award_choices a on a.round_id = p.round_id
    where p.round_id = nx.round_id and a.round_entry_id = nx.id) then 'awarded'
  else coalesce((select verdict from screenings sc where sc.round_entry_id = nx.id and sc.undone_at is null), 'waiting')
  end`;
const onwardTier = sql<string | null>`(select t.name from publications p
  join award_choices a on a.round_id = p.round_id join tiers t on t.id = a.tier_id
  where p.round_id = nx.round_id and a.round_entry_id = nx.id)`;

/** Both sides of a round: its nominees on their way up, and what rounds below have sent to it. */
export async function findForwarding(reader: Reader, roundId: string): Promise<ForwardingView> {
  const round = await findOfficeRound(reader, roundId);
  const { db } = reader;
  const next = await db
    .selectFrom("rounds as r")
    .select(["r.name", "r.unit_name as unitName", phaseOfRound.as("phase")])
    .where("r.contest_id", "=", round.contestId)
    .where("r.ordinal", "=", round.ordinal + 1)
    .executeTakeFirst();
  const sent = await db
    .selectFrom("forwardings")
    .select("forwarded_at as at")
    .where("from_round_id", "=", roundId)
    .executeTakeFirst();
  const nominees = await listNominees(db, roundId);
  const received = await listReceived(db, roundId);
  const { rows: categories } = await sql<{ id: string; name: string; quota: number }>`
    select c.id, c.name, coalesce(q.places, 0) as quota from rounds r
    join categories c on c.contest_id = r.contest_id
    left join nomination_quotas q on q.category_id = c.id and q.round_id = r.id
    where r.id = ${roundId} order by c.position`.execute(db);
  const { rows: senders } = await sql<{ name: string; entries: number; at: Date }>`
    select r.unit_name as name, f.forwarded_at as at,
      (select count(*) from round_entries re where re.round_id = f.to_round_id and re.source_round_id = r.id)::int as entries
    from forwardings f join rounds r on r.id = f.from_round_id where f.to_round_id = ${roundId} order by at`.execute(db);
  return {
    phase: round.phase,
    categories: categories.map((category) => ({
      ...category,
      nominees: nominees.filter(({ categoryId }) => categoryId === category.id).length,
      received: received.filter(({ categoryId }) => categoryId === category.id).length,
    })),
    next: next ? { ...next, receives: mayReceive(next.phase) } : null,
    sentAt: sent?.at ?? null,
    nominees,
    received,
    senders,
  };
}

async function listNominees(db: Database, roundId: string): Promise<NomineeRow[]> {
  const rows = await db
    .selectFrom("nomination_choices as nc")
    .innerJoin("round_entries as re", "re.id", "nc.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("ranked_entries as ranked", "ranked.round_entry_id", "re.id")
    .leftJoin("round_entries as nx", (join) =>
      join.onRef("nx.entry_id", "=", "re.entry_id").onRef("nx.source_round_id", "=", "re.round_id"),
    )
    .select([
      "e.id as entryId", "re.code", "e.title", "e.participant_name as unitName", "re.category_id as categoryId",
      "ranked.rank", thumbJson.as("picture"), "nx.code as onwardCode", onward.as("state"), onwardTier.as("tier"),
    ])
    .where("nc.round_id", "=", roundId)
    .orderBy("c.position")
    .orderBy("ranked.position")
    .execute();
  return rows.map(({ onwardCode, state, tier, ...row }) => ({
    ...row,
    onward: onwardCode === null ? null : { code: onwardCode, state, tier },
  }));
}

const listReceived = (db: Database, roundId: string): Promise<ReceivedRow[]> =>
  db
    .selectFrom("round_entries as re")
    .innerJoin("rounds as source", "source.id", "re.source_round_id")
    .innerJoin("round_entries as below", (join) =>
      join.onRef("below.round_id", "=", "source.id").onRef("below.entry_id", "=", "re.entry_id"),
    )
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .select([
      "re.id as roundEntryId", "re.code", "e.title", "re.category_id as categoryId", "source.unit_name as sender",
      "below.code as senderCode", thumbJson.as("picture"),
    ])
    .where("re.round_id", "=", roundId)
    .orderBy("c.position")
    .orderBy("re.code")
    .execute();
