import { request } from "node:http";
import type { BenchCase } from "../bench-case.ts";
import { inTempDir } from "./support/leavings.ts";
import { type Measured, withServer } from "./support/processes.ts";
import { newAddress } from "./support/signed-uploads.ts";
import { median } from "./support/statistics.ts";

const megabyte = 1024 * 1024;
const whole = 500 * megabyte;
const rounds = 5;
const block = Buffer.alloc(megabyte, "Một bức tranh của em. ");

/** Sends `bytes` without copying them, between `before` and `after`; fails at any other status than `wanted`. */
function put(url: string, bytes: number, { headers = {}, before = "", after = "", wanted = 200 }: PutOptions = {}) {
  return new Promise<void>((resolve, reject) => {
    const length = bytes + Buffer.byteLength(before) + Buffer.byteLength(after);
    const outgoing = request(url, { method: "PUT", headers: { ...headers, "content-length": length } }, (answer) => {
      const status = answer.statusCode ?? 0;
      if (status !== wanted) reject(new Error(`the server answered ${status} instead of ${wanted}`));
      answer.resume().on("end", resolve);
    });
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

type PutOptions = { headers?: Record<string, string>; before?: string; after?: string; wanted?: number };

const boundary = "----vongthi";
const before = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n`;
const after = `\r\n--${boundary}--\r\n`;

/** Sends a file of `size` bytes as the client does: pieces of at most `piece` bytes, each at its offset. */
async function upload({ url: origin }: Measured, size: number, piece: number): Promise<void> {
  const url = newAddress(origin, size);
  for (let at = 0; at < size; at += piece) {
    const bytes = Math.min(piece, size - at);
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, range: `bytes=${at}-` };
    await put(url, bytes, { headers, before, after, wanted: at + bytes === size ? 200 : 202 });
  }
}

const receiver = (kind: "bare" | "ingest", dir: string) => ({
  args: ["--import", "tsx", "scripts/bench/support/receiver.ts", kind],
  env: { RECEIVER_DIR: dir },
});

const speed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return whole / megabyte / ((performance.now() - start) / 1000);
};

function measureSpeed(piece: number): Promise<{ value: number; baseline: number }> {
  return inTempDir((dir) => withServer(receiver("bare", dir), (bare) => withServer(receiver("ingest", dir), async (ingest) => {
    const [values, baselines]: [number[], number[]] = [[], []];
    // The first round warms both and is left out.
    for (let round = -1; round < rounds; round++) {
      const baseline = await speed(() => put(`${bare.url}/bare`, whole));
      const value = await speed(() => upload(ingest, whole, piece));
      if (round >= 0) baselines.push(baseline);
      if (round >= 0) values.push(value);
    }
    return { value: median(values), baseline: median(baselines) };
  })));
}

/** The most memory that an ingest held, in MB, when a fresh one took these uploads. */
const peakOf = (sizes: readonly number[]): Promise<number> =>
  inTempDir((dir) => withServer(receiver("ingest", dir), async (ingest) => {
    for (const size of sizes) await upload(ingest, size, size);
    return (await ingest.usage()).peakMemoryMb;
  }));

async function measureMemory(): Promise<{ value: number; baseline: number }> {
  const baseline = await peakOf(Array<number>(100).fill(whole / 100));
  return { value: await peakOf([whole]), baseline };
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
    id: "upload-memory", title: "Bộ nhớ khi nhận một tệp 500 MB so với một trăm tệp 5 MB", unit: "MB", measure: "ratio",
    limit: 1.2, bound: "most", run: measureMemory,
  },
];
