import type { Viewer } from "openseadragon";
import { useEffect, useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { IconButton } from "#app/ui/icon-button.tsx";

export type DeepZoomProps = {
  /** The picture's own size in pixels. */
  width: number;
  height: number;
  /** The address of one tile; level 0 is a single pixel. */
  tileUrl: (level: number, column: number, row: number) => string;
  tileSide: number;
  tileOverlap: number;
  title: string;
  onClose: () => void;
};

/** The viewer is large, so it comes only after somebody asked to look this closely. */
async function openViewer(element: HTMLElement, props: DeepZoomProps): Promise<Viewer> {
  const { default: OpenSeadragon } = await import("openseadragon");
  const { width, height, tileSide: tileSize, tileOverlap, tileUrl } = props;
  return OpenSeadragon({
    element,
    showNavigationControl: false,
    // The site's policy knows no third party and no inline style sheet; the viewer needs neither.
    prefixUrl: "",
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    animationTime: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.4,
    maxZoomPixelRatio: 2,
    visibilityRatio: 1,
    tileSources: { width, height, tileSize, tileOverlap, getTileUrl: tileUrl },
  });
}

/** A large picture with every pixel, fetched tile by tile as one looks around: wheel, fingers, drag, keys, buttons. */
export function DeepZoom(props: DeepZoomProps) {
  const frame = useRef<HTMLDivElement>(null);
  const viewer = useRef<Viewer | null>(null);
  const [ready, setReady] = useState(false);
  const [opening] = useState(() => props);
  useEffect(() => {
    let gone = false;
    void openViewer(frame.current!, opening).then((opened) => {
      if (gone) return opened.destroy();
      viewer.current = opened;
      opened.addOnceHandler("tile-drawn", () => setReady(true));
      return undefined;
    });
    return () => {
      gone = true;
      viewer.current?.destroy();
      viewer.current = null;
    };
  }, [opening]);
  const zoom = (factor: number) => () => viewer.current?.viewport.zoomBy(factor).applyConstraints();
  return (
    <div className="zoom" aria-busy={!ready}>
      <div ref={frame} className="zoom-frame zoom-deep" role="group" aria-label={m.media_zoom_label({ title: props.title })} />
      <div className="zoom-tools">
        <IconButton icon="zoom-out" label={m.media_zoom_out()} type="button" onClick={zoom(1 / 1.5)} />
        <button type="button" className="btn btn-tertiary btn-s" onClick={props.onClose}>{m.media_zoom_close()}</button>
        <IconButton icon="zoom-in" label={m.media_zoom_in()} type="button" onClick={zoom(1.5)} />
      </div>
      {ready ? null : <p className="small muted" role="status">{m.media_zoom_loading()}</p>}
    </div>
  );
}
