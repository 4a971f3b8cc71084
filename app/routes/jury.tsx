import { createCookie, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useRouteLoaderData } from "@remix-run/react";
import { load } from "#app/http/page.server.ts";
import juryStyles from "#app/styles/judging.css?url";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: juryStyles }];

const themeCookie = createCookie("vt_theme", { path: "/jury", maxAge: 31_536_000, sameSite: "lax" });

/** The frame itself is drawn by each page, since its bar holds the page's own progress and ways on. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const theme: unknown = await themeCookie.parse(args.request.headers.get("Cookie"));
    return { name: ctx.actor.name, theme: theme === "light" ? ("light" as const) : ("dark" as const) };
  });

/** The judge's name and chosen ground, dark unless they switched. */
export const useJury = () =>
  useRouteLoaderData<typeof loader>("routes/jury") ?? { name: "", theme: "dark" as const };

export default function JuryLayout() {
  return <Outlet />;
}
