import pg from "pg";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { judgedContest, sheetOf } from "#tests/support/builders/small-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { type Ground, onGround } from "./support/ground.ts";
import { median, p95 } from "./support/statistics.ts";

const turns = 40;
const savesATurn = 25;
const warmUp = 50;
/** Criteria of the drawing's rubric: after so many saves the first one comes again, with another value. */
const criteriaATurn = 5;

const bareUpsert = `insert into bench_points (sheet_id, criterion_id, points, saved_at) values ($1, $2, $3, $4)
  on conflict (sheet_id, criterion_id) do update set points = excluded.points, saved_at = excluded.saved_at`;

type Save = (at: number) => Promise<unknown>;
type Savers = {
  own: Save;
  bare: Save;
  /** How many transactions have written anything in this database so far. */
  written(): Promise<number>;
};

/** A judge's sheet, saved by the command and by one statement into a table of the same shape with nothing around. */
async function withSavers<T>({ db, connection }: Ground, work: (savers: Savers) => Promise<T>): Promise<T> {
  const contest = await judgedContest(db, new Date(), 50);
  const judge = contest.district.judges[0]!;
  const sheetId = await sheetOf(judge, contest.entries[0]!);
  const { criteria } = contest.categories.TV;
  const client = new pg.Client({ ...connection, application_name: "bench-bare" });
  await client.connect();
  try {
    await client.query(`create table bench_points (sheet_id uuid, criterion_id uuid, points integer not null,
      saved_at timestamptz not null, primary key (sheet_id, criterion_id))`);
    // Another value for each criterion every time, so that no save finds nothing to do.
    const given = (at: number) =>
      [criteria[at % criteria.length]!, (Math.floor(at / criteria.length) % 5) * 100] as const;
    return await work({
      own: (at) => saveCriterion({ ...judge, now: new Date() }, sheetId, ...given(at)),
      bare: (at) => client.query(bareUpsert, [sheetId, ...given(at), new Date()]),
      written: async () => Number((await client.query("select pg_snapshot_xmax(pg_current_snapshot()) as next")).rows[0].next),
    });
  } finally {
    await client.end();
  }
}

async function timesOf(save: Save, from: number, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let at = from; at < from + count; at++) {
    const start = performance.now();
    await save(at);
    taken.push(performance.now() - start);
  }
  return taken;
}

async function times({ own, bare }: Savers) {
  await timesOf(own, 0, warmUp);
  await timesOf(bare, 0, warmUp);
  const [values, baselines]: [number[], number[]] = [[], []];
  // Turn by turn, so that both meet the same disk and the same neighbours.
  for (let turn = 0; turn < turns; turn++) {
    const from = warmUp + turn * savesATurn;
    baselines.push(...(await timesOf(bare, from, savesATurn)));
    values.push(...(await timesOf(own, from, savesATurn)));
  }
  return { values, baselines };
}

/** Transactions that a save writes in: each takes a number from the database. */
async function transactions({ own, written }: Savers): Promise<number> {
  const counts: number[] = [];
  for (let at = 0; at < 5; at++) {
    const before = await written();
    // A value the criterion does not have yet.
    await own(at * criteriaATurn + 1);
    counts.push((await written()) - before);
  }
  return median(counts);
}

type Figures = { transactions: number; values: number[]; baselines: number[] };

let measured: Promise<Figures> | undefined;
const figures = () =>
  (measured ??= onGround((ground) => withSavers(ground, async (savers) => ({
    transactions: await transactions(savers),
    ...(await times(savers)),
  }))));

/** Saving one criterion by its command: rights, phase, lock, audit and all, every commit on disk before it returns. */
export const cases: BenchCase[] = [
  {
    id: "save-p95", title: "Lưu một tiêu chí, p95", unit: "ms", measure: "ratio", limit: 3, bound: "most",
    run: async () => {
      const { values, baselines } = await figures();
      return { value: p95(values), baseline: p95(baselines) };
    },
  },
  {
    id: "save-transactions", title: "Lưu một tiêu chí: số giao dịch có ghi", unit: "transactions", measure: "value", limit: 1,
    bound: "most",
    run: async () => ({ value: (await figures()).transactions, baseline: null }),
  },
];
