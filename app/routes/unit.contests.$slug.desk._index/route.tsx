import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findUnitContest, listDesk } from "#app/domain/entries/queries/desk.server.ts";
import { findEntryChoices } from "#app/domain/entries/queries/for-unit.server.ts";
import { isIntakeOpen } from "#app/domain/entries/rules.ts";
import { entryUploadSlug } from "#app/domain/entries/uploads.server.ts";
import { deskView } from "#app/http/desk-view.server.ts";
import { load } from "#app/http/page.server.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { EmptyState } from "#app/ui/empty-state.tsx";
import deskStyles from "#app/styles/desk.css?url";
import { Desk } from "./desk.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const after = new URL(args.request.url).searchParams.get("after") ?? "";
    const [choices, page] = await Promise.all([findEntryChoices(ctx, contest.id), listDesk(ctx, contest.id, after)]);
    return {
      contest: { slug: contest.slug, name: contest.name, year: contest.year },
      categories: choices.categories.map(({ id, name, medium, file }) => ({ id, name, medium, least: file.minLongSidePx ?? 0 })),
      units: choices.units,
      open: isIntakeOpen(contest.intake, ctx.now),
      rows: page.rows.map(deskView),
      next: page.next,
      after,
      owner: `${ctx.actor.personId}/${contest.id}`,
      upload: { transport: uploadTransport(), slug: entryUploadSlug },
    };
  });

export default function DeskPage() {
  const page = useLoaderData<typeof loader>();
  if (page.units.length === 0 || page.categories.length === 0) {
    return <EmptyState level={1} title={m.unit_new_closed_title()} actions={<Link to="/unit">{m.unit_back_home()}</Link>}>{m.unit_new_closed_text()}</EmptyState>;
  }
  return <Desk key={page.owner} page={page} />;
}

export type DeskPageData = Awaited<ReturnType<typeof loader>>;

export const links: LinksFunction = () => [{ rel: "stylesheet", href: deskStyles }];

export const meta: MetaFunction = () => [{ title: m.desk_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
