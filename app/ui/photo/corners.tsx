import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import type { Point, Quad, Size } from "./geometry.ts";

type CornersProps = { url: string; size: Size; quad: Quad; onMove: (index: number, to: Point) => void };

const names = () => [
  m.photo_corner_top_left(), m.photo_corner_top_right(), m.photo_corner_bottom_right(), m.photo_corner_bottom_left(),
];

const arrows: Record<string, Point> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const step = 0.0025;
const stride = 0.02;

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const between = ([ax, ay]: Point, [bx, by]: Point, share: number): Point => [ax + (bx - ax) * share, ay + (by - ay) * share];
const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join("L")}`;

/** The sheet's outline with its thirds; all around it is dimmed. Drawn in shares, so that it needs no size. */
function Outline({ quad }: { quad: Quad }) {
  const [a, b, c, d] = quad;
  const thirds = [1 / 3, 2 / 3].flatMap((share) => [
    path([between(a, b, share), between(d, c, share)]),
    path([between(a, d, share), between(b, c, share)]),
  ]);
  return (
    <svg className="fixer-outline" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <path className="fixer-dim" d={`M0 0H1V1H0Z ${path(quad)}Z`} fillRule="evenodd" />
      <path className="fixer-thirds" d={thirds.join("")} />
      <path className="fixer-edge" d={`${path(quad)}Z`} />
    </svg>
  );
}

/** What lies under the finger, three times as large, on the side where the finger is not. */
function Loupe({ url, size, at }: { url: string; size: Size; at: Point }) {
  const style = {
    "--picture": `url(${url})`, "--x": at[0], "--y": at[1], "--ratio": size.width / size.height,
  } as CSSProperties;
  return <span className={at[0] < 0.5 ? "fixer-loupe fixer-loupe-right" : "fixer-loupe"} style={style} aria-hidden="true" />;
}

/**
 * A photo with a handle at each corner of the sheet: pulled by finger or mouse, or moved by the arrow keys, with
 * Shift eight times as far.
 */
export function Corners({ url, size, quad, onMove }: CornersProps) {
  const picture = useRef<HTMLDivElement>(null);
  const grip = useRef<Point>([0, 0]);
  const [active, setActive] = useState<number | null>(null);

  const placeOf = (event: PointerEvent): Point => {
    const box = picture.current!.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const grab = (index: number) => (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const [x, y] = placeOf(event);
    // The handle keeps its distance from the finger: it must not jump when it is touched off its middle.
    grip.current = [quad[index]![0] - x, quad[index]![1] - y];
    setActive(index);
  };
  const pull = (index: number) => (event: PointerEvent) => {
    if (active !== index) return;
    const [x, y] = placeOf(event);
    onMove(index, [x + grip.current[0], y + grip.current[1]]);
  };
  const nudge = (index: number) => (event: KeyboardEvent) => {
    const way = arrows[event.key];
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? stride : step;
    onMove(index, [quad[index]![0] + way[0] * far, quad[index]![1] + way[1] * far]);
  };
  return (
    <div className="fixer-picture" ref={picture} style={{ "--ratio": size.width / size.height } as CSSProperties}>
      <img src={url} alt={m.photo_taken_alt()} draggable={false} />
      <Outline quad={quad} />
      {quad.map(([x, y], index) => (
        <button
          key={index}
          type="button"
          className="fixer-handle"
          style={{ "--x": percent(x), "--y": percent(y) } as CSSProperties}
          aria-label={m.photo_corner_at({ name: names()[index]!, x: Math.round(x * 100), y: Math.round(y * 100) })}
          aria-describedby="fixer-keys"
          onPointerDown={grab(index)}
          onPointerMove={pull(index)}
          onPointerUp={() => setActive(null)}
          onPointerCancel={() => setActive(null)}
          onKeyDown={nudge(index)}
        />
      ))}
      {active === null ? null : <Loupe url={url} size={size} at={quad[active]!} />}
    </div>
  );
}
