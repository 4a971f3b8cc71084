import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { createServer, request, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { PartFiles } from "#app/domain/files/part-files.server.ts";
import { Ingest } from "#app/http/uploads/ingest.server.ts";
import { embeddedKey, sign } from "#app/http/uploads/signature.server.ts";
import type { BenchCase } from "../bench-case.ts";
import { inTempDir, leavingNothing } from "./support/leavings.ts";
import { median } from "./support/statistics.ts";

const megabyte = 1024 * 1024;
const whole = 500 * megabyte;
const rounds = 3;
const block = Buffer.alloc(megabyte, "Một bức tranh của em. ");

/** The least a server can do: write what comes, hash it, sync it, answer. */
const bareServer =
  (dir: string): Answerer =>
  () =>
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

type Answerer = (origin: string) => RequestListener;

/** Listens on loopback with what `answerer` makes for the address it got; closes after `work`. */
async function withListener<T>(answerer: Answerer, work: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on("request", answerer(origin));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return leavingNothing(close, () => work(origin));
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

/** Sends a file of `size` bytes as the client does: pieces of at most `piece` bytes, each at its offset. */
async function sendInPieces(url: string, size: number, piece: number): Promise<void> {
  const type = `multipart/form-data; boundary=${boundary}`;
  for (let at = 0; at < size; at += piece) {
    const bytes = Math.min(piece, size - at);
    const headers = { "content-type": type, range: `bytes=${at}-` };
    await expectStatus(send(url, bytes, headers, head, tail), at + bytes === size ? 200 : 202);
  }
}

const signer = embeddedKey("bench ".repeat(8));

type Upload = { key: string; size: number };

let uploads = 0;
const newUpload = (size: number): Upload => ({ key: `bench${String(++uploads).padStart(24, "0")}`, size });

function addressOf(origin: string, { key, size }: Upload): string {
  const facts = {
    expires: Date.now() + 3_600_000,
    "x-ut-identifier": signer.appId,
    "x-ut-file-name": key,
    "x-ut-file-size": size,
    "x-ut-custom-id": key,
  };
  const query = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  const full = `${origin}/${key}?${query.join("&")}`;
  return `${full}&signature=${encodeURIComponent(sign(full, signer.apiKey))}`;
}

/** The ingest, to which the bench uploads by a signed address and in pieces of at most `piece` bytes. */
type Receiver = { upload(size: number, piece: number): Promise<void> };

/**
 * The ingest itself: signatures, ranges, pieces kept on disk, hash and sync. Behind it neither database nor the look
 * at the content, which the bare server has not either.
 */
function withIngest<T>(dir: string, work: (receiver: Receiver) => Promise<T>): Promise<T> {
  const parts = new PartFiles(path.join(dir, "parts"));
  const sizes = new Map<string, number>();
  const answerer: Answerer = (origin) => {
    const ingest = new Ingest({
      ingestUrl: origin,
      signer,
      parts,
      expected: async (key) => ({ customId: key, name: key, bytes: sizes.get(key)!, settled: false, result: null }),
      deliver: async ({ key }, sha256) => (await parts.discard(key), { sha256 }),
      now: () => new Date(),
      log: (message, facts) => console.error(message, facts),
    });
    return (incoming, response) => void ingest.handle(incoming, response, incoming.url ?? "/");
  };
  return withListener(answerer, (origin) => work({
    upload(size, piece) {
      const upload = newUpload(size);
      sizes.set(upload.key, size);
      return sendInPieces(addressOf(origin, upload), size, piece);
    },
  }));
}

const speed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return whole / megabyte / ((performance.now() - start) / 1000);
};

function measureSpeed(piece: number): Promise<{ value: number; baseline: number }> {
  return inTempDir((dir) => withListener(bareServer(dir), (bare) => withIngest(dir, async (ours) => {
    const [values, baselines]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      baselines.push(await speed(() => expectStatus(send(bare, whole, {}), 200)));
      values.push(await speed(() => ours.upload(whole, piece)));
    }
    return { value: median(values), baseline: median(baselines) };
  })));
}

/** The most memory the process held while `work` ran, in MB. */
async function peakOf(work: () => Promise<void>): Promise<number> {
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await work().finally(() => clearInterval(watch));
  return peak / megabyte;
}

function measureMemory(): Promise<{ value: number; baseline: number }> {
  return inTempDir((dir) => withIngest(dir, async ({ upload }) => {
    const small = async () => {
      for (let round = 0; round < 10; round++) await upload(whole / 10, whole / 10);
    };
    await small();
    const baseline = await peakOf(small);
    return { value: await peakOf(() => upload(whole, whole)), baseline };
  }));
}

const throughput = { unit: "MB/s", measure: "ratio", limit: 0.6, bound: "least" } as const;

/** 500 MB through the embedded ingest on loopback, in one piece and in the client's largest pieces, and its memory. */
export const cases: BenchCase[] = [
  { id: "upload-500mb", title: "Gửi 500 MB liền một mạch", ...throughput, run: () => measureSpeed(whole) },
  {
    id: "upload-500mb-pieces", title: "Gửi 500 MB từng phần 16 MB", ...throughput,
    run: () => measureSpeed(16 * megabyte),
  },
  {
    id: "upload-memory", title: "Bộ nhớ lúc nhận 500 MB so với lúc nhận các tệp 50 MB", unit: "MB", measure: "ratio",
    limit: 1.2, bound: "most", run: measureMemory,
  },
];
