import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findLanding } from "#app/domain/contests/landing.server.ts";
import { entryCounts } from "#app/domain/entries/queries/for-later-stages.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { listGallery } from "#app/domain/gallery/public-works.server.ts";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Answers, Prizes } from "./answers.tsx";
import { Board } from "./board.tsx";
import { Hero } from "./hero.tsx";
import { ExtensionNote, Path } from "./path.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db, now }) => {
    const contest = await findLanding(db, args.params.slug ?? "");
    const first = contest?.rounds[0];
    if (!contest || !first) throw new DomainError("not-found", "contest-unknown");
    const published = contest.rounds.some((round) => round.published);
    const [counts, gallery] = [await entryCounts(db, first.id), published ? await listGallery(db, contest.slug) : []];
    const works = gallery
      .filter(({ picture }) => picture.medium === "image" && (picture.width ?? 0) > (picture.height ?? 0))
      .slice(0, 4)
      .map(({ title, statement, picture }) => ({
        title, statement, sources: thumbPicture(picture).sources, width: picture.width ?? 0, height: picture.height ?? 0,
      }));
    const intakeEndsAt = first.phases.find(({ kind }) => kind === "open")?.endsAt ?? null;
    const open = first.phase === "open" && (intakeEndsAt === null || now < intakeEndsAt);
    return { contest, counts, works, now, intakeEndsAt, open };
  });

export default function ContestLanding() {
  const { contest, counts, works, now, intakeEndsAt, open } = useLoaderData<typeof loader>();
  return (
    <>
      <Hero contest={contest} works={works} intakeEndsAt={intakeEndsAt} now={now} open={open} />
      <ExtensionNote contest={contest} />
      <Path rounds={contest.rounds} />
      <Answers contest={contest} />
      <Board counts={counts} kind={contest.units.kind} />
      <Prizes contest={contest} />
    </>
  );
}

/** What a shared link shows: the contest alone, never a child or a child's work. */
export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: m.common_app_name() }];
  const { name, year, theme, lead } = data.contest;
  const title = m.public_contest_title({ name, year });
  return [
    { title },
    { name: "description", content: lead },
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: m.public_contest_theme({ theme }) },
    { property: "og:site_name", content: m.common_app_name() },
  ];
};

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
