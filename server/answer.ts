import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pathForLog } from "#app/platform/log.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { headersOf, maxPageBodyBytes, sendResponse, toRequest, urlOf } from "./adapter.ts";
import { clientIpOf, originOf } from "./address.ts";
import type { Pages } from "./pages.ts";
import { refusalOf, setSecurityHeaders, uploadOrigins } from "./security.ts";

/** Answers one request; it never rejects. The order is: safety, health, files that stream, client files, pages. */
export function answerer(pages: Pages, { env, log, pool }: Runtime) {
  const dev = env.mode === "development";
  const uploadsTo = uploadOrigins(env.uploads.token);

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const nonce = randomBytes(16).toString("base64");
    const origin = originOf(req, env.site);
    const https = (origin ?? env.site.origin).startsWith("https:");
    const clientFile = (req.url ?? "/").startsWith("/assets/");
    setSecurityHeaders(res, { nonce, dev, https, uploadsTo, clientFile });
    if (!origin) return say(res, 400, "Yêu cầu không hợp lệ / Bad request: Host");
    const refusal = refusalOf(req, origin);
    if (refusal) return say(res, 403, `Yêu cầu đến từ một trang khác nên bị từ chối / Refused, it comes from another site (${refusal})`);
    const path = (req.url ?? "/").split("?", 1)[0]!;
    if (path === "/health") return health(res);
    const entry = await pages.entry();
    if (/^\/(ingest|files)\//.test(path) && (await entry.handleRaw?.(req, res))) return;
    if (isRead(req) && (await pages.asset(req, res))) return;
    if (Number(req.headers["content-length"] ?? 0) > maxPageBodyBytes) return say(res, 413, "Dữ liệu gửi quá lớn / Too large");
    const context = { nonce, clientIp: clientIpOf(req, env.site) };
    const render = () => pages.render(toRequest(req, res, origin), context);
    // Only the language is read here; the body must stay untouched for the page.
    const plain = new Request(urlOf(req, origin), { headers: headersOf(req) });
    const response = entry.paraglideMiddleware ? await entry.paraglideMiddleware(plain, render) : await render();
    if (!response.headers.has("cache-control")) res.setHeader("Cache-Control", "private, no-cache");
    await sendResponse(req, res, response, { https });
  }

  async function health(res: ServerResponse): Promise<void> {
    const ok = await pool.query("select 1").then(() => true, () => false);
    res.setHeader("Cache-Control", "no-store");
    res.setHeader("Content-Type", "application/json");
    res.writeHead(ok ? 200 : 503).end(JSON.stringify({ ok }));
  }

  return (req: IncomingMessage, res: ServerResponse) =>
    answer(req, res).catch((error: unknown) => {
      log.error({ err: error, method: req.method, path: pathForLog(req.url ?? "") }, "a request failed");
      if (res.headersSent) res.destroy();
      else say(res, 500, "Hệ thống gặp lỗi, mong thầy cô thử lại sau ít phút / Something went wrong, please try again shortly");
    });
}

const isRead = (req: IncomingMessage) => req.method === "GET" || req.method === "HEAD";

function say(res: ServerResponse, status: number, words: string): void {
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${words}\n`);
}
