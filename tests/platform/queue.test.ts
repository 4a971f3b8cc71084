import { afterEach, describe, expect, it } from "vitest";
import { enqueue, openQueue, type Queue, type QueueConfig } from "#app/platform/queue.server.ts";
import { freshDb } from "#tests/support/database.ts";

describe("queue", () => {
  const fresh = freshDb();
  const failures: string[] = [];
  let open: Queue[] = [];

  function queue(config: Partial<QueueConfig> = {}): Queue {
    const own = openQueue({
      pool: fresh.pool,
      onFailure: (failure) => failures.push(`${failure.name} ${failure.attempt}`),
      onError: (error) => failures.push(String(error)),
      pollMs: 50,
      ...config,
    });
    open.push(own);
    return own;
  }

  afterEach(async () => {
    for (const own of open) await own.stop(1_000);
    open = [];
    failures.length = 0;
    await fresh.pool.query("delete from pgboss.job");
  });

  it("runs a job only when the transaction that enqueued it commits", async () => {
    const done: unknown[] = [];
    const own = queue();
    own.work<{ n: number }>("count", async ({ n }) => void done.push(n));
    await fresh.db.transaction().execute((trx) => enqueue(trx, "count", { n: 1 }));
    await expect(
      fresh.db.transaction().execute(async (trx) => {
        await enqueue(trx, "count", { n: 2 });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await own.drain()).toBe(1);
    expect(done).toEqual([1]);
  });

  it("keeps one waiting job for each key, and every job without a key", async () => {
    const done: string[] = [];
    const own = queue();
    own.work<{ of: string }>("rank", async ({ of }) => void done.push(of));
    const ids = [];
    for (const of of ["a", "a", "b"]) ids.push(await enqueue(fresh.db, "rank", { of }, { singletonKey: of }));
    await enqueue(fresh.db, "rank", { of: "c" });
    await enqueue(fresh.db, "rank", { of: "c" });
    expect(ids.map((id) => id === null)).toEqual([false, true, false]);
    await own.drain();
    expect(done.sort()).toEqual(["a", "b", "c", "c"]);
  });

  it("tries again after a failure and tells the attempt", async () => {
    const attempts: number[] = [];
    const own = queue();
    own.work("shaky", async (_payload, { attempt }) => {
      attempts.push(attempt);
      if (attempt === 1) throw new Error("not yet");
    });
    await enqueue(fresh.db, "shaky", {}, { retryDelay: 0 });
    await own.start();
    await expect.poll(() => attempts, { timeout: 5_000 }).toEqual([1, 2]);
    expect(failures).toEqual(["shaky 1"]);
  });

  it("takes up what a killed worker had begun", async () => {
    const done: number[] = [];
    await enqueue(fresh.db, "cut", {}, { retryDelay: 0 });
    await fresh.pool.query("update pgboss.job set state = 'active', started_on = now() where name = 'cut'");
    const own = queue();
    own.work("cut", async (_payload, { attempt }) => void done.push(attempt));
    await own.start();
    await expect.poll(() => done, { timeout: 5_000 }).toEqual([2]);
  });

  it("leaves the running job of another worker alone and never runs one job twice at once", async () => {
    const log: string[] = [];
    const [first, second] = [queue(), queue()];
    for (const [name, own] of [["first", first], ["second", second]] as const)
      own.work("slow", async () => {
        log.push(name);
        await new Promise((resolve) => setTimeout(resolve, 200));
      });
    await enqueue(fresh.db, "slow", {});
    await first.start();
    await expect.poll(() => log).toEqual(["first"]);
    await second.drain();
    expect(log).toEqual(["first"]);
  });

  it("stops waiting for a job that takes longer than it may", async () => {
    const own = queue();
    own.work("stuck", () => new Promise(() => undefined));
    await enqueue(fresh.db, "stuck", {}, { expireInSeconds: 1, retryLimit: 0 });
    await own.drain();
    expect(failures).toEqual(["stuck 1"]);
  });

  it("keeps a timetable by the clock of Vietnam", async () => {
    const own = queue();
    own.work("nightly", async () => undefined);
    await own.start();
    await own.schedule("nightly", "0 2 * * *");
    const { rows } = await fresh.pool.query("select name, cron, timezone from pgboss.schedule");
    expect(rows).toEqual([{ name: "nightly", cron: "0 2 * * *", timezone: "Asia/Ho_Chi_Minh" }]);
  });
});
