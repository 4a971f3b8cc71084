import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { clientIpOf, originOf } from "../../server/address.ts";
import { refusalOf, setSecurityHeaders, uploadOrigins } from "../../server/security.ts";

function request(method: string, url: string, headers: Record<string, string> = {}, peer = "10.0.0.9"): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  return Object.assign(new IncomingMessage(socket), { method, url, headers });
}

const own = "https://thi.example.vn";

describe("a request that writes", () => {
  it.each([
    ["POST", "/unit/entries", { "sec-fetch-site": "same-origin" }, null],
    ["POST", "/unit/entries", { "sec-fetch-site": "none" }, null],
    ["POST", "/unit/entries", { origin: own }, null],
    ["POST", "/unit/entries", { "sec-fetch-site": "cross-site", origin: own }, "Sec-Fetch-Site: cross-site"],
    ["POST", "/unit/entries", { "sec-fetch-site": "same-site", origin: own }, "Sec-Fetch-Site: same-site"],
    ["DELETE", "/unit/entries/1", { origin: "https://evil.example" }, "Origin: https://evil.example"],
    ["POST", "/unit/entries", { origin: "null" }, "Origin: null"],
    ["POST", "/unit/entries", {}, "Origin: -"],
    ["PUT", "/ingest/abc?signature=x", {}, null],
    ["PUT", "/ingest/abc?signature=x", { origin: "https://evil.example" }, "Origin: https://evil.example"],
    ["POST", "/api/uploadthing?slug=entry", { "uploadthing-hook": "callback" }, null],
    ["POST", "/api/uploadthing?slug=entry", {}, "Origin: -"],
    ["GET", "/results.json", { origin: "https://evil.example" }, null],
    ["HEAD", "/ingest/abc", {}, null],
  ])("%s %s %j → %s", (method, url, headers, refusal) => {
    expect(refusalOf(request(method, url, headers), own)).toBe(refusal);
  });
});

describe("where pages may connect to", () => {
  const token = (value: object) => Buffer.from(JSON.stringify({ apiKey: "sk_live_x", appId: "a", ...value })).toString("base64");
  const connectTo = (given: string | null, dev = false) => {
    const res = new ServerResponse(request("GET", "/"));
    setSecurityHeaders(res, { nonce: "n", https: true, dev, uploadsTo: uploadOrigins(given) });
    return /connect-src ([^;]*);/.exec(String(res.getHeader("Content-Security-Policy")))![1];
  };

  it("is this site alone while it takes works itself", () => {
    expect([connectTo(null), connectTo(null, true)]).toEqual(["'self'", "'self' ws: wss:"]);
  });

  it("is the service as well, in every region of the operator's token", () => {
    expect(connectTo(token({ regions: ["sea1", "fra1"] }))).toBe(
      "'self' https://sea1.ingest.uploadthing.com https://fra1.ingest.uploadthing.com",
    );
    expect(connectTo(token({ regions: ["here"], ingestHost: "in.example:8443" }))).toBe("'self' https://here.in.example:8443");
  });

  it.each([
    ["no base64 of JSON", "sk_live_something"],
    ["no regions", token({})],
    ["a policy in a region", token({ regions: ["a; script-src *"] })],
    ["a policy in the host", token({ regions: ["a"], ingestHost: "b 'unsafe-inline'" })],
  ])("is this site alone when the token holds %s", (_, given) => {
    expect(connectTo(given)).toBe("'self'");
  });
});

describe("who and where", () => {
  const site = { origin: "http://localhost:3000", originIsFixed: false, host: null, port: 3000, trustedProxies: 0 };

  it("takes the address of the request until the operator names one", () => {
    const req = request("GET", "/", { host: "192.168.1.5:3000" });
    expect(originOf(req, site)).toBe("http://192.168.1.5:3000");
    expect(originOf(req, { ...site, originIsFixed: true, origin: own })).toBe(own);
  });

  it.each(["evil.example/path", "a b", "", "user@host"])("refuses %j as a host", (host) => {
    expect(originOf(request("GET", "/", { host }), site)).toBe(null);
  });

  it("believes a proxy about the scheme only when it is trusted", () => {
    const req = request("GET", "/", { host: "thi.example.vn", "x-forwarded-proto": "https" });
    expect(originOf(req, site)).toBe("http://thi.example.vn");
    expect(originOf(req, { ...site, trustedProxies: 1 })).toBe("https://thi.example.vn");
  });

  it.each([
    [0, "1.1.1.1, 2.2.2.2", "10.0.0.9"],
    [1, "1.1.1.1, 2.2.2.2", "2.2.2.2"],
    [2, "1.1.1.1, 2.2.2.2", "1.1.1.1"],
    [3, "2.2.2.2", "2.2.2.2"],
  ])("with %i trusted proxies and %j the caller is %s", (trustedProxies, forwarded, ip) => {
    const req = request("GET", "/", { "x-forwarded-for": forwarded });
    expect(clientIpOf(req, { ...site, trustedProxies })).toBe(ip);
  });

  it("writes an IPv4 caller the same way on a socket for both kinds", () => {
    expect(clientIpOf(request("GET", "/", {}, "::ffff:127.0.0.1"), site)).toBe("127.0.0.1");
  });
});

describe("what may be compiled", () => {
  const scripts = (clientFile: boolean) => {
    const res = new ServerResponse(request("GET", "/"));
    setSecurityHeaders(res, { nonce: "n", https: true, dev: false, uploadsTo: [], clientFile });
    return /script-src ([^;]*);/.exec(String(res.getHeader("Content-Security-Policy")))![1];
  };

  it("is WebAssembly in a worker of ours, never in a page, and no text anywhere", () => {
    expect(scripts(true)).toBe("'self' 'nonce-n' 'strict-dynamic' 'wasm-unsafe-eval'");
    expect(scripts(false)).toBe("'self' 'nonce-n' 'strict-dynamic'");
  });
});
