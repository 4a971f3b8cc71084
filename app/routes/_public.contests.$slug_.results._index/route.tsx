import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listAwardedWorks } from "#app/domain/gallery/public-works.server.ts";
import { listPublishedRounds } from "#app/domain/gallery/results.server.ts";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { ResultsPage } from "./results-page.tsx";

/** The results of the first published round, or of round `n` where the address names one. */
export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db }) => {
    const { slug = "", n } = args.params;
    const rounds = await listPublishedRounds(db, slug);
    const round = n === undefined ? rounds[0] : rounds.find(({ ordinal }) => String(ordinal) === n);
    if (!round) throw new Response(null, { status: 404 });
    const chain = rounds.map(({ ordinal, name }) => ({ ordinal, name }));
    return { slug, round, chain, works: await listAwardedWorks(db, slug, round.ordinal) };
  });

export default function Results() {
  return <ResultsPage {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.common_nav_results()} · ${data?.round.results.contest.name ?? m.common_app_name()}` },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
