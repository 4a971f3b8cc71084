import { pino, type Logger } from "pino";
import type { Env } from "./env.server.ts";

export type Log = Logger;

/** Things that never belong into a log, wherever a field of that name turns up. */
const secretFields = ["pin", "password", "token", "secret", "cookie", "authorization"];

/** One JSON line for each event on standard output; `level` says from where on. */
export function openLog({ logLevel }: Pick<Env, "logLevel">): Log {
  return pino({
    level: logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[kept out]" },
  });
}

/** The path of an address as logs may show it: without its query, and without the token of a link that signs in. */
export function pathForLog(address: string): string {
  const path = address.split("?", 1)[0]!;
  const token = /^\/+([^/]+)\/+[^/]/.exec(path);
  return token && plain(token[1]!).toLowerCase() === "accept" ? "/accept/[kept out]" : path;
}

function plain(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
