import { sql } from "kysely";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import type { Shortage } from "#app/domain/judging/assignment.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { type PlanAsk, workOut } from "#app/domain/judging/plan-load.server.ts";

/** Missing judges are named one by one up to here, and counted beyond. */
const NAMED = 10;

export type AssignmentSetting = {
  id: string;
  name: string;
  entries: number;
  /** Null: all judges; also where there is no plan at all, which `planned` tells. */
  perEntry: number | null;
  panel: string[] | null;
  planned: boolean;
  published: boolean;
};
export type AssignmentOverview = {
  round: Awaited<ReturnType<typeof findOfficeRound>>;
  categories: AssignmentSetting[];
  judges: { id: string; name: string }[];
};

/** How the works of each category of a round are given out, and who is there to judge. */
export async function findAssignment(reader: Reader, roundId: string): Promise<AssignmentOverview> {
  const round = await findOfficeRound(reader, roundId);
  const categories = await reader.db
    .selectFrom("categories as c")
    .leftJoin("assignment_plans as ap", (join) =>
      join.onRef("ap.category_id", "=", "c.id").on("ap.round_id", "=", roundId).on("ap.replaced_at", "is", null))
    .select([
      "c.id", "c.name", "ap.per_entry as perEntry", "ap.panel",
      sql<boolean>`ap.id is not null`.as("planned"), sql<boolean>`ap.published_at is not null`.as("published"),
      sql<number>`(select count(*) from round_entries re where re.round_id = ${roundId} and re.category_id = c.id and ${takesPart})`.as("entries"),
    ])
    .where("c.contest_id", "=", round.contestId)
    .orderBy("c.position")
    .execute();
  const judges = await reader.db
    .selectFrom("appointments as a").innerJoin("people as p", "p.id", "a.person_id").select(["p.id", "p.full_name as name"]).distinct()
    .where("a.round_id", "=", roundId).where("a.role", "in", ["judge", "head-judge"]).where("a.ended_at", "is", null)
    .orderBy("p.full_name").execute();
  return { round, categories, judges };
}

export type NamedShortage = { code: string; reason: Shortage["reason"]; wanted: number; free?: number; conflicted?: number; assigned?: number };
export type AssignmentPreview = {
  fingerprint: string;
  loads: { name: string; before: number; after: number }[];
  shortages: NamedShortage[];
  missing: number;
  linked: boolean;
  added: number;
  removed: number;
  kept: number;
};

/** What a plan would do, worked out as things stand now; nothing is kept. */
export async function previewAssignment(reader: Reader, roundId: string, ask: PlanAsk): Promise<AssignmentPreview> {
  const { db } = reader;
  await findOfficeRound(reader, roundId);
  const { plan, changes, fingerprint } = await workOut(db, roundId, ask);
  const people = await db.selectFrom("people").select(["id", "full_name as name"]).where("id", "in", plan.loads.map(({ judgeId }) => judgeId)).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const byEntry = new Map(plan.shortages.map(({ entryId, ...shortage }) => [entryId, shortage]));
  const short = await firstCodes(db, [...byEntry.keys()]);
  return {
    fingerprint,
    loads: plan.loads.map(({ judgeId, before, after }) => ({ name: names.get(judgeId) ?? "", before, after })),
    shortages: short.map(({ id, code }) => ({ ...byEntry.get(id)!, code })),
    missing: plan.shortages.length,
    linked: plan.links.every(({ groups }) => groups.length <= 1),
    added: changes.open.length + changes.restore.length,
    removed: changes.drop.length,
    kept: plan.changes.kept,
  };
}

const firstCodes = (db: Reader["db"], ids: string[]) =>
  db.selectFrom("round_entries").select(["id", "code"]).where(sql<boolean>`id = any(${ids}::uuid[])`).orderBy("code").limit(NAMED).execute();
