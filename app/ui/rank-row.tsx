import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Thumb } from "#app/ui/artwork.tsx";
import { formatScore } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { m } from "#app/paraglide/messages.js";

/** A work in a row of a table: small picture, title, code and unit. */
export function WorkCell(props: { src?: string | null; title: ReactNode; detail?: ReactNode; to?: string }) {
  return (
    <span className="work-cell">
      <Thumb src={props.src} size={34} />
      <span className="work-cell-text">
        {props.to ? (
          <Link to={props.to} className="work-cell-title">
            {props.title}
          </Link>
        ) : (
          <b className="work-cell-title">{props.title}</b>
        )}
        {props.detail ? <small>{props.detail}</small> : null}
      </span>
    </span>
  );
}

/** Each judge's total in a fixed column; an absent judge is a dash. Totals in hundredths; `shown` says a vote. */
export function JudgeTotals({ totals, shown = formatScore }: { totals: readonly (number | null)[]; shown?: ((total: number | null) => ReactNode) | undefined }) {
  return (
    <span className="judge-totals num">
      {totals.map((total, at) => (
        <span key={at}>{shown(total)}</span>
      ))}
    </span>
  );
}

/** The chance of being above the cut; 20–80 % is yellow and belongs to the discussion. `null` leaves it out. */
export function Chance({ percent }: { percent: number | null }) {
  if (percent === null) return null;
  if (percent >= 99) return <span className="small muted">{m.ui_chance_certain()}</span>;
  if (percent <= 1) return <span className="small muted">{m.ui_chance_none()}</span>;
  const open = percent >= 20 && percent <= 80;
  const said = m.ui_chance_percent({ percent });
  return (
    <span className="chance">
      <ProgressBar
        value={percent}
        max={100}
        label={open ? m.ui_needs_look() : said}
        tone={open ? "warn" : "ok"}
      />
      <span className="num">{said}</span>
    </span>
  );
}

/** The cut in a ranking, as a table row of its own: a red line with its words. */
export function CutLine({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr className="cut-line">
      <td colSpan={columns}>
        <div>
          <span>{children}</span>
        </div>
      </td>
    </tr>
  );
}

/** Rows left out of a ranking, with the way to open them. */
export function GapRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr className="gap-row">
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}

/** One step of the tie-break chain and what it found. */
export type TieStep = {
  label: ReactNode;
  /** The two works' points in words; left out when the step was not needed. */
  left?: ReactNode;
  right?: ReactNode;
  outcome: "equal" | "left" | "right" | "not-needed";
  /** In place of the points when not needed. */
  note?: ReactNode;
};

const SIGNS = { equal: "=", left: ">", right: "<" } as const;

/** Each step of a tie in order: equal, decided here, not needed. */
export function TieSteps({ steps }: { steps: readonly TieStep[] }) {
  return (
    <ol className="tie-steps">
      {steps.map((step, at) => (
        <li key={at} className={`tie-step tie-${step.outcome}`}>
          <span>{step.label}</span>
          {step.outcome === "not-needed" ? (
            <em>{step.note}</em>
          ) : (
            <>
              <b className="num">{step.left}</b>
              <i>{SIGNS[step.outcome]}</i>
              <b className="num">{step.right}</b>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
