import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { listEntrantUnits } from "#app/domain/contests/shells.server.ts";
import { SignedInFoot } from "#app/http/frame-foot.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import type { NavItem } from "#app/ui/side-nav.tsx";
import { UnitFrame } from "#app/ui/unit-frame.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ name: ctx.actor.name, units: await listEntrantUnits(ctx) }));

export default function UnitLayout() {
  const { name, units } = useLoaderData<typeof loader>();
  const items: NavItem[] = [
    { to: "/unit", end: true, label: m.common_nav_todo(), icon: "home" },
    { to: "/unit/entries", label: m.common_nav_entries(), icon: "image" },
    { to: "/unit/help", label: m.common_nav_help(), icon: "phone" },
  ];
  const context = { title: units.map((unit) => unit.name).join(", "), subtitle: name };
  return (
    <UnitFrame items={items} context={context} homeTo="/unit" foot={<SignedInFoot />}>
      <Outlet />
    </UnitFrame>
  );
}
