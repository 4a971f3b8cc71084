import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Logo } from "#app/ui/logo.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";
import { WovenBand } from "#app/ui/woven-band.tsx";
import { m } from "#app/paraglide/messages.js";

type AuthFrameProps = {
  title: ReactNode;
  hint?: ReactNode;
  /** The contest and organisation, on the indigo ground. */
  context?: { title: ReactNode; subtitle?: ReactNode };
  language?: ReactNode;
  homeTo?: string;
  children: ReactNode;
};

/** The frame of signing in and setting up: indigo above, a white sheet below. */
export function AuthFrame({ title, hint, context, language, homeTo = "/", children }: AuthFrameProps) {
  return (
    <div className="auth-frame">
      <SkipLink />
      <header className="auth-head">
        <WovenBand />
        <div className="auth-head-text">
          <Link to={homeTo} className="auth-home">
            <Logo on="frame" />
          </Link>
          {language}
          {context ? (
            <p>
              <b>{context.title}</b>
              {context.subtitle ? <span>{context.subtitle}</span> : null}
            </p>
          ) : null}
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="auth-sheet">
        <h1 className="page-title">{title}</h1>
        {hint ? <p className="page-hint">{hint}</p> : null}
        <div className="auth-body">{children}</div>
      </main>
    </div>
  );
}

/** The thin line with “or” between two ways to go on. */
export function OrLine() {
  return (
    <div className="or-line">
      <span>{m.ui_or()}</span>
    </div>
  );
}
