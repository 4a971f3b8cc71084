import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type Actor, audiencesOf } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { isDomainError } from "#app/platform/domain-error.ts";
import { audienceOf } from "./audience.ts";
import { failureResponse } from "./failures.server.ts";
import { actorOfRequest } from "./session.server.ts";

/** What a public page knows: maybe somebody, maybe nobody. */
export type PublicContext = Omit<Context, "actor"> & { actor: Actor | null };

const notFound = () => new Response(null, { status: 404 });

/**
 * The context of a page for one audience. Not signed in: to the sign-in page and back. Signed in without a place in
 * this part of the site: 404, since what one may not see is not there.
 */
export async function requireContext(args: Pick<LoaderFunctionArgs, "request" | "context">): Promise<Context> {
  const url = new URL(args.request.url);
  const actor = await actorOfRequest(args);
  if (!actor) throw redirect(`/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  const audience = audienceOf(url.pathname);
  if (audience !== "public" && !audiencesOf(actor).includes(audience)) throw notFound();
  return { db: runtime().db, actor, now: runtime().clock() };
}

/** Runs a page's read; a refusal by the domain becomes a response with its status. */
export async function load<T>(args: LoaderFunctionArgs, run: (ctx: Context) => Promise<T>): Promise<T> {
  return answering(async () => run(await requireContext(args)));
}

/** As `load`, for pages that anybody may open. */
export async function loadPublic<T>(args: LoaderFunctionArgs, run: (ctx: PublicContext) => Promise<T>): Promise<T> {
  return answering(async () => run({ db: runtime().db, now: runtime().clock(), actor: await actorOfRequest(args) }));
}

async function answering<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isDomainError(error)) throw failureResponse(error);
    throw error;
  }
}
