import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { ErrorPage } from "#app/ui/error-page.tsx";

/** What any page shows when its data could not be read: the domain's own sentence where there is one. */
export function RouteErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <ErrorPage status={500} />;
  const sentence = typeof error.data === "string" && error.data !== "" ? error.data : undefined;
  return <ErrorPage status={error.status}>{sentence}</ErrorPage>;
}
