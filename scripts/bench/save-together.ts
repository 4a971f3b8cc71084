import { sql } from "kysely";
import pg from "pg";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { appointMore } from "#tests/support/builders/large-contest.ts";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { type Ground, onGround } from "./support/ground.ts";
import { p95 } from "./support/statistics.ts";

const judges = 50;
const savesEach = 30;
const turns = 6;
/** Connections of either side: what `onGround` gives the command. */
const connections = 4;

const bareUpsert = `insert into bench_points (sheet_id, criterion_id, points, saved_at) values ($1, $2, $3, $4)
  on conflict (sheet_id, criterion_id) do update set points = excluded.points, saved_at = excluded.saved_at`;

type Save = (judge: number, at: number) => Promise<unknown>;

/** Fifty judges side by side, each saving one after the other; the time of every save in ms. */
async function together(save: Save, turn: number): Promise<number[]> {
  const taken: number[] = [];
  await Promise.all(Array.from({ length: judges }, async (_, judge) => {
    for (let at = turn * savesEach; at < (turn + 1) * savesEach; at++) {
      const start = performance.now();
      await save(judge, at);
      taken.push(performance.now() - start);
    }
  }));
  return taken;
}

/** What a judge gives at the n-th save: every criterion in turn, another value each time. */
const given = (criteria: readonly string[], at: number) =>
  [criteria[at % criteria.length]!, (Math.floor(at / criteria.length) % 7) * 100] as const;

type Found = { lost: number; doubled: number };

/**
 * Compares what stands and what is kept of each change with what was sent, sheet by sheet and criterion by criterion:
 * nothing may be missing or there twice.
 */
async function check({ db }: Ground, contest: SmallContest, sheets: readonly string[]): Promise<Found> {
  const sent = turns * savesEach;
  const { criteria } = contest.categories.TV;
  const last = new Map(Array.from({ length: sent }, (_, at) => given(criteria, at)));
  const expected = sent / criteria.length;
  const { rows } = await sql<{ criterionId: string; points: number | null; revisions: number; events: number }>`
    select c.id as "criterionId", sp.points,
      (select count(*) from sheet_point_revisions r where r.sheet_id = s.id and r.criterion_id = c.id) as revisions,
      (select count(*) from audit_events e where e.action = 'save-points' and e.subject_id = s.id::text
        and e.detail -> 'points' ? c.id::text) as events
    from unnest(${sheets}::uuid[]) s (id) cross join unnest(${criteria}::uuid[]) c (id)
    left join sheet_points sp on sp.sheet_id = s.id and sp.criterion_id = c.id`.execute(db);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((so, row) => so + Math.max(0, of(row)), 0);
  return {
    lost: sum(({ criterionId, points }) => (last.get(criterionId) === points ? 0 : 1)) +
      sum(({ revisions }) => expected - revisions) + sum(({ events }) => expected - events),
    doubled: sum(({ revisions }) => revisions - expected) + sum(({ events }) => events - expected),
  };
}

type Figures = Found & { values: number[]; baselines: number[] };

const measure = () =>
  onGround(async (ground): Promise<Figures> => {
    const now = new Date();
    const contest = await judgedContest(ground.db, now, 3);
    await appointMore(contest, now, judges);
    await ground.db.transaction().execute((trx) => openSheets(trx, now, contest.district.roundId));
    const people = contest.district.judges;
    const sheets = await Promise.all(people.map((judge) => sheetOf(judge, contest.entries[0]!)));
    const { criteria } = contest.categories.TV;
    const pool = new pg.Pool({ ...ground.connection, max: connections, application_name: "bench-bare" });
    try {
      await pool.query(`create table bench_points (sheet_id uuid, criterion_id uuid, points integer not null,
        saved_at timestamptz not null, primary key (sheet_id, criterion_id))`);
      const own: Save = (judge, at) => saveCriterion({ ...people[judge]!, now: new Date() }, sheets[judge]!, ...given(criteria, at));
      const bare: Save = (judge, at) => pool.query(bareUpsert, [sheets[judge], ...given(criteria, at), new Date()]);
      const [values, baselines]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < turns; turn++) {
        const [bareTimes, ownTimes] = [await together(bare, turn), await together(own, turn)];
        // The first turn warms up.
        if (turn > 0) baselines.push(...bareTimes);
        if (turn > 0) values.push(...ownTimes);
      }
      return { values, baselines, ...(await check(ground, contest, sheets)) };
    } finally {
      await pool.end();
    }
  });

let measured: Promise<Figures> | undefined;
const figures = () => (measured ??= measure());
const count = (name: keyof Found) => async () => ({ value: (await figures())[name], baseline: null });
const none = { unit: "saves", measure: "value", limit: 0, bound: "most" } as const;

/** Fifty judges who save at once, against fifty bare upserts at once over as many connections. */
export const cases: BenchCase[] = [
  {
    id: "save-50-p95", title: "50 giám khảo cùng lưu tiêu chí, p95", unit: "ms", measure: "ratio", limit: 5, bound: "most",
    run: async () => {
      const { values, baselines } = await figures();
      return { value: p95(values), baseline: p95(baselines) };
    },
  },
  { id: "save-50-lost", title: "50 giám khảo cùng lưu: số lần lưu bị mất", ...none, run: count("lost") },
  { id: "save-50-doubled", title: "50 giám khảo cùng lưu: số lần lưu bị ghi đôi", ...none, run: count("doubled") },
];
