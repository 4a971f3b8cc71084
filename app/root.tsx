import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useNonce } from "#app/http/nonce.ts";
import { takeToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { getLocale } from "#app/paraglide/runtime.js";
import { ToastRegion } from "#app/ui/toast.tsx";
import appCss from "#app/styles/app.css?url";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: appCss },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Stands wherever a page gives no title of its own: an address without a page above all. */
export const meta: MetaFunction = () => [{ title: m.common_app_name() }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { text, headers } = await takeToast(request);
  return data({ toast: text }, { headers });
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const toast = useRouteLoaderData<typeof loader>("root")?.toast ?? null;
  return (
    <html lang={getLocale()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ToastRegion message={toast} />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
