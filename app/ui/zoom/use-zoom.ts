import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { fit, fittedSize, mostScale, type Size, type View, within, zoomAt } from "./view.ts";

const step = 1.4;
const nudge = 80;

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [nudge, 0],
  ArrowRight: [-nudge, 0],
  ArrowUp: [0, nudge],
  ArrowDown: [0, -nudge],
};

type Point = { x: number; y: number };

function fromCentre(frame: HTMLElement, event: { clientX: number; clientY: number }): Point {
  const box = frame.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}

/** One finger or the mouse drags, two fingers pinch; gives how the view changes between two events. */
function change(view: View, before: Point[], after: Point[]): View {
  const [a, b] = before;
  const [c, d] = after;
  if (!a || !c) return view;
  if (!b || !d) return { ...view, x: view.x + c.x - a.x, y: view.y + c.y - a.y };
  const middle = { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 };
  const pinched = zoomAt(
    view,
    Math.hypot(c.x - d.x, c.y - d.y) / Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
    middle
  );
  return { ...pinched, x: pinched.x + middle.x - (a.x + b.x) / 2, y: pinched.y + middle.y - (a.y + b.y) / 2 };
}

/** The view of a picture of `picture` pixels in a frame, and everything that moves it: wheel, fingers, keys. */
export function useZoom(picture: Size, frame: RefObject<HTMLElement | null>) {
  const [view, setView] = useState<View>(fit);
  const fingers = useRef(new Map<number, Point>());

  const update = useCallback(
    (next: (view: View) => View) => {
      const size = frame.current && { width: frame.current.clientWidth, height: frame.current.clientHeight };
      if (!size) return;
      const fitted = fittedSize(size, picture);
      setView((old) => within(next(old), size, fitted, mostScale(fitted, picture)));
    },
    [frame, picture]
  );

  const zoomBy = useCallback(
    (factor: number, at: Point = { x: 0, y: 0 }) => update((old) => zoomAt(old, factor, at)),
    [update]
  );
  const reset = useCallback(() => setView(fit), []);
  const isLarge = view.scale > 1;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // A wheel over a picture that fits scrolls the page, as everywhere else.
    const onWheel = (event: WheelEvent) => {
      if (!isLarge && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY * 0.002), fromCentre(element, event));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [frame, isLarge, zoomBy]);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, fromCentre(event.currentTarget, event));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!fingers.current.has(event.pointerId)) return;
    const before = [...fingers.current.values()];
    fingers.current.set(event.pointerId, fromCentre(event.currentTarget, event));
    const after = [...fingers.current.values()];
    update((old) => change(old, before, after));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => void fingers.current.delete(event.pointerId);
  const onDoubleClick = (event: { currentTarget: HTMLElement; clientX: number; clientY: number }) =>
    isLarge ? reset() : zoomBy(2.5, fromCentre(event.currentTarget, event));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (move && !isLarge)) return;
    if (event.key === "+" || event.key === "=") zoomBy(step);
    else if (event.key === "-") zoomBy(1 / step);
    else if (event.key === "0") reset();
    else if (move) update((old) => ({ ...old, x: old.x + move[0], y: old.y + move[1] }));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onDoubleClick,
    onKeyDown,
  };
  return { view, isLarge, zoomIn: () => zoomBy(step), zoomOut: () => zoomBy(1 / step), reset, handlers };
}
