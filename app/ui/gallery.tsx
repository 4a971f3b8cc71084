import { Link } from "@remix-run/react";
import type { CSSProperties, ReactNode } from "react";
import { Artwork } from "#app/ui/artwork.tsx";
import type { PictureSources } from "#app/ui/artwork.tsx";
import { formatClock } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { TierChip } from "#app/ui/tier-chip.tsx";

/** A published work: what the family allowed, no more. */
export type GalleryWork = {
  id: string;
  to: string;
  /** The child's own words. */
  title: string;
  caption?: ReactNode;
  alt: string;
  sources: PictureSources;
  width: number;
  height: number;
  thumbhash?: string | null;
  /** The prize, on the lower left edge. */
  tier?: string | null;
  /** A clip's length in ms. */
  durationMs?: number | null;
};

/** Length and play mark over a clip's poster; the only thing that may lie on a picture besides a prize. */
export function ClipMarks({ durationMs }: { durationMs: number }) {
  return (
    <>
      <span className="clip-play" aria-hidden="true">
        <Icon name="play" size="l" />
      </span>
      <span className="clip-length num">{formatClock(durationMs)}</span>
    </>
  );
}

function Work({ work, eager }: { work: GalleryWork; eager: boolean }) {
  const ratio = work.width > 0 && work.height > 0 ? work.width / work.height : 1.414;
  return (
    <li style={{ "--ratio": ratio } as CSSProperties}>
      <figure>
        <Link to={work.to} className="gallery-link" preventScrollReset>
          <Artwork
            sources={work.sources}
            width={work.width}
            height={work.height}
            thumbhash={work.thumbhash}
            alt={work.alt}
            sizes="(max-width: 640px) 100vw, 400px"
            eager={eager}
          />
          {work.durationMs ? <ClipMarks durationMs={work.durationMs} /> : null}
          {work.tier ? <TierChip look="tag">{work.tier}</TierChip> : null}
        </Link>
        <figcaption>
          <span className="hand gallery-title">{work.title}</span>
          {work.caption ? <span className="gallery-caption">{work.caption}</span> : null}
        </figcaption>
      </figure>
    </li>
  );
}

/** Justified rows by ratio alone: no script, no jump, nothing cropped. */
export function Gallery({ works, eagerCount = 3 }: { works: readonly GalleryWork[]; eagerCount?: number }) {
  return (
    <ul className="gallery">
      {works.map((work, at) => (
        <Work key={work.id} work={work} eager={at < eagerCount} />
      ))}
      <li className="gallery-filler" aria-hidden="true" />
    </ul>
  );
}
