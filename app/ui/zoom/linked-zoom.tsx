import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { m } from "#app/paraglide/messages.js";
import type { PictureSources } from "#app/ui/artwork.tsx";
import { cx } from "#app/ui/cx.ts";
import { keyedView, type LinkedView, moved, pinchedView, shownIn } from "./linked-view.ts";
import type { Size, View } from "./view.ts";

type LinkedZoomProps = {
  sources: PictureSources;
  picture: Size;
  title: string;
  /** The view that all frames share, and how it is changed. */
  view: LinkedView;
  onView: (next: (view: LinkedView) => LinkedView) => void;
};

type Point = { x: number; y: number };

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): Size => ({ width: clientWidth, height: clientHeight });

/** One of several pictures that are zoomed and dragged as one: each shows the same part of itself. */
export function LinkedZoom({ sources, picture, title, view, onView }: LinkedZoomProps) {
  const frame = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const fingers = useRef(new Map<number, Point>());
  const change = (act: (view: View, frameSize: Size) => View) => {
    const element = frame.current;
    if (element) onView((old) => moved(old, sizeOf(element), picture, (shown) => act(shown, sizeOf(element))));
  };
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
    const element = frame.current;
    if (!element || !image.current) return;
    const { scale, x, y } = shownIn(view, sizeOf(element), picture);
    image.current.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  });
  useEffect(() => {
    const element = frame.current;
    // The wheel zooms here without a modifier: a page of frames side by side has little to scroll.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current((old) => pinchedView(old, Math.exp(-event.deltaY * 0.002), placeIn(element!, event)));
    };
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, []);
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, placeIn(event.currentTarget, event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = placeIn(event.currentTarget, event);
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, now);
      if (!other) change((old) => ({ ...old, x: old.x + now.x - before.x, y: old.y + now.y - before.y }));
      else change((old) => pinchedView(old, Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)), other));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => void fingers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => void fingers.current.delete(event.pointerId),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keyedView(event.key);
      if (!act) return;
      event.preventDefault();
      change(act);
    },
  };
  const entries = Object.entries(sources);
  return (
    <div
      ref={frame}
      className={cx("zoom-frame", view.scale > 1 && "zoom-frame-large")}
      role="group"
      aria-label={m.media_zoom_label({ title })}
      aria-description={m.media_zoom_keys()}
      tabIndex={0}
      {...handlers}
    >
      <img
        ref={image}
        className="zoom-picture"
        src={sources[800] ?? entries[0]?.[1]}
        srcSet={entries.map(([px, url]) => `${url} ${px}w`).join(", ")}
        // Asked for as if zoomed in: what is laid side by side is looked at closely.
        sizes="(min-width: 900px) 100vw, 200vw"
        width={picture.width}
        height={picture.height}
        alt={title}
        draggable={false}
      />
    </div>
  );
}

function placeIn(element: HTMLElement, event: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}
