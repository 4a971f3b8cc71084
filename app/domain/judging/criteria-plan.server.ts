import { sql } from "kysely";
import type { CriteriaVersionInput } from "#app/domain/contests/forms.ts";
import type { ContestState } from "#app/domain/contests/load.server.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { checkCriteria } from "#app/domain/contests/setup-check.ts";
import { usesRubric } from "#app/domain/judging/ballots.server.ts";
import { effectOf, type JudgeCounts, planVersion, type StandingCriterion, type VersionEffect, type VersionPlan } from "#app/domain/judging/criteria-version.ts";
import { takesPart } from "#app/domain/judging/takes-part.server.ts";
import { isCountedSheet } from "#app/domain/judging/tasks.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database } from "#db/client.ts";

/** A category with its present criteria and the number of their version; 1 is what was announced at the opening. */
export type StandingCriteria = { categoryId: string; code: string; name: string; number: number; criteria: StandingCriterion[] };

export type Revision = { standing: StandingCriteria; plan: VersionPlan; effect: VersionEffect };

const settled: readonly PhaseKind[] = ["decision", "published", "archived"];

/** The present criteria of a contest's category, by its code; "category-unknown" otherwise. */
export async function standingCriteria(db: Database, contestId: string, code: string): Promise<StandingCriteria> {
  const category = await db
    .selectFrom("categories as c")
    .select(["c.id as categoryId", "c.code", "c.name"])
    .select(sql<number>`(select count(*)::int + 1 from criteria_versions v where v.category_id = c.id)`.as("number"))
    .where("c.contest_id", "=", contestId)
    .where("c.code", "=", code)
    .executeTakeFirst();
  if (!category) throw new DomainError("not-found", "category-unknown");
  const criteria = await db
    .selectFrom("criteria")
    .select(["id", "name", "guidance", "max_points as maxPoints", "step", "weight"])
    .where("category_id", "=", category.categoryId)
    .where("round_id", "is", null)
    .orderBy("position")
    .execute();
  return { ...category, criteria };
}

/**
 * Why no new version can be made at present, by the phases of the rounds; null while one can. Before the opening the
 * criteria are edited as they are, unless there was a version already.
 */
export function closedFor({ rounds }: Pick<ContestState, "rounds">, number: number): { reason: string; round: string } | null {
  const closed = rounds.find(({ phase }) => settled.includes(phase));
  if (closed) return { reason: "criteria-round-closed", round: closed.name };
  return number === 1 && rounds.every(({ phase }) => phase === "draft") ? { reason: "criteria-not-open", round: "" } : null;
}

/**
 * What a new version would change and what it would do to the sheets; throws what stands against it: the phases, another
 * version meanwhile ("criteria-moved"), no reason, nothing changed, a tie-break step that names a dropped criterion,
 * papers being keyed.
 */
export async function planRevision(db: Database, contest: ContestState, code: string, input: CriteriaVersionInput): Promise<Revision> {
  const standing = await standingCriteria(db, contest.id, code);
  const against = closedFor(contest, standing.number);
  if (against) throw new DomainError("closed", against.reason, { round: against.round });
  if (standing.number !== input.base) throw new DomainError("conflict", "criteria-moved", { number: standing.number });
  if (input.criteria.length === 0) throw new DomainError("invalid", "criteria-empty");
  const fault = checkCriteria(input.criteria, "criteria")[0];
  if (fault) throw new DomainError("invalid", fault.reason, { ...fault.params, path: fault.path }, fieldOf(fault.path));
  const plan = planVersion(standing.criteria, input.criteria);
  if (!plan.changed) throw new DomainError("conflict", "criteria-unchanged");
  await refuseTieBreak(db, plan);
  if (plan.altersScoring) await refusePaper(db, standing.categoryId);
  if (input.reason === "") throw new DomainError("invalid", "reason-empty", {}, "reason");
  return { standing, plan, effect: effectOf(plan, await countSheets(db, standing.categoryId)) };
}

const fieldOf = (path: string) => (/\.\d+$/.test(path) ? `${path}.name` : path);

/** The order of steps against ties was announced: it cannot lose one. */
async function refuseTieBreak(db: Database, { removed }: VersionPlan): Promise<void> {
  if (removed.length === 0) return;
  const step = await db
    .selectFrom("tie_break_steps as t")
    .innerJoin("criteria as k", "k.id", "t.criterion_id")
    .innerJoin("rounds as r", "r.id", "t.round_id")
    .select(["k.name as criterion", "r.name as round", "t.position as step"])
    .where("t.criterion_id", "in", removed.map(({ id }) => id))
    .orderBy("r.ordinal")
    .orderBy("t.position")
    .executeTakeFirst();
  if (step) throw new DomainError("conflict", "criteria-in-tie-break", step);
}

/** A paper carries the criteria it was printed with: what is keyed of it would no longer be what the judge signed. */
async function refusePaper(db: Database, categoryId: string): Promise<void> {
  const { rows } = await sql<{ judge: string }>`
    select p.full_name as judge from people p where p.id in (
      select judge_id from paper_keyings where category_id = ${categoryId} and withdrawn_at is null
      union select judge_id from paper_recordings where category_id = ${categoryId} and taken_back_at is null)
    order by p.full_name`.execute(db);
  if (rows.length === 0) return;
  throw new DomainError("conflict", "criteria-paper", { count: rows.length, judges: rows.map(({ judge }) => judge).join(", ") });
}

const isBegun = sql<boolean>`exists (select 1 from sheet_points sp where sp.sheet_id = s.id)`;

/** The sheets of a category that are still somebody's to score, in counts by judge; no points. */
async function countSheets(db: Database, categoryId: string): Promise<JudgeCounts[]> {
  const { rows } = await sql<JudgeCounts>`
    select s.judge_id as "judgeId", p.full_name as name,
      not exists (select 1 from appointments a where a.person_id = s.judge_id and a.round_id = re.round_id
        and a.role in ('judge', 'head-judge') and a.ended_at is null) as left,
      count(s.submitted_at)::int as "handedIn",
      (count(*) filter (where s.submitted_at is null and ${isBegun}))::int as begun,
      (count(*) filter (where s.submitted_at is null and not ${isBegun}))::int as untouched
    from sheets s join round_entries re on re.id = s.round_entry_id join people p on p.id = s.judge_id
    where re.category_id = ${categoryId} and ${usesRubric} and ${takesPart} and ${isCountedSheet}
    group by s.judge_id, p.full_name, re.round_id order by p.full_name, s.judge_id`.execute(db);
  return rows;
}
