import type { IncomingMessage, ServerResponse } from "node:http";
import { boundaryOf, SinglePart } from "./multipart.ts";
import type { PartFiles, PartWriter } from "#app/domain/files/part-files.server.ts";
import { type SignedUpload, type SigningKey, verifyPresigned } from "./signature.server.ts";

/** What is known of an upload when its bytes begin to arrive. */
export interface ExpectedUpload {
  customId: string;
  name: string;
  bytes: number;
  /** What the client was told at completion, if it is complete or was refused. */
  result: unknown;
  settled: boolean;
}

/** What the ingest needs from the rest of the site. */
export interface IngestPort {
  /** The public address of the ingest, for example `https://site.example/ingest`. */
  ingestUrl: string;
  signer: SigningKey;
  parts: PartFiles;
  expected(key: string): Promise<ExpectedUpload | null>;
  /** Hands a whole, durable upload over; gives what the client shall be told. Called again after a crash. */
  deliver(upload: SignedUpload, sha256: string): Promise<unknown>;
  now(): Date;
  log(message: string, facts: Record<string, unknown>): void;
}

interface Running {
  request: IncomingMessage;
  finished: Promise<void>;
}

/** A request that ends with a status of its own. */
class Answer extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly headers: Record<string, string> = {}
  ) {
    super(reason);
  }
}

const idleMs = 90_000;
const lingerMs = 1_500;

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {}
): void {
  if (response.destroyed || response.headersSent) return;
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(json),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(json);
}

const rangeStart = (header: string | undefined): number => {
  const match = /^bytes=(\d{1,15})-$/.exec(header ?? "bytes=0-");
  if (!match) throw new Answer(400, "range");
  return Number(match[1]);
};

/** Pours a request into a part. Throws what ended it early; what was taken before stays. */
async function pour(request: IncomingMessage, writer: PartWriter, limit: number): Promise<void> {
  const boundary = boundaryOf(request.headers["content-type"]);
  if (!boundary) throw new Answer(400, "multipart");
  const part = new SinglePart(boundary);
  const take = async (data: Uint8Array) => {
    if (writer.offset + data.length > limit) throw new Answer(413, "too-many-bytes");
    await writer.append(data);
  };
  for await (const chunk of request.iterator({ destroyOnReturn: false }))
    for (const data of part.push(chunk as Buffer)) await take(data);
  await take(part.end());
}

/**
 * The receiving end of UploadThing's wire protocol (version 7), inside our own server: HEAD tells how far an
 * upload has come, PUT with `Range: bytes=N-` continues it, in one piece or in several (then each but the last is
 * answered 202). Nothing is acknowledged before it is on the disk; killed at any moment, it goes on from the
 * part file and the row of the upload.
 */
export class Ingest {
  readonly #running = new Map<string, Running>();

  constructor(private readonly port: IngestPort) {}

  /** Answers one request; `pathAndQuery` is what follows the mount point, beginning with a slash. */
  async handle(request: IncomingMessage, response: ServerResponse, pathAndQuery: string): Promise<void> {
    try {
      const upload = this.#authenticate(pathAndQuery);
      if (request.method !== "HEAD" && request.method !== "PUT") throw new Answer(405, "method");
      const release = await this.#claim(upload.key, request);
      try {
        if (request.method === "HEAD") await this.#head(upload, response);
        else await this.#put(upload, request, response);
      } finally {
        release();
      }
    } catch (error) {
      this.#fail(error, request, response);
    }
  }

  #authenticate(pathAndQuery: string): SignedUpload {
    const { ingestUrl, signer } = this.port;
    const upload = verifyPresigned(pathAndQuery, ingestUrl, signer, this.port.now());
    if (!upload) throw new Answer(401, "signature");
    if (upload.expired) throw new Answer(403, "expired");
    return upload;
  }

  /** Ends whatever is still running for this key and takes its place: a cut connection may linger for minutes. */
  async #claim(key: string, request: IncomingMessage): Promise<() => void> {
    for (let before = this.#running.get(key); before; before = this.#running.get(key)) {
      if (!before.request.complete) before.request.destroy();
      await before.finished;
    }
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    this.#running.set(key, { request, finished });
    return () => {
      this.#running.delete(key);
      finish();
    };
  }

  async #identify(upload: SignedUpload): Promise<ExpectedUpload> {
    const expected = await this.port.expected(upload.key);
    if (!expected) throw new Answer(404, "unknown");
    const same =
      expected.customId === upload.customId &&
      expected.name === upload.name &&
      expected.bytes === upload.bytes;
    if (!same) throw new Answer(409, "identity");
    return expected;
  }

  async #head(upload: SignedUpload, response: ServerResponse): Promise<void> {
    const { settled } = await this.#identify(upload);
    const have = settled ? upload.bytes : await this.port.parts.durableBytes(upload.key);
    response.writeHead(200, {
      "x-ut-range-start": String(have),
      "cache-control": "no-store",
      "content-length": "0",
    });
    response.end();
  }

  async #put(upload: SignedUpload, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { settled, result } = await this.#identify(upload);
    if (settled) {
      request.resume();
      return reply(response, 200, result);
    }
    const have = await this.port.parts.durableBytes(upload.key);
    const start = rangeStart(request.headers.range);
    const where = { "x-ut-range-start": String(have) };
    if (start !== have) throw new Answer(416, "range", where);
    const offset = await this.#receive(upload, request, start);
    const headers = { "x-ut-range-start": String(offset) };
    if (offset < upload.bytes) return reply(response, 202, { partial: true, rangeStart: offset }, headers);
    const told = await this.port.deliver(upload, await this.port.parts.sha256(upload.key));
    reply(response, 200, told, headers);
  }

  async #receive(upload: SignedUpload, request: IncomingMessage, start: number): Promise<number> {
    const writer = await this.port.parts.writer(upload.key, start);
    const { socket } = request;
    const giveUp = () => request.destroy();
    socket.setTimeout(idleMs).once("timeout", giveUp);
    try {
      await pour(request, writer, upload.bytes).finally(() => writer.settle());
      return writer.offset;
    } finally {
      socket.setTimeout(0).off("timeout", giveUp);
      this.port.parts.remember(upload.key, writer);
      await writer.close();
    }
  }

  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const known = error instanceof Answer ? error : null;
    const gone = request.destroyed && !request.complete;
    const malformed = error instanceof Error && error.message === "multipart";
    if (!known && !gone && !malformed) this.port.log("upload failed", { error: String(error) });
    const status = known?.status ?? (malformed ? 400 : 503);
    if (request.complete) return reply(response, status, { error: known?.reason ?? "later" }, known?.headers);
    // Reading on to the end would cost a phone its whole upload a second time.
    reply(response, status, { error: known?.reason ?? "later" }, { ...known?.headers, connection: "close" });
    setTimeout(() => request.destroy(), lingerMs).unref();
  }
}
