import { type ComponentProps, lazy, Suspense, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import type { DeepZoomProps } from "./deep-zoom.tsx";
import { ZoomViewer } from "./zoom-viewer.tsx";

const DeepZoom = lazy(() => import("./deep-zoom.tsx").then((module) => ({ default: module.DeepZoom })));

type PictureZoomProps = ComponentProps<typeof ZoomViewer> & {
  /** Where the tiles of a large picture are; without them there is nothing closer to see than `src`. */
  tiles?: Pick<DeepZoomProps, "tileUrl" | "tileSide" | "tileOverlap">;
};

/** A picture to look at closely, and with every stroke where it was large enough to be cut into tiles. */
export function PictureZoom({ tiles, ...picture }: PictureZoomProps) {
  const [deep, setDeep] = useState(false);
  const plain = <ZoomViewer {...picture} />;
  if (!tiles) return plain;
  if (!deep) {
    return (
      <>
        {plain}
        <p><Button type="button" size="s" icon="zoom-in" onClick={() => setDeep(true)}>{m.media_zoom_deep()}</Button></p>
      </>
    );
  }
  return (
    <Suspense fallback={plain}>
      <DeepZoom {...tiles} width={picture.width} height={picture.height} title={picture.title} onClose={() => setDeep(false)} />
    </Suspense>
  );
}
