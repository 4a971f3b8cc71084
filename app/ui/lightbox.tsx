import type { ReactNode } from "react";
import { Artwork } from "#app/ui/artwork.tsx";
import type { PictureSources } from "#app/ui/artwork.tsx";
import { useModal } from "#app/ui/dialog.tsx";
import { formatCount } from "#app/ui/format.ts";
import { IconLink } from "#app/ui/icon-button.tsx";
import { m } from "#app/paraglide/messages.js";

type LightboxProps = {
  /** The work's title, as the dialog's name. */
  title: string;
  picture: { sources: PictureSources; width: number; height: number; alt: string; thumbhash?: string | null };
  /** In place of the picture: a player. */
  stage?: ReactNode;
  /** The address behind the lightbox. */
  closeTo: string;
  /** Called for Esc and the ground; navigate to `closeTo`. */
  onClose: () => void;
  previousTo?: string | null;
  nextTo?: string | null;
  place?: { index: number; total: number };
  /** Prize, title in the hand, age band, the child's words, buttons. */
  children: ReactNode;
};

/** A work alone on an indigo ground, with its words at the side (below on phones). It has its own address. */
export function Lightbox(props: LightboxProps) {
  const { title, picture, stage, closeTo, onClose, previousTo, nextTo, place, children } = props;
  const modal = useModal(true, onClose);
  return (
    <dialog {...modal} className="lightbox" aria-label={title}>
      <div className="lightbox-stage">
        <div className="lightbox-bar">
          <IconLink icon="close" label={m.ui_close()} to={closeTo} preventScrollReset />
          {place ? (
            <span className="num">
              {m.ui_lightbox_counter({ index: formatCount(place.index), total: formatCount(place.total) })}
            </span>
          ) : null}
        </div>
        <div className="lightbox-work">
          {stage ?? <Artwork {...picture} sizes="(max-width: 1024px) 100vw, 900px" fit eager />}
        </div>
        {previousTo ? (
          <IconLink
            icon="back"
            label={m.ui_lightbox_previous()}
            to={previousTo}
            preventScrollReset
            className="lightbox-previous"
          />
        ) : null}
        {nextTo ? (
          <IconLink
            icon="next"
            label={m.ui_lightbox_next()}
            to={nextTo}
            preventScrollReset
            className="lightbox-next"
          />
        ) : null}
      </div>
      <div className="lightbox-words">{children}</div>
    </dialog>
  );
}

/** A child's statement, quoted, with a crayon edge. */
export function ChildQuote({ children, source }: { children: ReactNode; source?: ReactNode }) {
  return (
    <blockquote className="child-quote">
      <p>{children}</p>
      {source ? <footer>{source}</footer> : null}
    </blockquote>
  );
}
