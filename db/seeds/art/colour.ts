/** The colours of one child's box, by name. */
export const crayonBox = {
  red: "#d9392f",
  crimson: "#b3262e",
  orange: "#ef7f2d",
  yellow: "#f7c532",
  lemon: "#efe068",
  lime: "#95c95a",
  green: "#43994a",
  forest: "#2f6f49",
  teal: "#2fa39a",
  sky: "#79c0ea",
  blue: "#2f78c0",
  indigo: "#2c3b80",
  violet: "#8058a8",
  pink: "#ef8aac",
  blush: "#f8c2bb",
  peach: "#fbdcb8",
  brown: "#87562f",
  tan: "#c0925c",
  straw: "#e6c27a",
  grey: "#9b9ca4",
  slate: "#676775",
  black: "#2b2933",
  white: "#fdfcf7",
  skin: "#f5cfa8",
  tanned: "#e6b283",
} as const;

/** A colour of the box by name. */
export type Colour = keyof typeof crayonBox;

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** Goes from one #rrggbb to another; `share` 0 gives the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, index) =>
    Math.round(value + ((target[index] ?? 0) - value) * share)
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** The darker edge that a colour leaves: pulled towards a cold near-black. */
export const darker = (hex: string, share: number) => mix(hex, "#1f1f38", share);

/** A paler tint of a colour. */
export const paler = (hex: string, share: number) => mix(hex, "#ffffff", share);
