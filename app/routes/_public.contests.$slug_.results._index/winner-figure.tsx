import { thumbPicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import type { PublicWork } from "#app/domain/gallery/public-works.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { formatCount } from "#app/ui/format.ts";
import { ChildQuote } from "#app/ui/lightbox.tsx";
import { TierChip } from "#app/ui/tier-chip.tsx";

function Picture({ work, large }: { work: PublicWork; large: boolean }) {
  const { picture, title } = work;
  if (!picture) return <p className="unshown-work muted small">{m.public_results_unshown()}</p>;
  const clip = (["480p", "720p"] as const).find((variant) => picture.variants.includes(variant));
  if (picture.medium === "video" && clip) {
    return (
      <video className="w-full" controls playsInline preload="none" poster={thumbPicture(picture).small ?? undefined} aria-label={title}>
        <source src={fileUrl(picture.fileId, clip)} type="video/mp4" />
      </video>
    );
  }
  return (
    <Artwork
      sources={thumbPicture(picture).sources}
      width={picture.width ?? 4}
      height={picture.height ?? 3}
      thumbhash={picture.thumbhash}
      alt={m.public_results_alt({ title, division: work.divisionName ?? work.categoryName })}
      sizes={large ? "(max-width: 1024px) 100vw, 800px" : "(max-width: 640px) 100vw, 400px"}
      eager={large}
    />
  );
}

/** Who made it, as far as every family allowed: names with class and school, else how many and of what age. */
function Makers({ work: { authors, authorCount, divisionName, unitName } }: { work: PublicWork }) {
  if (!authors) {
    const words = { count: formatCount(authorCount), division: divisionName ?? "" };
    return <p className="small muted">{authorCount === 1 ? m.public_results_one(words) : m.public_results_group(words)}</p>;
  }
  return (
    <>
      <ul className="small">
        {authors.map(({ name, className, birthYear, school }, at) => (
          <li key={at}>
            {m.public_results_author({ name, group: className || m.public_results_born({ year: birthYear }), school })}
          </li>
        ))}
      </ul>
      {unitName ? <p className="small muted">{unitName}</p> : null}
    </>
  );
}

/** One prize winner with its prize at the side of the title, in the child's own hand. */
export function WinnerFigure({ work, large }: { work: PublicWork; large: boolean }) {
  return (
    <figure id={work.entryId}>
      <Picture work={work} large={large} />
      <figcaption className="mt-3 flex items-start gap-3">
        <TierChip look={large ? "tag" : "soft"}>{m.public_results_tier({ tier: work.tier })}</TierChip>
        <div>
          <h3 className={large ? "hand text-3xl" : "hand text-xl"}>{work.title}</h3>
          <Makers work={work} />
        </div>
      </figcaption>
      {large && work.statement ? (
        <div className="mt-4">
          <ChildQuote source={m.public_results_quote_source()}>{work.statement}</ChildQuote>
        </div>
      ) : null}
    </figure>
  );
}
