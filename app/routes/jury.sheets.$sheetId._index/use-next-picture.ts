import { useEffect } from "react";
import { thumbPicture } from "#app/domain/entries/views.ts";
import type { ThumbView } from "#app/domain/entries/views.ts";

/** Fetches the next work's picture, in the size this screen will ask for, once this page has all of its own. */
export function useNextPicture(picture: ThumbView | null, sizes: string): void {
  const key = picture ? `${picture.fileId} ${picture.variants.join()}` : "";
  useEffect(() => {
    const sources = Object.entries(thumbPicture(picture).sources);
    const [first] = sources;
    if (!first?.[1]) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const fetchAhead = () => {
      // The shown picture goes first, also after a move inside the page, which fires no load.
      timer = setTimeout(() => {
        const image = new Image();
        image.sizes = sizes;
        image.srcset = sources.map(([px, url]) => `${url} ${px}w`).join(", ");
        if (sources.length === 1) image.src = String(first[1]);
      }, 300);
    };
    if (document.readyState === "complete") fetchAhead();
    else window.addEventListener("load", fetchAhead, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("load", fetchAhead);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all that matters of the picture
  }, [key, sizes]);
}
