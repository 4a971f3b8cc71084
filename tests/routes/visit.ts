import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { startSession } from "#app/domain/people/sessions.server.ts";
import { keepSession } from "#app/http/session.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import type { Database } from "#db/client.ts";

export type Visitor = { cookie: string };

/** Signs a test's actor in: their appointments become rows, their session a cookie. */
export async function signIn(db: Database, actor: Actor, now: Date): Promise<Visitor> {
  const rows = actor.appointments.map(({ role, unitId, roundId }) => ({
    person_id: actor.personId, role, unit_id: unitId, round_id: roundId, appointed_at: now,
  }));
  if (rows.length > 0) await db.insertInto("appointments").values(rows).execute();
  const { token, expiresAt } = await startSession(db, actor.personId, now);
  return { cookie: (await keepSession(token, expiresAt)).split(";")[0]! };
}

type Visit = { params?: Record<string, string>; form?: Record<string, string> };

/** The arguments of a loader or action for a visitor at an address; with `form` a post. */
export function visit({ cookie }: Visitor, path: string, { params = {}, form }: Visit = {}) {
  const headers = { Cookie: cookie };
  const body = form ? new URLSearchParams(form) : null;
  const request = new Request(`http://localhost:3000${path}`, body ? { method: "POST", headers, body } : { headers });
  return { request, params, context: { nonce: "", clientIp: "127.0.0.1" } } as LoaderFunctionArgs & ActionFunctionArgs;
}
