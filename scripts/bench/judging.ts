import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { findSheet, findSheetPlace } from "#app/domain/judging/queries/sheet.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { startPostgres } from "#app/platform/postgres.server.ts";
import { installQueue } from "#app/platform/queue.server.ts";
import { observeQueries, openDatabase } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { judgedContest, sheetOf } from "#tests/support/builders/small-contest.ts";
import type { BenchCase } from "../bench-case.ts";

type Ground = { judge: Context; sheetId: string; criteria: string[]; pool: pg.Pool };

/** A round in judging with 50 works on a server that syncs every commit to disk, as production does. */
async function onGround<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-bench-"));
  const server = await startPostgres({ dir: path.join(dir, "postgres") });
  const { db, pool } = openDatabase({ connection: server.connection, max: 4 });
  try {
    await migrateToLatest(db);
    await installQueue(pool);
    const contest = await judgedContest(db, new Date(), 50);
    const judge = contest.district.judges[0]!;
    const sheetId = await sheetOf(judge, contest.entries[0]!);
    return await work({ judge, sheetId, criteria: contest.categories.TV.criteria, pool });
  } finally {
    await db.destroy();
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const percentile = (values: number[], part: number) => values.sort((a, b) => a - b)[Math.floor(values.length * part)]!;

/** Milliseconds of each of `times` runs, the first tenth left out. */
async function each(times: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < times; at++) {
    const start = performance.now();
    await work(at);
    if (at >= times / 10) taken.push(performance.now() - start);
  }
  return taken;
}

const bareUpsert = `insert into bench_points (sheet_id, criterion_id, points) values ($1, $2, $3)
  on conflict (sheet_id, criterion_id) do update set points = excluded.points`;

async function savingOne(): Promise<{ value: number; baseline: number }> {
  return onGround(async ({ judge, sheetId, criteria, pool }) => {
    await pool.query(`create table bench_points (sheet_id uuid, criterion_id uuid, points integer not null,
      primary key (sheet_id, criterion_id))`);
    const client = await pool.connect();
    const own: number[] = [];
    const bare: number[] = [];
    // Turn by turn, so that both meet the same disk.
    for (let turn = 0; turn < 10; turn++) {
      bare.push(...(await each(40, (at) => client.query(bareUpsert, [sheetId, criteria[at % 5], (at % 10) * 100]))));
      own.push(...(await each(40, (at) => saveCriterion(judge, sheetId, criteria[at % 5]!, ((at + turn) % 10) * 100))));
    }
    client.release();
    return { value: percentile(own, 0.95), baseline: percentile(bare, 0.95) };
  });
}

/** How many statements the reads of a judge's page send; the session is one more. */
async function pageQueries(): Promise<{ value: number; baseline: null }> {
  return onGround(async ({ judge, sheetId }) => {
    let count = 0;
    await observeQueries(() => count++, async () => findSheetPlace(judge, await findSheet(judge, sheetId)));
    return { value: count + 1, baseline: null };
  });
}

const bareRows = `select s.id, e.title, e.statement, re.blind_code, f.id as file_id, f.width, f.height,
    (select json_agg(json_build_object('name', c.name, 'max', c.max_points, 'points', p.points))
      from criteria c left join sheet_points p on p.criterion_id = c.id and p.sheet_id = s.id
      where c.category_id = re.category_id) as criteria
  from sheets s join round_entries re on re.id = s.round_entry_id join entries e on e.id = re.entry_id
  left join stored_files f on f.id = e.file_id where s.judge_id = $1 order by s.position`;

/** CPU of the reads behind a judge's page, in ms of this process a request, against one query over plain http. */
async function pageCpu(): Promise<{ value: number; baseline: number }> {
  return onGround(async ({ judge, sheetId, pool }) => {
    const own = () => findSheet(judge, sheetId).then((sheet) => findSheetPlace(judge, sheet)).then((place) => JSON.stringify(place));
    const bare = async () => JSON.stringify((await pool.query(bareRows, [judge.actor.personId])).rows);
    return { value: await cpuOf(own), baseline: await cpuOf(bare) };
  });
}

async function cpuOf(body: () => Promise<string>): Promise<number> {
  const server = http.createServer((_, res) => void body().then((text) => res.end(text)));
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const get = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  for (let at = 0; at < 30; at++) await get();
  const before = process.cpuUsage();
  for (let at = 0; at < 200; at++) await get();
  const { user, system } = process.cpuUsage(before);
  await new Promise((resolve) => void server.close(resolve));
  return (user + system) / 200 / 1_000;
}

export const cases: BenchCase[] = [
  {
    id: "save-criterion-p95", title: "Lưu một tiêu chí, p95", unit: "ms", measure: "ratio", limit: 3, bound: "most",
    run: savingOne,
  },
  {
    id: "judge-page-queries", title: "Trang chấm: số truy vấn, 50 bài", unit: "truy vấn", measure: "value", limit: 8,
    bound: "most", run: pageQueries,
  },
  {
    id: "judge-page-reads-cpu", title: "Trang chấm: CPU phần đọc, 50 bài", unit: "ms", measure: "ratio", limit: 12,
    bound: "most", run: pageCpu,
  },
];
