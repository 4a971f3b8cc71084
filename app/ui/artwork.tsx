import type { CSSProperties } from "react";
import { thumbHashToAverageRGBA } from "thumbhash";
import { cx } from "#app/ui/cx.ts";

/** The addresses of one picture by width in pixels; leave out what was not made. */
export type PictureSources = { 320?: string; 800?: string; 1600?: string };

type ArtworkProps = {
  sources: PictureSources;
  /** The stored size in pixels; gives the ratio, so nothing jumps while loading. */
  width: number;
  height: number;
  /** Title and age band; empty when the same words stand beside it. */
  alt: string;
  /** The CSS `sizes` of the place it fills. */
  sizes?: string;
  /** base64; its average colour is the ground while the picture loads. */
  thumbhash?: string | null;
  /** The first pictures of a page load at once, the others when they come near. */
  eager?: boolean;
  /** `fit` fills its cell without cropping, for light tables; else the sheet takes the picture's ratio. */
  fit?: boolean;
  className?: string;
};

/** The average colour of a ThumbHash as a CSS colour; undefined when the text is no ThumbHash. */
export function groundColour(thumbhash: string | null | undefined): string | undefined {
  if (!thumbhash) return undefined;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
    if (bytes.length < 5) return undefined;
    const { r, g, b } = thumbHashToAverageRGBA(bytes);
    return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(" ")})`;
  } catch {
    return undefined;
  }
}

/** A child's drawing as a sheet of paper: square corners, thin shadow, never cropped, tinted or overlaid. */
export function Artwork(props: ArtworkProps) {
  const { sources, width, height, alt, sizes = "100vw", thumbhash, eager, fit, className } = props;
  const entries = Object.entries(sources).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const smallest = entries[0]?.[1];
  const middle = sources[800] ?? smallest;
  const style = {
    "--ratio": width > 0 && height > 0 ? width / height : 1.414,
    "--ground": groundColour(thumbhash),
  } as CSSProperties;
  return (
    <span className={cx("artwork", fit && "artwork-fit", className)} style={style}>
      {middle ? (
        <img
          src={middle}
          srcSet={entries.length > 1 ? entries.map(([px, url]) => `${url} ${px}w`).join(", ") : undefined}
          sizes={entries.length > 1 ? sizes : undefined}
          width={width}
          height={height}
          alt={alt}
          loading={eager ? "eager" : "lazy"}
          decoding="async"
        />
      ) : null}
    </span>
  );
}

/** A small contained picture for a row or a card. `size` is the box's height in px: 34, 42, 60 or 92. */
export function Thumb({
  src,
  alt = "",
  size = 42,
}: {
  src?: string | null;
  alt?: string;
  size?: 34 | 42 | 60 | 92;
}) {
  return (
    <span className={`thumb thumb-${size}`}>
      {src ? <img src={src} alt={alt} loading="lazy" decoding="async" /> : null}
    </span>
  );
}
