import { fit, fittedSize, mostScale, type Size, type View, within, zoomAt } from "./view.ts";

/** A view that fits pictures of any size: `x` and `y` move the centre, in parts of the fitted picture's width and height. */
export type LinkedView = { scale: number; x: number; y: number };

/** All pictures whole and centred. */
export const linkedFit: LinkedView = fit;

const STEP = 1.4;
const NUDGE = 80;

/** How a shared view lies in one frame, in CSS px, kept within that picture's own bounds. */
export function shownIn({ scale, x, y }: LinkedView, frame: Size, picture: Size): View {
  const fitted = fittedSize(frame, picture);
  return within({ scale, x: x * fitted.width, y: y * fitted.height }, frame, fitted, mostScale(fitted, picture));
}

/** The shared view after `act` moved it in one frame. */
export function moved(view: LinkedView, frame: Size, picture: Size, act: (view: View) => View): LinkedView {
  const fitted = fittedSize(frame, picture);
  if (fitted.width <= 0 || fitted.height <= 0) return view;
  const next = within(act(shownIn(view, frame, picture)), frame, fitted, mostScale(fitted, picture));
  return { scale: next.scale, x: next.x / fitted.width, y: next.y / fitted.height };
}

/** Zoomed by `factor` about a spot measured from the frame's centre. */
export const pinchedView = zoomAt;

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [NUDGE, 0], ArrowRight: [-NUDGE, 0], ArrowUp: [0, NUDGE], ArrowDown: [0, -NUDGE],
};

/** What a key does to a view: + − 0 and the arrows; null of any other. */
export function keyedView(key: string): ((view: View) => View) | null {
  const centre = { x: 0, y: 0 };
  if (key === "+" || key === "=") return (view) => zoomAt(view, STEP, centre);
  if (key === "-") return (view) => zoomAt(view, 1 / STEP, centre);
  if (key === "0") return () => fit;
  const move = moves[key];
  return move ? (view) => ({ ...view, x: view.x + move[0], y: view.y + move[1] }) : null;
}
