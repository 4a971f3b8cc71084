/** How a judge may lay out their own works: as they come, or by the points they gave, the highest first. */
export const tableOrders = ["place", "own"] as const;
export type TableOrder = (typeof tableOrders)[number];

/** The last work seen: its points so far (−1 without any) and its place. */
export type TableMark = { points: number; position: number };

/** A mark as an address carries it, "8450.12"; a place alone, as "12", where the order is by place. */
export const markText = ({ points, position }: TableMark, order: TableOrder): string =>
  order === "own" ? `${points}.${position}` : String(position);

/** The mark of an address; null of none or of nonsense, which is the beginning. */
export function readMark(text: string | null, order: TableOrder): TableMark | null {
  const match = (order === "own" ? /^(-1|\d{1,7})\.(\d{1,7})$/ : /^()(\d{1,7})$/).exec(text ?? "");
  return match ? { points: Number(match[1]), position: Number(match[2]) } : null;
}
