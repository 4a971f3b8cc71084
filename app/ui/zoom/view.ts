/** A width and a height in CSS px. */
export interface Size {
  width: number;
  height: number;
}

/** How a picture lies in its frame: 1 fits; `x`, `y` move its centre away from the frame's, in CSS px. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

/** The picture whole and centred. */
export const fit: View = { scale: 1, x: 0, y: 0 };

/** The size at which a picture just fits its frame; never larger than its own pixels allow at `scale` 1. */
export function fittedSize(frame: Size, picture: Size): Size {
  const ratio = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { width: picture.width * ratio, height: picture.height * ratio };
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Keeps a view within reason: not smaller than the frame, at most `most` times, no empty edge where it could be filled. */
export function within(view: View, frame: Size, fitted: Size, most: number): View {
  const scale = clamp(view.scale, 1, most);
  const roomX = Math.max(0, (fitted.width * scale - frame.width) / 2);
  const roomY = Math.max(0, (fitted.height * scale - frame.height) / 2);
  return { scale, x: clamp(view.x, -roomX, roomX), y: clamp(view.y, -roomY, roomY) };
}

/** Zooms by `factor` so that the spot under `at` (from the frame's centre) stays where it is. Not yet kept within. */
export function zoomAt(view: View, factor: number, at: { x: number; y: number }): View {
  return {
    scale: view.scale * factor,
    x: at.x - (at.x - view.x) * factor,
    y: at.y - (at.y - view.y) * factor,
  };
}

/** The most one may zoom: two screen pixels for each of the picture's, and never less than four times the fit. */
export const mostScale = (fitted: Size, picture: Size): number =>
  Math.max(4, (2 * picture.width) / fitted.width);
