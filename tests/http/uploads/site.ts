import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll } from "vitest";
import type { ReceivedFile, UploadGrant } from "#app/domain/files/policies.server.ts";
import { registerUploadPolicy } from "#app/domain/files/policies.server.ts";
import type { Refusal } from "#app/domain/files/model.ts";
import { handleRaw } from "#app/http/raw.server.ts";
import { answerUploadThing } from "#app/http/uploads/router.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import { installRuntime } from "#app/platform/runtime.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { type FreshDatabase, freshDb } from "#tests/support/database.ts";
import { ownerId } from "./session.ts";

/** What the policy of the test says; each test may change it. */
export const policy = {
  medium: null as UploadGrant["medium"],
  maxBytes: 1 << 30,
  refuseBegin: null as Refusal | null,
  refuseComplete: null as Refusal | null,
  failOnce: false,
  received: [] as ReceivedFile[],
};

registerUploadPolicy({
  slug: "testWork",
  async begin(_ctx, { input }) {
    if (policy.refuseBegin) return policy.refuseBegin;
    const { place } = input as { place: string };
    return { ok: true, ownerId, medium: policy.medium, maxBytes: policy.maxBytes, purpose: { place } };
  },
  async complete(_ctx, received) {
    if (policy.failOnce) {
      policy.failOnce = false;
      throw new Error("the disk is on holiday");
    }
    if (policy.refuseComplete) return policy.refuseComplete;
    policy.received.push(received);
    return { ok: true };
  },
});

export interface Site {
  origin: string;
  dir: string;
  database: FreshDatabase;
  /** Further addresses of the test's own: path to HTML or script. */
  pages: Map<string, { type: string; body: string }>;
}

/**
 * A real server on loopback with the raw routes and UploadThing's address, over a database of its own; `settings` are
 * what an operator would put into the environment.
 */
export function uploadSite(settings: Record<string, string> = {}): Site {
  const database = freshDb();
  const site: Site = { origin: "", dir: "", database, pages: new Map() };
  let server: Server;
  beforeAll(async () => {
    site.dir = mkdtempSync(path.join(tmpdir(), "vong-thi-uploads-"));
    server = createServer(async (request, response) => {
      if (await handleRaw(request, response)) return;
      const page = site.pages.get(request.url ?? "");
      if (page) return void response.writeHead(200, { "content-type": page.type }).end(page.body);
      const body = request.method === "POST" ? (Readable.toWeb(request) as BodyInit) : undefined;
      const headers = new Headers(Object.entries(request.headers as Record<string, string>));
      const init = { method: request.method, headers, body, duplex: "half" } as RequestInit;
      const answer = await answerUploadThing(new Request(site.origin + request.url, init));
      response
        .writeHead(answer.status, Object.fromEntries(answer.headers))
        .end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = readEnv({
      NODE_ENV: "test",
      DATA_DIR: site.dir,
      SITE_ORIGIN: site.origin,
      LOG_LEVEL: "silent",
      ...settings,
    });
    installRuntime({
      env,
      secrets: { session: "s".repeat(32), upload: "u".repeat(32) },
      db: database.db,
      pool: database.pool,
      storage: openStorage(site.dir),
      queue: {} as never,
      log: openLog(env),
      clock: () => new Date(),
      stop: async () => undefined,
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    rmSync(site.dir, { recursive: true, force: true });
  });
  return site;
}
