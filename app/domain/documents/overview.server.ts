import { sql } from "kysely";
import { contestRules } from "#app/domain/contests/rules.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { entryCounts, type EntryCounts } from "#app/domain/entries/queries/for-later-stages.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import { findJudgingProgress, type JudgeProgress } from "#app/domain/judging/queries/progress.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database } from "#db/client.ts";
import { type NextAct, nextAct } from "./next-act.ts";
import { listOfficeRounds, type OfficeRoundRow } from "./office-rounds.server.ts";

export type OverviewDates = { kind: PhaseKind; startsAt: Date; endsAt: Date | null };
export type OverviewAbout = {
  dates: OverviewDates[];
  nextOpensAt: Date | null;
  /** The kind of the invited units when all are of one. */
  unitKind: string | null;
  /** Children behind the works received and not taken back, each counted once. */
  children: number;
  rules: { version: number; documentNo: string } | null;
};
export type Overview = OverviewAbout & {
  round: OfficeRoundRow;
  next: NextAct;
  counts: EntryCounts;
  /** The judges by their counts alone; empty before judging. */
  judges: JudgeProgress[];
  may: { movePhase: boolean };
};

const judged: readonly PhaseKind[] = ["judging", "decision", "published", "archived"];

/** A round at one glance for its own office; "round-not-found" for everybody else. */
export async function findOverview(ctx: Context, roundId: string): Promise<Overview> {
  const [round] = isId(roundId) ? await listOfficeRounds(ctx, roundId) : [];
  if (!round) throw new DomainError("not-found", "round-not-found");
  const about = await findAbout(ctx.db, roundId);
  const counts = await entryCounts(ctx.db, roundId);
  const progress = judged.includes(round.phase) ? await findJudgingProgress(ctx, roundId) : null;
  const facts = { organiserUnitId: round.organiserUnitId, roundUnitId: round.unitId };
  return {
    ...about,
    round,
    counts,
    next: nextAct(round, ctx.now),
    judges: progress?.judges ?? [],
    may: { movePhase: contestRules.movePhase(ctx.actor, facts, ctx.now) },
  };
}

type AboutRow = Omit<OverviewAbout, "dates" | "nextOpensAt"> & {
  dates: { kind: PhaseKind; startsAt: string; endsAt: string | null }[];
  nextOpensAt: Date | null;
};

async function findAbout(db: Database, roundId: string): Promise<OverviewAbout> {
  const { rows } = await sql<AboutRow>`
    select
      (select coalesce(json_agg(json_build_object('kind', p.kind, 'startsAt', p.starts_at, 'endsAt', p.ends_at)), '[]')
        from phases p where p.round_id = r.id) as dates,
      (select p.starts_at from phases p join rounds n on n.id = p.round_id
        where n.contest_id = r.contest_id and n.ordinal = r.ordinal + 1 and p.kind = 'open') as "nextOpensAt",
      (select case when count(distinct u.kind) = 1 then min(u.kind) end
        from contest_participants cp join units u on u.id = cp.unit_id where cp.contest_id = r.contest_id) as "unitKind",
      (select count(distinct ea.child_id) from round_entries re join entry_authors ea on ea.entry_id = re.entry_id
        where re.round_id = r.id
          and not exists (select 1 from entry_withdrawals w where w.entry_id = re.entry_id)) as children,
      (select json_build_object('version', v.version, 'documentNo', v.document_no) from rules_versions v
        where v.contest_id = r.contest_id order by v.version desc limit 1) as rules
    from rounds r where r.id = ${roundId}`.execute(db);
  const row = rows[0]!;
  const dates = row.dates.map(({ kind, startsAt, endsAt }) => ({
    kind, startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt),
  }));
  return { ...row, dates };
}
