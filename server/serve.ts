import http from "node:http";
import type { AddressInfo } from "node:net";
import { readEnv, type Env } from "#app/platform/env.server.ts";
import { startRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { answerer } from "./answer.ts";
import { builtPages, livePages } from "./pages.ts";

export type Serving = {
  /** Where this machine reaches the site. */
  url: string;
  runtime: Runtime;
  /** The one-time code of a first start, to be shown on the console; null once somebody administers the site. */
  setupCode: string | null;
  /** Takes no new requests, lets running ones and jobs end, closes the database. */
  stop(): Promise<void>;
};

const drainLimitMs = 25_000;
/** A connection on which nothing has moved for so long is given up, whichever side was to speak. */
const idleLimitMs = 5 * 60_000;

/** Starts everything in this process: database, pages, background work; then listens. Rejects when the port is taken. */
export async function serve(env: Env = readEnv()): Promise<Serving> {
  // A phone on a slow line may need an hour for one clip, so only silence before the headers ends has a limit.
  const server = http.createServer({ requestTimeout: 0, headersTimeout: 15_000, keepAliveTimeout: 30_000 });
  server.setTimeout(idleLimitMs);
  const live = env.mode === "development";
  const [runtime, pages] = await Promise.all([startRuntime(env), live ? livePages(server) : builtPages()]);
  const answer = answerer(pages, runtime);
  server.on("request", (req, res) => void answer(req, res));
  try {
    await listen(server, env);
  } catch (error) {
    await pages.close();
    await runtime.stop();
    throw error;
  }
  const entry = await pages.entry();
  await entry.startWorker?.(runtime);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    runtime,
    setupCode: (await entry.setupCode?.()) ?? null,
    async stop() {
      await close(server);
      await pages.close();
      await runtime.stop();
    },
  };
}

function listen(server: http.Server, { site }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: site.port, ...(site.host ? { host: site.host } : {}) }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), drainLimitMs);
  return closed.finally(() => clearTimeout(limit));
}

/** Stops in good order at Ctrl-C or SIGTERM; a second one ends the process at once. */
export function stopOnSignal(serving: Serving, say: (line: string) => void): void {
  let stoppingSince = 0;
  const stop = async () => {
    // npm passes on the signal that the terminal has already sent: only a later one is a second wish.
    if (stoppingSince && Date.now() - stoppingSince > 1_000) process.exit(1);
    if (stoppingSince) return;
    stoppingSince = Date.now();
    say("Đang dừng, chờ việc dở dang hoàn tất… / Stopping");
    await serving.stop();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop()).on("SIGTERM", () => void stop());
  process.on("unhandledRejection", (error) => serving.runtime.log.error({ err: error }, "a promise was left alone"));
}
