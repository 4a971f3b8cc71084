import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";
import type { DomainError, FailureKind } from "#app/platform/domain-error.ts";
import { pathForLog } from "#app/platform/log.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";
import { reasonWords } from "./words.server.ts";

/** The one map from a refusal to an HTTP status. */
export const statusOf: Record<FailureKind, number> = {
  "not-found": 404,
  forbidden: 403,
  closed: 409,
  conflict: 409,
  invalid: 422,
};

/** A refusal as a response whose body is its sentence; error boundaries show it. */
export const failureResponse = (error: DomainError) =>
  new Response(reasonWords(error.reason, error.params), {
    status: statusOf[error.kind],
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });

/**
 * Remix hands every unexpected error here: log it once, with the page, never with the form's content. A refusal of the
 * domain that comes so far was not put into words by its page: that is an error as well. An address that no page has,
 * or that takes no such request, is the caller's affair.
 */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const path = pathForLog(new URL(request.url).pathname);
  runtime().log.error({ err: error, method: request.method, path }, "a page failed");
}
