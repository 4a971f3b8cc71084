import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { findContestShell } from "#app/domain/contests/shells.server.ts";
import { audiencesOf } from "#app/domain/people/actor.ts";
import { LanguageSwitch } from "#app/http/frame-foot.tsx";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { PublicFrame, type PublicNavItem } from "#app/ui/public-frame.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db, actor }) => ({
    contest: args.params.slug ? await findContestShell(db, args.params.slug) : null,
    home: actor ? (audiencesOf(actor)[0] ?? null) : null,
  }));

function contestItems(slug: string, published: boolean): PublicNavItem[] {
  const at = `/contests/${slug}`;
  const rules = { to: `${at}/rules`, label: m.common_nav_rules() };
  if (!published) return [rules];
  return [
    rules,
    { to: `${at}/gallery`, label: m.common_nav_gallery() },
    { to: `${at}/results`, label: m.common_nav_results() },
  ];
}

export default function PublicLayout() {
  const { contest, home } = useLoaderData<typeof loader>();
  return (
    <PublicFrame
      items={contest ? contestItems(contest.slug, contest.published) : []}
      contest={
        contest ? { name: contest.name, organisation: contest.organisation, to: `/contests/${contest.slug}` } : undefined
      }
      action={
        <LinkButton to={home ? `/${home}` : "/sign-in"} kind="secondary" size="s">
          {home ? m.common_my_work() : m.common_sign_in()}
        </LinkButton>
      }
      language={<LanguageSwitch />}
      footer={[
        <p key="a">
          <b>{contest ? m.common_foot_contest({ name: contest.name }) : m.common_app_name()}</b>
          <br />
          {contest ? contest.organisation : m.common_app_line()}
        </p>,
        <p key="b">{m.common_foot_children()}</p>,
      ]}
    >
      <Outlet />
    </PublicFrame>
  );
}
