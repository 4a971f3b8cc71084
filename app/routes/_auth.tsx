import { Outlet } from "@remix-run/react";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

/** Each page of signing in and setting up draws its own frame, since its heading belongs to the frame. */
export default function AuthLayout() {
  return <Outlet />;
}
