import type { ConflictView } from "#app/domain/judging/conflict-views.ts";
import { sql } from "kysely";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import type { ConflictReason } from "#app/domain/judging/conflicts.ts";
import type { TaskState } from "#app/domain/judging/task-states.ts";
import { stateOfSheet } from "#app/domain/judging/tasks.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

const PAGE = 50;

export type ConflictRow = {
  id: string;
  code: string;
  title: string;
  unitName: string;
  participantName: string;
  authors: string;
  mentor: string;
  judgeId: string;
  judgeName: string;
  origin: "computed" | "declared" | "added";
  strength: "strong" | "weak";
  reasons: { kind: ConflictReason["kind"]; unitName: string | null }[];
  note: string;
  decisionReason: string;
  /** What the judge had done with the work, without any points; null before there is a sheet. */
  sheet: TaskState | null;
};

const reasons = sql<ConflictRow["reasons"]>`coalesce((
  select json_agg(json_build_object('kind', r.value ->> 'kind', 'unitName', u.name) order by r.ordinality)
  from jsonb_array_elements(c.reasons) with ordinality r left join units u on u.id = (r.value ->> 'unitId')::uuid), '[]')`;
const authors = sql<string>`coalesce((select string_agg(ea.full_name, ', ' order by ea.position)
  from entry_authors ea where ea.entry_id = e.id), '')`;
const sheet = sql<TaskState | null>`(select ${stateOfSheet} from sheets s
  where s.round_entry_id = c.round_entry_id and s.judge_id = c.judge_id)`;

/** Conflicts of a round for its office, the strong ones first, then by entry code; `after` ended the page before. */
export async function listConflicts(
  reader: Reader,
  roundId: string,
  { view, after = "" }: { view: ConflictView; after?: string },
): Promise<{ rows: ConflictRow[]; next: string | null; counts: Record<ConflictView, number> }> {
  const { db } = reader;
  await findOfficeRound(reader, roundId);
  const rows = await db
    .selectFrom("conflicts as c")
    .innerJoin("round_entries as re", "re.id", "c.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("people as p", "p.id", "c.judge_id")
    .select([
      "c.id", "re.code", "e.title", "e.unit_name as unitName", "e.participant_name as participantName", "e.mentor_name as mentor",
      "p.id as judgeId", "p.full_name as judgeName", "c.note", "c.decision_reason as decisionReason",
      sql<ConflictRow["origin"]>`c.origin`.as("origin"), sql<ConflictRow["strength"]>`c.strength`.as("strength"),
      reasons.as("reasons"), authors.as("authors"), sheet.as("sheet"),
    ])
    .where("c.round_id", "=", roundId)
    .where("c.standing", "=", view)
    .$if(isUuid(after), (query) =>
      query.where(sql<boolean>`(c.strength, re.code, c.id) > (select b.strength, bre.code, b.id from conflicts b
        join round_entries bre on bre.id = b.round_entry_id where b.id = ${after})`))
    .orderBy("c.strength")
    .orderBy("re.code")
    .orderBy("c.id")
    .limit(PAGE + 1)
    .execute();
  const found = await db
    .selectFrom("conflicts").select(({ fn }) => ["standing", fn.countAll<number>().as("count")])
    .where("round_id", "=", roundId).groupBy("standing").execute();
  const count = (standing: string) => found.find((row) => row.standing === standing)?.count ?? 0;
  const page = rows.slice(0, PAGE);
  return {
    rows: page,
    next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    counts: { proposed: count("proposed"), confirmed: count("confirmed"), lifted: count("lifted") },
  };
}

/** One conflict of a round for the question about it; `null` when there is none of this id. */
export async function findConflict(reader: Reader, roundId: string, conflictId: string) {
  await findOfficeRound(reader, roundId);
  if (!isUuid(conflictId)) return null;
  const row = await reader.db
    .selectFrom("conflicts as c")
    .innerJoin("round_entries as re", "re.id", "c.round_entry_id")
    .innerJoin("people as p", "p.id", "c.judge_id")
    .select(["c.id", "re.code", "p.full_name as judgeName"])
    .where("c.id", "=", conflictId)
    .where("c.round_id", "=", roundId)
    .executeTakeFirst();
  return row ?? null;
}

/** The judges of a round and the units invited to its contest, to choose from. */
export async function listConflictChoices(reader: Reader, roundId: string) {
  const round = await findOfficeRound(reader, roundId);
  const judges = await reader.db
    .selectFrom("appointments as a").innerJoin("people as p", "p.id", "a.person_id").select(["p.id", "p.full_name as name"]).distinct()
    .where("a.round_id", "=", roundId).where("a.role", "in", ["judge", "head-judge"]).where("a.ended_at", "is", null)
    .orderBy("p.full_name").execute();
  const units = await reader.db
    .selectFrom("contest_participants as cp").innerJoin("units as u", "u.id", "cp.unit_id").select(["u.id", "cp.unit_name as name"])
    .where("cp.contest_id", "=", round.contestId).orderBy("u.sort_key").execute();
  return { judges, units };
}
