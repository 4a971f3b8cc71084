import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { readEnv } from "#app/platform/env.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { openQueue } from "#app/platform/queue.server.ts";
import { installRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { testClock, type TestClock } from "./clock.ts";
import type { FreshDatabase } from "./database.ts";

/**
 * Gives routes and jobs under test a runtime: the file's own database, files in a directory of their own, a clock
 * that stands still. Call after `freshDb()`. A failed job or a broken queue fails `drain`'s caller through `failures`.
 */
export function testRuntime(fresh: FreshDatabase, clock: TestClock = testClock()) {
  const failures: unknown[] = [];
  let installed: Runtime | undefined;
  beforeAll(() => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "vong-thi-files-"));
    const env = readEnv({ NODE_ENV: "test", DATA_DIR: dataDir, LOG_LEVEL: "silent", SITE_ORIGIN: "http://localhost:3000" });
    const queue = openQueue({
      pool: fresh.pool,
      onFailure: (failure) => failures.push(failure),
      onError: (error) => failures.push(error),
    });
    installed = installRuntime({
      env,
      secrets: { session: "s".repeat(43), upload: "u".repeat(43) },
      db: fresh.db,
      pool: fresh.pool,
      storage: openStorage(dataDir),
      queue,
      log: openLog(env),
      clock,
      async stop() {
        await queue.stop(2_000);
        rmSync(dataDir, { recursive: true, force: true });
      },
    });
  });
  afterAll(() => installed?.stop());
  return {
    clock,
    failures,
    get runtime(): Runtime {
      if (!installed) throw new Error("testRuntime() is ready only inside tests and hooks");
      return installed;
    },
  };
}
