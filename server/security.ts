import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";

export type PolicyOptions = {
  /** What lets this page's own scripts run. */
  nonce: string;
  https: boolean;
  dev: boolean;
  /** Where else pages may send works: `uploadOrigins` of the operator's token. */
  uploadsTo: readonly string[];
  /** A file of the client: a worker among them compiles the QR reader under the policy its own file came with. */
  clientFile?: boolean;
};

/** Sets the headers every answer carries. */
export function setSecurityHeaders(res: ServerResponse, options: PolicyOptions): void {
  res.setHeader("Content-Security-Policy", contentPolicy(options));
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Referrer-Policy", "same-origin");
  res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  res.setHeader("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()");
  res.setHeader("X-Frame-Options", "DENY");
  if (options.https) res.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

const tokenShape = z.object({
  regions: z.array(z.string().regex(/^[a-z0-9-]{1,63}$/i)),
  ingestHost: z.string().regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/i).default("ingest.uploadthing.com"),
});

/**
 * Where browsers send works when UploadThing's service takes them: one address for each region of the token (base64
 * of JSON). None without a token, since works then come to this site, and none when it cannot be read.
 */
export function uploadOrigins(token: string | null): string[] {
  if (!token) return [];
  try {
    const { regions, ingestHost } = tokenShape.parse(JSON.parse(Buffer.from(token, "base64").toString("utf8")));
    return regions.map((region) => `https://${region}.${ingestHost}`);
  } catch {
    return [];
  }
}

function contentPolicy({ nonce, dev, uploadsTo, clientFile }: PolicyOptions): string {
  const connectTo = ["'self'", ...uploadsTo, ...(dev ? ["ws:", "wss:"] : [])];
  return [
    "default-src 'self'",
    clientFile || dev
      ? `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'`
      : `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Vite writes styles into the page while developing.
    dev ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src ${connectTo.join(" ")}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Why a request may not change anything here, or null when it may. Browsers say where a request comes from;
 * only our own pages may write. Requests that carry a signature of ours need no such word: the presigned uploads
 * below /ingest/, and the completion hook, whose signature the route checks.
 */
export function refusalOf(req: IncomingMessage, ownOrigin: string): string | null {
  if (harmless.has(req.method ?? "GET")) return null;
  const path = (req.url ?? "/").split("?", 1)[0]!;
  if (path === "/api/uploadthing" && req.headers["uploadthing-hook"] !== undefined) return null;
  const site = req.headers["sec-fetch-site"];
  const origin = req.headers.origin;
  // "none" is the person themself, for example sending a form again after a reload.
  if (site === "same-origin" || site === "none") return null;
  if (site !== undefined) return `Sec-Fetch-Site: ${String(site)}`;
  if (origin !== undefined) return origin === ownOrigin ? null : `Origin: ${origin}`;
  return path.startsWith("/ingest/") ? null : "Origin: -";
}
