import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "#app/domain/people/sessions.server.ts";
import { dropSession, tokenOf } from "#app/http/session.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";

export const loader = () => redirect("/");

/** Ends the session, whoever's it was, and forgets it in this browser. */
export async function action({ request }: ActionFunctionArgs) {
  const token = await tokenOf(request.headers.get("Cookie"));
  if (token) await endSession(runtime().db, token, runtime().clock());
  return redirect("/", { headers: { "Set-Cookie": await dropSession() } });
}
