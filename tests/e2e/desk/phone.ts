import { readdirSync, readFileSync } from "node:fs";
import { createCookie } from "@remix-run/node";
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { readEnv } from "#app/platform/env.server.ts";
import { findChromium } from "#app/platform/programs.server.ts";
import { chromiumFlags } from "#scripts/lib/chromium.mjs";
import type { Resident } from "#tests/support/world/world.ts";

const cookie = createCookie("vt_session");

/** The cookie with which somebody is signed in, as a request carries it. */
export const cookieOf = async ({ token }: Resident): Promise<string> => (await cookie.serialize(token)).split(";")[0]!;

/** How fast the line is: bytes a second upwards, and the way there and back in ms. */
export type Line = { up: number; latencyMs: number };

/** A phone whose browser may die at any moment and finds its storage again: a profile on the disk. */
export async function openPhone(profile: string, origin: string, resident: Resident): Promise<BrowserContext> {
  const executablePath = findChromium(readEnv());
  if (!executablePath) throw new Error("No Chromium: set CHROMIUM_PATH, or run the tests by npm test");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, args: chromiumFlags, baseURL: origin, locale: "vi-VN", viewport: { width: 360, height: 780 }, hasTouch: true,
  });
  const [name, value] = (await cookieOf(resident)).split("=") as [string, string];
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
  return context;
}

const sessions = new WeakMap<Page, CDPSession>();

/** Makes a page's line as slow as this, or dead. One session for each page: a second one would not undo the first. */
export async function slowLine(page: Page, { up, latencyMs }: Line, offline = false): Promise<void> {
  const devtools = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, devtools);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline, latency: latencyMs, downloadThroughput: -1, uploadThroughput: up });
}

/** Kills every process of the browser of this profile, as an empty battery would. */
export function killPhone(profile: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  const own = pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`--user-data-dir=${profile}`);
    } catch {
      return false;
    }
  });
  for (const pid of own) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone with its parent.
    }
  }
  return own.length;
}
