import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest, setup, frozen, may } = await findSetup(ctx, args.params.contestId ?? "");
    return { id: contest.id, name: setup.contest.name, year: setup.contest.year, slug: setup.contest.slug, frozen, may };
  });

/** The frame of a contest's set-up: one page a concern, each a form that works without script. */
export default function ContestSetup() {
  const { id, name, year, slug, frozen } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const at = `/office/contests/${id}`;
  const pages = [
    ["", m.office_setup_general()],
    ["/rules", m.office_setup_rules()],
    ["/categories", m.office_setup_categories()],
    ["/rounds", m.office_setup_rounds()],
    ["/participants", m.office_setup_participants()],
    ["/people", m.office_setup_people()],
    ["/consent-text", m.consent_text_tab()],
  ] as const;
  const current = (path: string) => (path === "" ? pathname === at : pathname.startsWith(at + path));
  return (
    <>
      <PageHeader
        back={<Link to="/office/contests">{m.office_contests_title()}</Link>}
        title={`${name} · ${year}`}
        hint={frozen ? <Link to={`/contests/${slug}`}>{m.office_setup_public_page()}</Link> : m.office_setup_draft_hint()}
      />
      <div className="stack-wide">
        <Tabs
          label={m.office_setup_pages()}
          look="pills"
          tabs={pages.map(([path, label]) => ({ to: at + path, label, current: current(path) }))}
        />
        {frozen ? <Note tone="info" icon="lock">{m.office_setup_frozen()}</Note> : null}
        <Outlet />
      </div>
    </>
  );
}
