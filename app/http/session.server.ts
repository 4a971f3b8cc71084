import { type AppLoadContext, createCookie } from "@remix-run/node";
import type { Actor } from "#app/domain/people/actor.ts";
import { actorByToken } from "#app/domain/people/sessions.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";

const sessionCookie = createCookie("vt_session", { httpOnly: true, sameSite: "lax", path: "/" });

/** The session token a browser sent, or null; says nothing of whether it still stands. */
export async function tokenOf(cookieHeader: string | null | undefined): Promise<string | null> {
  const token: unknown = await sessionCookie.parse(cookieHeader ?? null);
  return typeof token === "string" && token.length > 0 ? token : null;
}

/** Who sends this cookie header, or null without a standing session. */
export async function actorOf(cookieHeader: string | null | undefined): Promise<Actor | null> {
  const token = await tokenOf(cookieHeader);
  return token ? actorByToken(runtime().db, token, runtime().clock()) : null;
}

const seen = new WeakMap<AppLoadContext, Promise<Actor | null>>();

/** The actor of a page request, looked up once however many loaders ask. */
export function actorOfRequest({ request, context }: { request: Request; context: AppLoadContext }) {
  let actor = seen.get(context);
  if (!actor) seen.set(context, (actor = actorOf(request.headers.get("Cookie"))));
  return actor;
}

const secure = () => runtime().env.site.origin.startsWith("https:");

/** `Set-Cookie` that keeps a session token until `expiresAt`; never readable by scripts, `Secure` behind HTTPS. */
export const keepSession = (token: string, expiresAt: Date) =>
  sessionCookie.serialize(token, { expires: expiresAt, secure: secure() });

/** `Set-Cookie` that forgets the session. */
export const dropSession = () => sessionCookie.serialize("", { maxAge: 0, secure: secure() });
