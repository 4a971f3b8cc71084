import { useMemo, useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import type { PictureSources } from "#app/ui/artwork.tsx";
import { cx } from "#app/ui/cx.ts";
import { IconButton } from "#app/ui/icon-button.tsx";
import { useZoom } from "./use-zoom.ts";

type ZoomViewerProps = {
  /** The form that fits a screen, such as 1600 px. */
  src: string;
  /** The forms by width, from which the browser takes the one for this screen; `src` is for browsers that cannot. */
  sources?: PictureSources;
  /** The CSS `sizes` of the place it fills; needed with `sources`. */
  sizes?: string;
  /** The form with every pixel; loaded only when somebody zooms in. */
  full?: string | undefined;
  /** The picture's own size in pixels. */
  width: number;
  height: number;
  /** The title, for readers and as alternative text. */
  title: string;
  className?: string;
};

/** The work is what the page is for: it comes before scripts that can wait. React 18 knows the attribute in small letters alone. */
const first = { fetchpriority: "high" };

const choices = (sources: PictureSources) =>
  Object.entries(sources).map(([px, url]) => `${url} ${px}w`).join(", ") || undefined;

/** From this zoom on the full picture is fetched: below it no eye could tell. */
const fullFrom = 1.35;

/**
 * A drawing that can be looked at closely: wheel, two fingers, drag, double click, keys + − 0 and arrows,
 * buttons. Give it the file's id as `key`, so that the next picture begins whole.
 */
export function ZoomViewer({ src, sources = {}, sizes, full, width, height, title, className }: ZoomViewerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const picture = useMemo(() => ({ width, height }), [width, height]);
  const { view, isLarge, zoomIn, zoomOut, reset, handlers } = useZoom(picture, frame);
  const [wantsFull, setWantsFull] = useState(false);
  if (full && !wantsFull && view.scale >= fullFrom) setWantsFull(true);
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    <div className={cx("zoom", isLarge && "zoom-large", className)}>
      <div
        ref={frame}
        className="zoom-frame"
        role="group"
        aria-label={m.media_zoom_label({ title })}
        aria-description={m.media_zoom_keys()}
        tabIndex={0}
        {...handlers}
      >
        <img
          {...first}
          className="zoom-picture"
          sizes={sizes}
          srcSet={choices(sources)}
          src={src}
          width={width}
          height={height}
          alt={title}
          draggable={false}
          style={{ transform }}
        />
        {wantsFull ? (
          <img
            className="zoom-picture zoom-full"
            src={full}
            width={width}
            height={height}
            alt=""
            draggable={false}
            style={{ transform }}
          />
        ) : null}
      </div>
      <div className="zoom-tools">
        <IconButton
          icon="zoom-out"
          label={m.media_zoom_out()}
          type="button"
          onClick={zoomOut}
          disabled={!isLarge}
        />
        <button
          type="button"
          className="btn btn-tertiary btn-s"
          onClick={reset}
          aria-label={m.media_zoom_reset()}
        >
          {m.media_zoom_level({ percent: Math.round(view.scale * 100) })}
        </button>
        <IconButton icon="zoom-in" label={m.media_zoom_in()} type="button" onClick={zoomIn} />
      </div>
    </div>
  );
}
