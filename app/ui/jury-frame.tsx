import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatCount } from "#app/ui/format.ts";
import { Logo } from "#app/ui/logo.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";
import { m } from "#app/paraglide/messages.js";

type JuryFrameProps = {
  /** The category and round: the h1 of the page. */
  title: ReactNode;
  /** After the title: which work of how many. */
  place?: ReactNode;
  /** How many sheets are done; shown as a bar with its words. */
  progress?: { done: number; total: number; label: string };
  /** Buttons, tabs, the way to the light table. */
  actions?: ReactNode;
  /** Judges may switch to light; the choice is kept by the caller. */
  theme?: "dark" | "light";
  homeTo?: string;
  /** `table` fills the screen below the bar from 1024 px (scoring); `page` scrolls with wide margins. */
  body?: "table" | "page";
  children: ReactNode;
};

/** The judges' frame: a neutral ground, so that the only colours are the drawing's. */
export function JuryFrame(props: JuryFrameProps) {
  const {
    title,
    place,
    progress,
    actions,
    theme = "dark",
    homeTo = "/jury",
    body = "page",
    children,
  } = props;
  return (
    <div className="jury-frame" data-theme={theme}>
      <SkipLink />
      <header className="jury-bar no-print">
        <Link to={homeTo} className="jury-home">
          <Logo on="frame" markOnly />
        </Link>
        <div className="jury-title">
          <h1>{title}</h1>
          {place ? <span>{place}</span> : null}
        </div>
        {progress ? (
          <div className="jury-progress">
            <ProgressBar value={progress.done} max={progress.total} label={progress.label} />
            <span className="num">
              <b>
                {m.ui_progress_of({ done: formatCount(progress.done), total: formatCount(progress.total) })}
              </b>{" "}
              {progress.label}
            </span>
          </div>
        ) : null}
        {actions ? <div className="jury-actions">{actions}</div> : null}
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={`jury-main jury-main-${body}`}>
        {children}
      </main>
    </div>
  );
}
