import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { findContestShell } from "#app/domain/contests/shells.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { type GalleryEntry, listGallery } from "#app/domain/gallery/public-works.server.ts";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { CrayonUnderline } from "#app/ui/crayon.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Gallery } from "#app/ui/gallery.tsx";
import { ChildQuote, Lightbox } from "#app/ui/lightbox.tsx";
import { TierChip } from "#app/ui/tier-chip.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db }) => {
    const contest = await findContestShell(db, args.params.slug ?? "");
    if (!contest?.published) throw new Response(null, { status: 404 });
    return { contest, works: await listGallery(db, contest.slug) };
  });

const altOf = ({ title, divisionName, categoryName }: GalleryEntry) =>
  m.public_results_alt({ title, division: divisionName ?? categoryName });

function OpenWork({ works, index }: { works: GalleryEntry[]; index: number }) {
  const navigate = useNavigate();
  const work = works[index]!;
  const at = (entry: GalleryEntry | undefined) => (entry ? `?work=${entry.entryId}` : null);
  const { picture } = work;
  return (
    <Lightbox
      title={work.title}
      picture={{
        sources: thumbPicture(picture).sources, width: picture.width ?? 4, height: picture.height ?? 3,
        thumbhash: picture.thumbhash, alt: altOf(work),
      }}
      closeTo="?"
      onClose={() => navigate("?", { preventScrollReset: true })}
      previousTo={at(works[index - 1])}
      nextTo={at(works[index + 1])}
      place={{ index: index + 1, total: works.length }}
    >
      <TierChip look="tag">{m.public_results_tier({ tier: work.tier })}</TierChip>
      <h2 className="hand">{work.title}</h2>
      {work.divisionName ? <p className="muted">{work.divisionName}</p> : null}
      {work.statement ? <ChildQuote source={m.public_results_quote_source()}>{work.statement}</ChildQuote> : null}
    </Lightbox>
  );
}

export default function GalleryPage() {
  const { contest, works } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const index = works.findIndex(({ entryId }) => entryId === query.get("work"));
  return (
    <div className="wrap pb-16 pt-10">
      <p className="eyebrow">{contest.name}</p>
      <h1 className="public-title">
        <CrayonUnderline>{m.public_gallery_title()}</CrayonUnderline>
      </h1>
      <p className="muted mt-4 mb-8 text-lg">{m.public_gallery_lead()}</p>
      {works.length === 0 ? (
        <EmptyState title={m.public_gallery_empty()}>{m.public_gallery_empty_text()}</EmptyState>
      ) : (
        <Gallery
          works={works.map((work) => ({
            id: work.entryId, to: `?work=${work.entryId}`, title: work.title, caption: work.divisionName, alt: altOf(work),
            sources: thumbPicture(work.picture).sources, width: work.picture.width ?? 4, height: work.picture.height ?? 3,
            thumbhash: work.picture.thumbhash, tier: m.public_results_tier({ tier: work.tier }),
            durationMs: work.picture.durationMs,
          }))}
        />
      )}
      {index >= 0 ? <OpenWork works={works} index={index} /> : null}
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.public_gallery_title()} · ${data?.contest.name ?? m.common_app_name()}` },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
