import { type ErrorResponse, isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { ErrorPage } from "#app/ui/error-page.tsx";

/** The router itself refused, in English words that are not for readers: there is no such page. */
const isRouters = (error: ErrorResponse) => "internal" in error && error.internal === true;

/** What any page shows when its data could not be read: the domain's own sentence where there is one. */
export function RouteErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} />;
  const sentence = typeof error.data === "string" && error.data !== "" && !isRouters(error) ? error.data : undefined;
  return <ErrorPage status={error.status}>{sentence}</ErrorPage>;
}
