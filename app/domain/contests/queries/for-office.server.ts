import { sql } from "kysely";
import type { Context } from "#app/domain/people/context.server.ts";
import { type ContestState, loadContest, roundPhase, visibleRounds } from "../load.server.ts";
import type { ContestSetup, PhaseKind } from "../model.ts";
import { contestRules } from "../rules.ts";
import { readStoredSetup } from "../setup-read.server.ts";

export type ContestLine = {
  id: string;
  slug: string;
  name: string;
  year: number;
  rounds: { id: string; ordinal: number; name: string; unitName: string; phase: PhaseKind; intakeEndsAt: Date | null }[];
};

/** The contests in the actor's reach with the rounds in reach and where each stands, the latest first; one query. */
export async function listContests({ db, actor }: Context): Promise<ContestLine[]> {
  const rows = await visibleRounds(db, actor)
    .select(["contests.id", "contests.slug", "contests.name", "contests.year"])
    .select(["rounds.id as roundId", "rounds.ordinal", "rounds.name as roundName", "rounds.unit_name as unitName"])
    .select([
      roundPhase.as("phase"),
      sql<Date | null>`(select ends_at from phases where phases.round_id = rounds.id and kind = 'open')`.as("intakeEndsAt"),
    ])
    .orderBy("contests.created_at", "desc")
    .orderBy("contests.id")
    .orderBy("rounds.ordinal")
    .limit(500)
    .execute();
  const contests = new Map<string, ContestLine>();
  for (const { id, slug, name, year, roundId, roundName, ...round } of rows) {
    const contest = contests.get(id) ?? { id, slug, name, year, rounds: [] };
    contest.rounds.push({ ...round, id: roundId, name: roundName });
    contests.set(id, contest);
  }
  return [...contests.values()];
}

/** A contest's set-up for its pages; `frozen` once a round left its draft. */
export type SetupView = {
  contest: ContestState;
  setup: ContestSetup;
  frozen: boolean;
  may: { edit: boolean };
};

/** The set-up of a contest in the actor's reach; else "contest-unknown". */
export async function findSetup(ctx: Context, contestId: string): Promise<SetupView> {
  const contest = await loadContest(ctx, contestId);
  const { setup } = await readStoredSetup(ctx.db, contest.id);
  const facts = { organiserUnitId: contest.organiserUnitId, roundUnitId: null };
  return {
    contest,
    setup,
    frozen: contest.rounds.some(({ phase }) => phase !== "draft"),
    may: { edit: contestRules.editContest(ctx.actor, facts, ctx.now) },
  };
}

export type ParticipantLine = { unitId: string; name: string; above: string | null; invitedAt: Date; entries: number; people: number };

/** The invited units of a contest in reach, by name, with how much hangs on each. */
export async function listParticipants(ctx: Context, contestId: string): Promise<ParticipantLine[]> {
  const contest = await loadContest(ctx, contestId);
  return ctx.db
    .selectFrom("contest_participants as p")
    .innerJoin("units as u", "u.id", "p.unit_id")
    .leftJoin("units as above", "above.id", "u.parent_id")
    .select(["p.unit_id as unitId", "p.unit_name as name", "above.name as above", "p.invited_at as invitedAt"])
    .select((eb) => [
      eb.selectFrom("entries as e").select(eb.fn.countAll<number>().as("n")).where("e.contest_id", "=", contest.id)
        .whereRef("e.participant_id", "=", "p.unit_id").as("entries"),
      eb.selectFrom("appointments as a").select(eb.fn.countAll<number>().as("n")).whereRef("a.unit_id", "=", "p.unit_id")
        .where("a.role", "=", "entrant").where("a.ended_at", "is", null).as("people"),
    ])
    .where("p.contest_id", "=", contest.id)
    .orderBy("u.sort_key")
    .$narrowType<{ entries: number; people: number }>()
    .execute();
}

export type RulesVersionLine = { version: number; documentNo: string; reason: string; publishedAt: Date; body: string };

/** All versions of a contest's rules, the latest first. */
export async function listRulesVersions(ctx: Context, contestId: string): Promise<RulesVersionLine[]> {
  const contest = await loadContest(ctx, contestId);
  return ctx.db
    .selectFrom("rules_versions")
    .select(["version", "document_no as documentNo", "reason", "published_at as publishedAt", "body"])
    .where("contest_id", "=", contest.id)
    .orderBy("version", "desc")
    .execute();
}
