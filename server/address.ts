import type { IncomingMessage } from "node:http";
import type { Env } from "#app/platform/env.server.ts";

type Site = Env["site"];

/**
 * The origin under which the caller sees the site: the operator's, else that of the request.
 * Null when the Host header is missing or malformed.
 */
export function originOf(req: IncomingMessage, site: Site): string | null {
  if (site.originIsFixed) return site.origin;
  const host = req.headers.host ?? "";
  if (!/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return null;
  const proxied = site.trustedProxies > 0 && req.headers["x-forwarded-proto"] === "https";
  return `${proxied ? "https" : "http"}://${host.toLowerCase()}`;
}

/** The caller's address: the peer, or what the nearest trusted proxies noted in X-Forwarded-For. */
export function clientIpOf(req: IncomingMessage, site: Site): string {
  const peer = req.socket.remoteAddress ?? "";
  const chain = [...String(req.headers["x-forwarded-for"] ?? "").split(","), peer].map((part) => part.trim()).filter(Boolean);
  // Each trusted proxy adds one entry at the right; everything further left is the caller's own word.
  const address = chain[Math.max(0, chain.length - 1 - site.trustedProxies)] ?? peer;
  return address.replace(/^::ffff:(?=\d+\.)/, "");
}
