import { redirect } from "@remix-run/node";
import { audiencesOf } from "#app/domain/people/actor.ts";
import { actorByToken } from "#app/domain/people/sessions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { keepSession } from "./session.server.ts";

/** An address inside this site, or null: nobody is sent elsewhere after signing in. */
export function safePath(path: string): string | null {
  return /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : null;
}

// The cookie outlives the session, so that a form sent too late can be parked for the person it belonged to.
const COOKIE_MS = 180 * 86_400_000;

/** Hands the session to the browser and goes on: to a parked form, to where they wanted to go, or to their work. */
export async function signedIn(
  db: Context["db"],
  { token }: { token: string },
  { to = "", parked = "", now }: { to?: string; parked?: string; now: Date },
): Promise<Response> {
  const actor = await actorByToken(db, token, now);
  const home = `/${(actor && audiencesOf(actor)[0]) ?? ""}`;
  const target = /^[0-9a-f-]{36}$/.test(parked) ? `/resume/${parked}` : safePath(to) ?? home;
  const headers = { "Set-Cookie": await keepSession(token, new Date(now.getTime() + COOKIE_MS)) };
  return redirect(target, { headers });
}
