import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { type Actor, isAdministrator, isSystem, officeUnitIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { PhaseKind } from "./model.ts";

/** The present phase of the round aliased `rounds`: that of the last move, or draft before the first. */
export const roundPhase = sql<PhaseKind>`coalesce((select to_kind from phase_moves
  where phase_moves.round_id = rounds.id order by phase_moves.id desc limit 1), 'draft')`;

/** Rounds that an actor's office hosts, or that belong to a contest its unit organises; an administrator sees all. */
export function visibleRounds(db: Database, actor: Actor) {
  const query = db.selectFrom("rounds").innerJoin("contests", "contests.id", "rounds.contest_id");
  if (isAdministrator(actor) || isSystem(actor)) return query;
  const units = officeUnitIds(actor);
  return query.where(sql<boolean>`(rounds.unit_id = any(${units}::uuid[])
    or contests.organiser_unit_id = any(${units}::uuid[]))`);
}

export type RoundFacts = {
  id: string;
  ordinal: number;
  name: string;
  unitId: string;
  phase: PhaseKind;
};
export type ContestState = { id: string; slug: string; name: string; organiserUnitId: string; rounds: RoundFacts[] };

/** A contest in the actor's reach with the phases of its rounds; else "contest-unknown". */
export async function loadContest({ db, actor }: Pick<Context, "db" | "actor">, contestId: string): Promise<ContestState> {
  const rows = isUuid(contestId)
    ? await db
        .selectFrom("contests")
        .leftJoin("rounds", "rounds.contest_id", "contests.id")
        .select(["contests.id", "slug", "contests.name", "organiser_unit_id"])
        .select(["rounds.id as round_id", "ordinal", "rounds.name as round_name", "unit_id", roundPhase.as("phase")])
        .where("contests.id", "=", contestId)
        .orderBy("ordinal")
        .execute()
    : [];
  const units = officeUnitIds(actor);
  const seen = isAdministrator(actor) || isSystem(actor)
    || rows.some((row) => units.includes(row.organiser_unit_id) || units.includes(row.unit_id ?? ""));
  const first = rows[0];
  if (!first || !seen) throw new DomainError("not-found", "contest-unknown");
  return {
    id: first.id,
    slug: first.slug,
    name: first.name,
    organiserUnitId: first.organiser_unit_id,
    rounds: rows.flatMap((row) =>
      row.round_id
        ? [{ id: row.round_id, ordinal: row.ordinal!, name: row.round_name!, unitId: row.unit_id!, phase: row.phase }]
        : [],
    ),
  };
}

export type LoadedRound = RoundFacts & { contest: ContestState };

/** A round in the actor's reach; else "round-unknown". */
export async function loadRound(ctx: Pick<Context, "db" | "actor">, roundId: string): Promise<LoadedRound> {
  const row = isUuid(roundId)
    ? await visibleRounds(ctx.db, ctx.actor).select("contests.id").where("rounds.id", "=", roundId).executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "round-unknown");
  const contest = await loadContest(ctx, row.id);
  return { ...contest.rounds.find(({ id }) => id === roundId)!, contest };
}

/** Holds the contest's row until the transaction ends, so that two set-up forms do not overwrite each other. */
export async function lockContest(db: Database, contestId: string): Promise<void> {
  await db.selectFrom("contests").select("id").where("id", "=", contestId).forUpdate().execute();
}

/** Holds the round's row: everybody who moves its phase waits here. */
export async function lockRound(db: Database, roundId: string): Promise<void> {
  await db.selectFrom("rounds").select("id").where("id", "=", roundId).forUpdate().execute();
}

/** Holds the contest, then all its rounds in their order: neither its set-up nor a phase changes until the end. */
export async function lockSetup(db: Database, contestId: string): Promise<void> {
  await lockContest(db, contestId);
  await db.selectFrom("rounds").select("id").where("contest_id", "=", contestId).orderBy("ordinal").forUpdate().execute();
}
