import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What the stand-in keeps of one file, as the service does: bytes so far, what was said at its announcement. */
type Kept = {
  bytes: Buffer;
  whole: boolean;
  metadata: unknown;
  callbackUrl: string;
  callbackSlug: string;
};

/** The HTTP calls of the service that the site makes, with what came of them. */
export type Seen = { call: string; status: number };

const apiKey = "sk_live_stand_in_0123456789abcdef";
const appId = "standin001";
const prefix = "hmac-sha256=";
const hmac = (text: string) => prefix + createHmac("sha256", apiKey).update(text).digest("hex");

function isSigned(url: string): boolean {
  const cut = url.search(/[?&]signature=/);
  const given = Buffer.from(decodeURIComponent(url.slice(cut + "&signature=".length)));
  const wanted = Buffer.from(hmac(url.slice(0, cut)));
  const expires = Number(new URL(url).searchParams.get("expires"));
  return cut > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) && expires > Date.now();
}

/** The bytes of the only part of a multipart body, or of as much of it as came. */
function partOf(body: Buffer, contentType: string): Buffer {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? "";
  const start = body.indexOf("\r\n\r\n") + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return body.subarray(start, end < 0 ? body.length : end);
}

/**
 * Speaks for UploadThing's service, as far as its published library (7.7.4) tells how it speaks: announcing
 * (`route-metadata`), receiving with resume (`HEAD`, `PUT` with `Range`), telling the site (`uploadthing-hook`),
 * signed reading, `deleteFiles` and `requestFileAccess`. Written from the library alone: the service itself was never
 * asked. Give its settings to the process of the site before the first upload.
 */
export class UploadThingStandIn {
  readonly files = new Map<string, Kept>();
  readonly seen: Seen[] = [];
  /** Breaks the connection of the next PUT after so many bytes. */
  cutAfter: number | null = null;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #results = new Map<string, (data: unknown) => void>();

  async start(): Promise<void> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  get #host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The token an operator would be given. */
  get token(): string {
    return Buffer.from(JSON.stringify({ apiKey, appId, regions: ["here"], ingestHost: "stand-in.invalid" })).toString("base64");
  }

  /** The library's own settings that lead it here instead of to the service. */
  get settings(): Record<string, string> {
    return {
      UPLOADTHING_API_URL: `http://${this.#host}/api`,
      UPLOADTHING_INGEST_URL: `http://${this.#host}/ingest`,
      UPLOADTHING_UFS_HOST: this.#host,
      UPLOADTHING_UFS_APP_ID_LOCATION: "path",
    };
  }

  /** The address under which a file could be read by anybody, were it public. */
  plainUrl(key: string): string {
    return `http://${this.#host}/a/${appId}/${key}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(`http://${this.#host}${request.url ?? "/"}`);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      this.seen.push({ call: `${request.method} ${url.pathname.replace(/[A-Za-z0-9]{20,}/, "KEY")}`, status });
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    };
    if (request.method === "POST") {
      if (request.headers["x-uploadthing-api-key"] !== apiKey) return json(401, { error: "bad key" });
      return json(200, await this.#call(url.pathname, JSON.parse((await buffer(request)).toString()) as Record<string, unknown>));
    }
    if (!isSigned(url.href)) return json(403, { error: "signature" });
    const key = url.pathname.split("/").pop() ?? "";
    const kept = this.files.get(key);
    if (!kept) return json(404, { error: "unknown" });
    if (request.method === "HEAD") return json(200, null, { "x-ut-range-start": String(kept.bytes.length) });
    if (request.method === "GET") {
      this.seen.push({ call: "GET KEY", status: 200 });
      return void response.writeHead(200, { "content-length": kept.bytes.length }).end(kept.bytes);
    }
    return this.#put(key, kept, url, request, json);
  }

  async #put(key: string, kept: Kept, url: URL, request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "bytes=0-")?.[1]);
    if (from !== kept.bytes.length) return json(416, { error: "range" });
    const type = request.headers["content-type"] ?? "";
    const chunks: Buffer[] = [];
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      chunks.push(chunk as Buffer);
      const came = partOf(Buffer.concat(chunks), type);
      if (this.cutAfter === null || came.length < this.cutAfter) continue;
      kept.bytes = Buffer.concat([kept.bytes, came.subarray(0, this.cutAfter)]);
      this.cutAfter = null;
      return void request.socket.destroy();
    }
    kept.bytes = Buffer.concat([kept.bytes, partOf(Buffer.concat(chunks), type)]);
    kept.whole = true;
    json(200, await this.#tell(key, kept, url));
  }

  /** Tells the site that a file is whole, and waits for what it says of it. */
  async #tell(key: string, kept: Kept, url: URL): Promise<unknown> {
    const value = (name: string) => decodeURIComponent(url.searchParams.get(name) ?? "");
    const where = this.plainUrl(key);
    const file = {
      name: value("x-ut-file-name"), size: kept.bytes.length, type: value("x-ut-file-type"), customId: value("x-ut-custom-id"),
      key, url: where, appUrl: where, ufsUrl: where, fileHash: createHash("md5").update(kept.bytes).digest("hex"),
    };
    const body = JSON.stringify({ status: "uploaded", file, origin: this.settings.UPLOADTHING_INGEST_URL, metadata: kept.metadata });
    let said: unknown = null;
    this.#results.set(key, (data) => (said = data));
    // The library tells its result before it answers; what has not come by then never will.
    await fetch(`${kept.callbackUrl}?slug=${encodeURIComponent(kept.callbackSlug)}`, {
      method: "POST",
      headers: { "content-type": "application/json", "uploadthing-hook": "callback", "x-uploadthing-signature": hmac(body) },
      body,
    });
    return { ...file, serverData: said };
  }

  async #call(path: string, body: Record<string, unknown>): Promise<unknown> {
    const keys = (body.fileKeys as string[] | undefined) ?? [];
    if (path.endsWith("/route-metadata")) {
      const { metadata, callbackUrl, callbackSlug } = body as unknown as Kept;
      for (const key of keys) this.files.set(key, { bytes: Buffer.alloc(0), whole: false, metadata, callbackUrl, callbackSlug });
      return { ok: true };
    }
    if (path.endsWith("/callback-result")) {
      this.#results.get(String(body.fileKey))?.(body.callbackData);
      return { ok: true };
    }
    if (path.endsWith("/deleteFiles")) {
      const deletedCount = keys.filter((key) => this.files.delete(key)).length;
      return { success: true, deletedCount };
    }
    if (path.endsWith("/requestFileAccess")) {
      const url = `${this.plainUrl(String(body.fileKey))}?expires=${Date.now() + 60_000}`;
      const signed = `${url}&signature=${encodeURIComponent(hmac(url))}`;
      return { url: signed, ufsUrl: signed };
    }
    throw new Error(`the stand-in does not know ${path}`);
  }
}
