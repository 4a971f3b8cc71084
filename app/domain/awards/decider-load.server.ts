import { type RawBuilder, sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { DeciderInput, DeciderJudge, DeciderResult } from "#app/domain/judging/decider.ts";
import type { Comparison } from "#app/domain/judging/pairwise.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Database, Transaction } from "#db/client.ts";

export type DeciderKind = "tie" | "final";
export type DeciderEntry = { entryId: string; code: string; blindCode: string; title: string; score: number | null };
export type KeptAnswer = Comparison & { id: string; number: number };

/** A decider as it stands, with every judge's answers: for commands and for counting; never for a page before it ended. */
export type LoadedDecider = {
  id: string;
  roundId: string;
  contestId: string;
  roundUnitId: string;
  phase: PhaseKind;
  categoryId: string;
  categoryName: string;
  kind: DeciderKind;
  places: number | null;
  openedAt: Date;
  openedBy: string;
  endedAt: Date | null;
  endedBy: string;
  endReason: string;
  outcome: DeciderResult["outcome"] | null;
  withdrawnAt: Date | null;
  withdrawalReason: string;
  entries: DeciderEntry[];
  judges: (Omit<DeciderJudge, "answers"> & { name: string; answers: KeptAnswer[] })[];
};

/** SQL that holds for decider `d` while its judges are asked. */
export const isAsking = sql<boolean>`(d.ended_at is null and d.withdrawn_at is null)`;

const entriesJson = sql<DeciderEntry[]>`(
  select json_agg(json_build_object('entryId', re.id, 'code', re.code, 'blindCode', coalesce(re.blind_code, ''), 'title', e.title,
    'score', de.score)
    order by re.code, re.id)
  from decider_entries de join round_entries re on re.id = de.round_entry_id join entries e on e.id = re.entry_id
  where de.decider_id = d.id)`;

const judgesJson = sql<LoadedDecider["judges"]>`coalesce((
  select json_agg(json_build_object('judgeId', p.id, 'name', p.full_name, 'present', a.present,
    'barred', coalesce((select json_agg(c.round_entry_id) from conflicts c where c.round_id = d.round_id and c.judge_id = p.id
      and c.standing = 'confirmed'), '[]'),
    'answers', coalesce((select json_agg(json_build_object('id', da.id, 'number', da.number, 'left', da.left_id, 'right', da.right_id,
      'answer', da.answer) order by da.number) from decider_answers da
      where da.decider_id = d.id and da.judge_id = p.id and da.undone_at is null), '[]'))
    order by a.head desc, a.since, p.id)
  from decider_judges dj join people p on p.id = dj.judge_id
  join lateral (select bool_or(ap.ended_at is null) as present, bool_or(ap.role = 'head-judge') as head, min(ap.appointed_at) as since
    from appointments ap where ap.person_id = p.id and ap.round_id = d.round_id and ap.role in ('judge', 'head-judge')) a on true
  where dj.decider_id = d.id), '[]')`;

const nameOf = (who: "opened_by" | "ended_by") =>
  sql<string>`coalesce((select p.full_name from people p where p.id = ${sql.ref(`d.${who}`)}), '')`;

/** The deciders for which `where` holds, of decider `d`, the oldest first. */
export async function loadDeciders(db: Database, where: RawBuilder<boolean>): Promise<LoadedDecider[]> {
  const rows = await db
    .selectFrom("deciders as d")
    .innerJoin("rounds as r", "r.id", "d.round_id")
    .innerJoin("categories as c", "c.id", "d.category_id")
    .select([
      "d.id", "d.round_id as roundId", "r.contest_id as contestId", "r.unit_id as roundUnitId", phaseOfRound.as("phase"),
      "d.category_id as categoryId", "c.name as categoryName", "d.kind", "d.places", "d.opened_at as openedAt", nameOf("opened_by").as("openedBy"),
      "d.ended_at as endedAt", nameOf("ended_by").as("endedBy"), "d.end_reason as endReason",
      "d.outcome", "d.withdrawn_at as withdrawnAt", "d.withdrawal_reason as withdrawalReason", entriesJson.as("entries"), judgesJson.as("judges"),
    ])
    .where(where)
    .orderBy("d.opened_at")
    .orderBy("d.id")
    .execute();
  return rows.map(({ kind, outcome, ...row }) => ({ ...row, kind: kind as DeciderKind, outcome: outcome as LoadedDecider["outcome"] }));
}

const missing = () => new DomainError("not-found", "decider-not-found");

/** One decider by its id; `not-found` when there is none. */
export async function loadDecider(db: Database, deciderId: string): Promise<LoadedDecider> {
  const [decider] = isUuid(deciderId) ? await loadDeciders(db, sql<boolean>`d.id = ${deciderId}`) : [];
  if (!decider) throw missing();
  return decider;
}

/** As `loadDecider`, held until the transaction ends: an answer is either before its end and counted, or refused after. */
export async function lockDecider(trx: Transaction, deciderId: string): Promise<LoadedDecider> {
  if (!isUuid(deciderId)) throw missing();
  await trx.selectFrom("deciders").select("id").where("id", "=", deciderId).forUpdate().execute();
  return loadDecider(trx, deciderId);
}

/** What the maths needs of a decider. */
export const inputOf = ({ entries, places, judges }: LoadedDecider): DeciderInput => ({
  entryIds: entries.map(({ entryId }) => entryId), places, judges,
});

/** Refuses, in words, what needs a decider that still asks. */
export function requireAsking({ endedAt, withdrawnAt }: Pick<LoadedDecider, "endedAt" | "withdrawnAt">): void {
  if (withdrawnAt) throw new DomainError("closed", "decider-withdrawn");
  if (endedAt) throw new DomainError("closed", "decider-ended");
}
