import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import type { DeskRowView } from "./use-desk.ts";

export type Shown = "all" | "missing" | "moving";

/** All rows, those that need a hand, those on their way. */
export function Filters({ rows, shown, onShow }: { rows: readonly DeskRowView[]; shown: Shown; onShow: (shown: Shown) => void }) {
  const count = (heap: Shown) => (heap === "all" ? rows.length : rows.filter((view) => view.heap === heap).length);
  const words: Record<Shown, string> = { all: m.desk_filter_all(), missing: m.desk_filter_missing(), moving: m.desk_filter_moving() };
  return (
    <div className="pills" role="group" aria-label={m.desk_filter()}>
      {(["all", "missing", "moving"] as const).map((one) => (
        <button key={one} type="button" className="pill" aria-pressed={shown === one} onClick={() => onShow(one)}>
          {words[one]} <span className="pill-count num">{formatCount(count(one))}</span>
        </button>
      ))}
    </div>
  );
}
