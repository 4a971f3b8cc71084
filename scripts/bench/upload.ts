import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer, request, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { PartFiles } from "#app/domain/files/part-files.server.ts";
import { Ingest } from "#app/http/uploads/ingest.server.ts";
import { embeddedKey, sign } from "#app/http/uploads/signature.server.ts";
import type { BenchCase } from "../bench-case.ts";
import { median } from "./median.ts";

const megabyte = 1024 * 1024;
const size = 500 * megabyte;
const rounds = 3;
const block = Buffer.alloc(megabyte, "Một bức tranh của em. ");

/** The least a server can do: write what comes, hash it, sync it, answer. */
const bareServer =
  (dir: string): RequestListener =>
  async (incoming, response) => {
    const file = await open(path.join(dir, "bare"), "w");
    const hash = createHash("sha256");
    for await (const chunk of incoming) {
      hash.update(chunk as Buffer);
      await file.write(chunk as Buffer);
    }
    await file.sync();
    await file.close();
    response.end(hash.digest("hex"));
  };

async function withServer<T>(listener: RequestListener, work: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Sends `bytes` zero-copy between `before` and `after`; resolves with the status. */
function send(
  url: string,
  bytes: number,
  headers: Record<string, string | number>,
  before = "",
  after = ""
): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = bytes + Buffer.byteLength(before) + Buffer.byteLength(after);
    const outgoing = request(
      url,
      { method: "PUT", headers: { ...headers, "content-length": length } },
      (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
      }
    );
    outgoing.on("error", reject);
    outgoing.write(before);
    let left = bytes;
    const pump = () => {
      while (left > 0) {
        const piece = block.subarray(0, Math.min(left, block.length));
        left -= piece.length;
        if (!outgoing.write(piece) && left > 0) return void outgoing.once("drain", pump);
      }
      outgoing.end(after);
    };
    pump();
  });
}

const boundary = "----vongthi";
const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;

async function expectStatus(sent: Promise<number>, wanted: number): Promise<void> {
  const status = await sent;
  if (status !== wanted) throw new Error(`the server answered ${status} instead of ${wanted}`);
}

async function sendInPieces(url: string, piece: number): Promise<void> {
  const type = `multipart/form-data; boundary=${boundary}`;
  for (let at = 0; at < size; at += piece) {
    const bytes = Math.min(piece, size - at);
    const headers = { "content-type": type, range: `bytes=${at}-` };
    await expectStatus(send(url, bytes, headers, head, tail), at + bytes === size ? 200 : 202);
  }
}

const signer = embeddedKey("bench ".repeat(8));

function addressOf(origin: string, key: string): string {
  const facts = {
    expires: Date.now() + 3_600_000,
    "x-ut-identifier": signer.appId,
    "x-ut-file-name": key,
    "x-ut-file-size": size,
  };
  const query = Object.entries({ ...facts, "x-ut-custom-id": key }).map(
    ([name, value]) => `${name}=${value}`
  );
  const full = `${origin}/${key}?${query.join("&")}`;
  return `${full}&signature=${encodeURIComponent(sign(full, signer.apiKey))}`;
}

/** The real receiving end; only the database behind it and the look at the content are left out, as in the baseline. */
function ingestAt(dir: string, origin: () => string): RequestListener {
  const parts = new PartFiles(path.join(dir, "parts"));
  let ingest: Ingest | undefined;
  return (incoming, response) => {
    ingest ??= new Ingest({
      ingestUrl: origin(),
      signer,
      parts,
      expected: async (key) => ({ customId: key, name: key, bytes: size, settled: false, result: null }),
      deliver: async ({ key }, sha256) => (await parts.discard(key), { sha256 }),
      now: () => new Date(),
      log: (message, facts) => console.error(message, facts),
    });
    void ingest.handle(incoming, response, incoming.url ?? "/");
  };
}

const speed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return size / megabyte / ((performance.now() - start) / 1000);
};

async function measure(piece: number): Promise<{ value: number; baseline: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-bench-"));
  let origin = "";
  try {
    return await withServer(bareServer(dir), (bareOrigin) =>
      withServer(
        ingestAt(dir, () => origin),
        async (ours) => {
          origin = ours;
          const [values, baselines]: [number[], number[]] = [[], []];
          for (let round = 0; round < rounds; round++) {
            baselines.push(await speed(() => expectStatus(send(bareOrigin, size, {}), 200)));
            values.push(
              await speed(() => sendInPieces(addressOf(ours, `bench${"x".repeat(20)}${round}`), piece))
            );
          }
          return { value: median(values), baseline: median(baselines) };
        }
      )
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function memory(): Promise<{ value: number; baseline: number }> {
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-bench-"));
  let origin = "";
  try {
    return await withServer(
      ingestAt(dir, () => origin),
      async (ours) => {
        origin = ours;
        await sendInPieces(addressOf(ours, `bench${"y".repeat(20)}`), size);
        const before = process.memoryUsage().rss;
        let peak = before;
        const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
        await sendInPieces(addressOf(ours, `bench${"z".repeat(20)}`), size).finally(() =>
          clearInterval(watch)
        );
        return { value: peak / megabyte, baseline: before / megabyte };
      }
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const throughput = { unit: "MB/s", measure: "ratio", limit: 0.6, bound: "least" } as const;

/** 500 MB through the embedded ingest on loopback, in one piece and in the client's largest pieces, and its memory. */
export const cases: BenchCase[] = [
  { id: "upload-500mb", title: "Upload of 500 MB, one piece", ...throughput, run: () => measure(size) },
  {
    id: "upload-500mb-pieces",
    title: "Upload of 500 MB, pieces of 16 MB",
    ...throughput,
    run: () => measure(16 * megabyte),
  },
  {
    id: "upload-memory",
    title: "Memory at the peak of a second 500 MB upload, against before it",
    unit: "MB",
    measure: "ratio",
    limit: 1.5,
    bound: "most",
    run: memory,
  },
];
