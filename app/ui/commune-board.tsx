import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { m } from "#app/paraglide/messages.js";

/** What one diamond stands for; the tones follow the order drawing, video, third, fourth. */
export type BoardSeries = { label: string };

type CommuneDiamondsProps = {
  series: readonly BoardSeries[];
  /** Each unit with its counts, in the order of `series`. */
  units: readonly { id: string; name: string; counts: readonly number[] }[];
};

function said(counts: readonly number[], series: readonly BoardSeries[]): string {
  return series.map(({ label }, at) => m.ui_diamonds({ count: counts[at] ?? 0, label })).join(", ");
}

/** The public board: each entry is a diamond, so that a small commune is as visible as a large one. */
export function CommuneDiamonds({ series, units }: CommuneDiamondsProps) {
  return (
    <div className="diamonds-board">
      <ul className="diamonds-units">
        {units.map((unit) => (
          <li key={unit.id}>
            <b>{unit.name}</b>
            <span className="sr-only">: {said(unit.counts, series)}</span>
            <span className="diamonds" aria-hidden="true">
              {unit.counts.flatMap((count, kind) =>
                Array.from({ length: count }, (_, at) => (
                  <i key={`${kind}-${at}`} className={`diamond diamond-${kind}`} />
                )),
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="diamonds-legend">
        {series.map(({ label }, kind) => (
          <span key={label}>
            <i className={`diamond diamond-${kind}`} aria-hidden="true" /> {label}
          </span>
        ))}
      </p>
    </div>
  );
}

/** A row of prize diamonds for a quota. */
export function Diamonds({ count, kind = "award" }: { count: number; kind?: "award" | 0 | 1 }) {
  return (
    <span className="diamonds" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <i key={at} className={`diamond diamond-${kind}`} />
      ))}
    </span>
  );
}

/** A unit on the office's board. */
export type CommuneCard = {
  id: string;
  name: string;
  to?: string;
  /** What it has sent. */
  counts: ReactNode;
  /** The bar: paper originals received, or another part of a whole. */
  done: number;
  total: number;
  /** The line under the bar. */
  note: ReactNode;
  /** Needs a hand: yellow edge and bar. */
  warn?: boolean;
};

/** The office's board: one card a unit, `children` for a closing card such as the reminder. */
export function CommuneCards({ units, children }: { units: readonly CommuneCard[]; children?: ReactNode }) {
  return (
    <ul className="commune-cards">
      {units.map((unit) => (
        <li key={unit.id} className={unit.warn ? "commune-card commune-card-warn" : "commune-card"}>
          <b>{unit.to ? <Link to={unit.to}>{unit.name}</Link> : unit.name}</b>
          <span className="num">{unit.counts}</span>
          <ProgressBar
            value={unit.done}
            max={unit.total}
            label={unit.name}
            tone={unit.warn ? "warn" : "ok"}
            thin
          />
          <small className="num">{unit.note}</small>
        </li>
      ))}
      {children ? <li className="commune-card-wide">{children}</li> : null}
    </ul>
  );
}
