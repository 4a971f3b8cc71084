import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { embeddedKey, sign } from "#app/http/uploads/signature.server.ts";
import { head, put } from "./client.ts";

const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-kill-"));
const signer = embeddedKey("k".repeat(40));
const port = 4100 + Math.floor(Math.random() * 900);
const ingestUrl = `http://127.0.0.1:${port}`;
const bytes = Buffer.alloc(40 * 1024 * 1024, "Lắng nghe con nói. ");

/** The ingest in a process of its own, so that it can be killed. */
const program = `
  import { createServer } from "node:http";
  import { PartFiles } from "./app/domain/files/part-files.server.ts";
  import { Ingest } from "./app/http/uploads/ingest.server.ts";
  import { embeddedKey } from "./app/http/uploads/signature.server.ts";
  const parts = new PartFiles(${JSON.stringify(dir)});
  const ingest = new Ingest({
    ingestUrl: ${JSON.stringify(ingestUrl)}, signer: embeddedKey("k".repeat(40)), parts,
    expected: async (key) => ({ customId: key, name: key, bytes: ${
      bytes.length
    }, settled: false, result: null }),
    deliver: async (upload, sha256) => ({ sha256 }), now: () => new Date(), log: () => undefined,
  });
  createServer((req, res) => ingest.handle(req, res, req.url)).listen(${port}, "127.0.0.1", () => console.log("ready"));
`;

async function start() {
  const root = path.resolve(import.meta.dirname, "../../..");
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready) => child.stdout.once("data", ready));
  return child;
}

const key = "kill" + "x".repeat(26);
const query = {
  expires: Date.now() + 3_600_000,
  "x-ut-identifier": signer.appId,
  "x-ut-file-name": key,
  "x-ut-file-size": bytes.length,
  "x-ut-custom-id": key,
};
const unsigned = `${ingestUrl}/${key}?${Object.entries(query)
  .map(([name, value]) => `${name}=${value}`)
  .join("&")}`;
const url = `${unsigned}&signature=${encodeURIComponent(sign(unsigned, signer.apiKey))}`;

describe("kill -9 in the middle of an upload", () => {
  let child: Awaited<ReturnType<typeof start>>;
  afterAll(() => {
    child.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true });
  });

  it("loses nothing that was acknowledged, and the rest goes on from there to the same file", async () => {
    child = await start();
    const eight = 8 * 1024 * 1024;
    expect((await put(url, bytes.subarray(0, eight))).have).toBe(eight);
    const second = put(url, bytes.subarray(eight, 3 * eight), eight).catch(() => "cut");
    await new Promise((later) => setTimeout(later, 15));
    child.kill("SIGKILL");
    await second;
    child = await start();
    const { have } = await head(url);
    expect(have).toBeGreaterThanOrEqual(eight);
    const last = await put(url, bytes.subarray(have), have);
    expect(last.body).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex") });
  });
});
