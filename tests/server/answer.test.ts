import http from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerer } from "../../server/answer.ts";
import { maxPageBodyBytes } from "../../server/adapter.ts";
import type { EntryModule, Pages } from "../../server/pages.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

describe("the server", () => {
  const machine = testRuntime(freshDb());
  let server: http.Server;
  let port: number;

  const behindProxy = { origin: "http://localhost:3000", originIsFixed: false, host: null, port: 3000, trustedProxies: 1 };

  const entry: EntryModule = {
    paraglideMiddleware: (_request, resolve) => resolve(),
    async handleRaw(req, res) {
      if (req.url !== "/files/one") return false;
      res.end("raw");
      return true;
    },
  };
  const pages: Pages = {
    entry: () => Promise.resolve(entry),
    asset: (req, res) => Promise.resolve(req.url === "/robots.txt" ? (res.end("asset"), true) : false),
    close: () => Promise.resolve(),
    async render(request, context) {
      const { pathname } = new URL(request.url);
      if (pathname === "/broken") throw new Error("broken");
      if (pathname === "/unread") return new Response("not read");
      const body = request.method === "POST" ? await request.text() : "Lắng nghe con nói ".repeat(200);
      const headers = new Headers({ "Content-Type": "text/html; charset=utf-8" });
      headers.append("Set-Cookie", "a=1");
      headers.append("Set-Cookie", "b=2; secure");
      return new Response(pathname === "/context" ? JSON.stringify({ url: request.url, ...context }) : body, { headers });
    },
  };

  beforeAll(async () => {
    const answer = answerer(pages, machine.runtime);
    server = http.createServer((req, res) => void answer(req, res));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => void server.close(resolve)));

  function ask(path: string, options: http.RequestOptions = {}, body = ""): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const req = http.request({ host: "127.0.0.1", port, path, agent: false, ...options }, (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("end", () => resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) }));
      });
      req.on("error", reject).end(body);
    });
  }

  it("answers a page with its nonce in the policy, both cookies, and compressed when asked", async () => {
    const plain = await ask("/");
    const packed = await ask("/", { headers: { "accept-encoding": "gzip;q=0, br" } });
    expect(packed.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.headers["set-cookie"]).toEqual(["a=1", "b=2; secure"]);
    expect(packed.headers["cache-control"]).toBe("private, no-cache");
    const context = JSON.parse((await ask("/context")).body.toString()) as Record<string, string>;
    expect(Object.keys(context)).toEqual(["url", "nonce", "clientIp"]);
    expect(context.clientIp).toBe("127.0.0.1");
  });

  it("gives each answer a nonce of its own and forbids framing and plugins", async () => {
    const policies = await Promise.all([1, 2].map(async () => (await ask("/")).headers["content-security-policy"] as string));
    expect(policies[0]).not.toBe(policies[1]);
    for (const part of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
      expect(policies[0]!.split("; ").filter((item) => item === part)).toEqual([part]);
  });

  it("takes a path with two slashes for a path, not for another host", async () => {
    const answer = await ask("//evil.example/x");
    expect(answer.status).toBe(200);
    const context = await ask("/context?next=//evil.example");
    expect((JSON.parse(context.body.toString()) as { url: string }).url).toBe("http://localhost:3000/context?next=//evil.example");
  });

  it("refuses a write that another site sent, with the reason, before any page sees it", async () => {
    const answer = await ask("/", { method: "POST", headers: { origin: "https://evil.example" } }, "x");
    expect([answer.status, answer.body.toString().includes("Origin: https://evil.example")]).toEqual([403, true]);
  });

  it("hands a write of our own pages on with its body", async () => {
    const answer = await ask("/", { method: "POST", headers: { origin: "http://localhost:3000" } }, "tên=Vàng A Páo");
    expect(answer.body.toString()).toBe("tên=Vàng A Páo");
  });

  it("lets files stream past the pages, and client files too", async () => {
    expect((await ask("/files/one")).body.toString()).toBe("raw");
    expect((await ask("/robots.txt")).body.toString()).toBe("asset");
  });

  it("tells its health", async () => {
    const answer = await ask("/health");
    expect([answer.status, answer.body.toString()]).toEqual([200, '{"ok":true}']);
  });

  it("answers an unexpected error with a sentence and without its details", async () => {
    const answer = await ask("/broken");
    expect(answer.status).toBe(500);
    expect(answer.body.toString()).toBe(
      "Hệ thống gặp lỗi, mong thầy cô thử lại sau ít phút / Something went wrong, please try again shortly\n",
    );
  });

  it("takes no more from a caller than a page can use, said beforehand or not", async () => {
    const headers = { origin: "http://localhost:3000" };
    const large = "x".repeat(maxPageBodyBytes + 1);
    expect((await ask("/", { method: "POST", headers: { ...headers, "content-length": large.length } }, large)).status).toBe(413);
    const chunked = { ...headers, "transfer-encoding": "chunked" };
    expect((await ask("/", { method: "POST", headers: chunked }, large)).status).toBe(500);
    expect((await ask("/", { method: "POST", headers: chunked }, large.slice(1))).status).toBe(200);
    expect((await ask("/unread", { method: "POST", headers: chunked }, large)).body.toString()).toBe("not read");
  });

  it("marks cookies as secure for whoever came by https", async () => {
    const answer = answerer(pages, { ...machine.runtime, env: { ...machine.runtime.env, site: behindProxy } });
    const secured = http.createServer((req, res) => void answer(req, res));
    await new Promise<void>((resolve) => void secured.listen(0, "127.0.0.1", resolve));
    const at = { port: (secured.address() as AddressInfo).port };
    const https = await ask("/", { ...at, headers: { "x-forwarded-proto": "https" } });
    const plain = await ask("/", at);
    secured.close();
    expect([https.headers["set-cookie"], plain.headers["set-cookie"]]).toEqual([["a=1; Secure", "b=2; secure"], ["a=1", "b=2; secure"]]);
  });

  it("sends a HEAD without a body", async () => {
    const answer = await ask("/", { method: "HEAD" });
    expect([answer.status, answer.body.length]).toEqual([200, 0]);
  });
});
