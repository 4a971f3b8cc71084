import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openDatabase, type QueryReport } from "#db/client.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";

describe("database", () => {
  const fresh = freshDb();

  it("reads each kind of value without losing any of it", async () => {
    const { rows } = await sql`select 9007199254740991::int8 as int8, 12.340::numeric as numeric,
      date '2013-02-28' as date, timestamptz '2023-12-31 17:30:00.123+07' as at, array[1, null]::int8[] as int8s,
      array[0.1]::numeric[] as numerics, array[date '2013-02-28'] as dates, count(*) as count`.execute(fresh.db);
    expect(rows).toEqual([{
      int8: 9007199254740991, numeric: "12.340", date: "2013-02-28", at: new Date("2023-12-31T10:30:00.123Z"),
      int8s: [1, null], numerics: ["0.1"], dates: ["2013-02-28"], count: 1,
    }]);
  });

  it("fails rather than round a number it cannot hold", async () => {
    await expect(sql`select 9007199254740993::int8`.execute(fresh.db)).rejects.toThrow("beyond what a number holds");
  });

  it("counts the statements of one piece of work only", async () => {
    const one = () => sql`select 1 as one`.execute(fresh.db);
    await one();
    const { count, statements } = await countQueries(fresh.db, async () => {
      await one();
      await fresh.db.transaction().execute((trx) => sql`select 2 as two`.execute(trx));
    });
    expect([count, statements]).toEqual([4, ["select 1 as one", "begin", "select 2 as two", "commit"]]);
  });

  it("reports slow statements without their parameters", async () => {
    const slow: QueryReport[] = [];
    const own = openDatabase({ connection: fresh.connection, slowQueryMs: 1_000, onSlowQuery: (query) => slow.push(query) });
    await sql`select ${"Nguyễn An"}::text`.execute(own.db);
    await sql`select pg_sleep(1.1), ${"Nguyễn An"}::text`.execute(own.db);
    await own.db.destroy();
    expect(slow.map(({ sql: text, failed }) => [text, failed])).toEqual([["select pg_sleep(1.1), $1::text", false]]);
  });
});

describe("statements sent again and again", () => {
  const fresh = freshDb();

  /** One connection, and the texts of what it keeps prepared. */
  async function onOne(work: (own: ReturnType<typeof openDatabase>, kept: () => Promise<string[]>) => Promise<void>) {
    const own = openDatabase({ connection: fresh.connection, max: 1 });
    const kept = async () => {
      const { rows } = await own.pool.query<{ statement: string }>("select statement from pg_prepared_statements order by name");
      return rows.map(({ statement }) => statement);
    };
    await work(own, kept).finally(() => own.db.destroy());
  }

  it("are prepared from the third time on and answer as before", () => onOne(async ({ db }, kept) => {
    const double = (value: number) => sql<{ twice: number }>`select ${value}::int * 2 as twice`.execute(db);
    const answers = [(await double(1)).rows[0]!.twice, (await double(2)).rows[0]!.twice];
    expect(await kept()).toEqual([]);
    answers.push((await double(3)).rows[0]!.twice, (await double(4)).rows[0]!.twice);
    expect(answers).toEqual([2, 4, 6, 8]);
    expect(await kept()).toEqual(["select $1::int * 2 as twice"]);
  }));

  it("go on after a failure, in a transaction too", () => onOne(async ({ db }) => {
    const inverse = (value: number) => sql<{ of: number }>`select 10 / ${value}::int as of`.execute(db);
    for (const value of [1, 2, 5, 0, 0]) await inverse(value).catch(() => undefined);
    await expect(db.transaction().execute(async (trx) => {
      await sql`select 10 / ${0}::int as of`.execute(trx);
    })).rejects.toThrow("division by zero");
    expect((await inverse(5)).rows).toEqual([{ of: 2 }]);
  }));

  it("are kept up to a bound, the others planned each time", () => onOne(async ({ pool }, kept) => {
    for (let at = 0; at < 120; at++) {
      for (let time = 0; time < 3; time++) await pool.query(`select $1::int + ${at}`, [time]);
    }
    expect(await kept()).toHaveLength(100);
    expect((await pool.query<{ sum: number }>("select $1::int + 119 as sum", [1])).rows).toEqual([{ sum: 120 }]);
  }));

  it("are left alone without parameters", () => onOne(async ({ pool }, kept) => {
    for (let time = 0; time < 5; time++) await pool.query("select 1");
    expect(await kept()).toEqual([]);
  }));
});

describe("migrations", () => {
  const fresh = freshDb();

  it("have nothing left to do on a migrated database, also when several processes try", async () => {
    expect(await Promise.all([1, 2, 3].map(() => migrateToLatest(fresh.db)))).toEqual([[], [], []]);
  });

  it("begin an empty database from nothing, once, when three start together", async () => {
    await fresh.pool.query("drop schema public cascade; create schema public");
    const runs = await Promise.all([1, 2, 3].map(() => migrateToLatest(fresh.db)));
    expect(runs.flat()).toEqual(Object.keys(migrations).sort());
  });

  it("are numbered without gaps or doubles", () => {
    expect(Object.keys(migrations).map((name) => Number(name.slice(0, 4)))).toEqual(
      Object.keys(migrations).map((_, index) => index + 1),
    );
  });
});
