import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useParams } from "@remix-run/react";
import { findRoundShell } from "#app/domain/contests/shells.server.ts";
import { isAdministrator } from "#app/domain/people/actor.ts";
import { SignedInFoot } from "#app/http/frame-foot.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { OfficeFrame } from "#app/ui/office-frame.tsx";
import type { NavItem } from "#app/ui/side-nav.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({
    name: ctx.actor.name,
    administrator: isAdministrator(ctx.actor),
    round: args.params.roundId ? await findRoundShell(ctx, args.params.roundId) : null,
  }));

const everywhere = (): NavItem[] => [
  { to: "/office/contests", label: m.common_nav_contests(), icon: "settings" },
  { to: "/office/units", label: m.common_nav_units(), icon: "home" },
  { to: "/office/people", label: m.common_nav_people(), icon: "users" },
  { to: "/office/privacy", label: m.consent_nav_tasks(), icon: "file-text" },
  { to: "/office/audit", label: m.common_nav_audit(), icon: "clock" },
];

function roundItems(roundId: string): NavItem[] {
  const at = (page: string) => `/office/rounds/${roundId}${page}`;
  return [
    { to: at(""), end: true, label: m.common_nav_overview(), icon: "home" },
    { to: at("/entries"), label: m.common_nav_intake(), icon: "inbox" },
    { to: at("/paper"), label: m.paper_nav(), icon: "box" },
    { to: at("/screening"), label: m.common_nav_screening(), icon: "check" },
    { to: at("/duplicates"), label: m.duplicates_nav(), icon: "image" },
    { to: at("/media"), label: m.duplicates_media_nav(), icon: "video" },
    { to: at("/judging"), label: m.common_nav_judging(), icon: "star" },
    { to: at("/decision"), label: m.common_nav_decision(), icon: "gavel" },
    { to: at("/forwarding"), label: m.common_nav_forwarding(), icon: "send" },
    { to: at("/report"), label: m.common_nav_report(), icon: "chart" },
  ];
}

/** Most rounds are named for the unit that holds them; said once it is enough. */
const placeOf = ({ roundName, unitName }: { roundName: string; unitName: string }) =>
  roundName.toLowerCase().includes(unitName.toLowerCase()) ? roundName : `${roundName} · ${unitName}`;

export default function OfficeLayout() {
  const { name, round } = useLoaderData<typeof loader>();
  const { roundId } = useParams();
  const dense = useLocation().pathname.endsWith("/decision");
  const context = round
    ? { title: `${round.contestName} · ${round.year}`, subtitle: placeOf(round) }
    : { title: m.common_app_name(), subtitle: name };
  const start: NavItem = { to: "/office", end: true, label: m.common_nav_work(), icon: "grid" };
  const items = round && roundId ? [...roundItems(roundId), start] : [start, ...everywhere()];
  return (
    <OfficeFrame items={items} context={context} homeTo="/office" dense={dense} foot={<SignedInFoot />}>
      <Outlet />
    </OfficeFrame>
  );
}
