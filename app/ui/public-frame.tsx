import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { Logo } from "#app/ui/logo.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";
import { WovenBand } from "#app/ui/woven-band.tsx";
import { m } from "#app/paraglide/messages.js";

/** A page of the public menu. */
export type PublicNavItem = { to: string; label: string; end?: boolean };

type PublicFrameProps = {
  items?: readonly PublicNavItem[];
  /** The contest and who runs it. */
  contest?: { name: ReactNode; organisation: ReactNode; to?: string };
  /** At the right of the menu: sign in. */
  action?: ReactNode;
  /** The language switch. */
  language?: ReactNode;
  /** Columns of the footer. */
  footer?: readonly ReactNode[];
  homeTo?: string;
  children: ReactNode;
};

function Links({ items }: { items: readonly PublicNavItem[] }) {
  return (
    <>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end} prefetch="intent" className="public-link">
          {item.label}
        </NavLink>
      ))}
    </>
  );
}

function PublicMenu({ items, action, language }: Pick<PublicFrameProps, "items" | "action" | "language">) {
  const location = useLocation();
  return (
    <details className="frame-menu public-menu" key={location.key}>
      <summary aria-label={m.ui_menu()} title={m.ui_menu()}>
        <Icon name="menu" size="l" />
      </summary>
      <div className="frame-menu-sheet">
        <nav aria-label={m.ui_nav_main()}>
          <Links items={items ?? []} />
        </nav>
        {action}
        {language}
      </div>
    </details>
  );
}

/** The public frame: white bar, woven band, indigo footer. The page sets its own margins with `.wrap`. */
export function PublicFrame(props: PublicFrameProps) {
  const { items = [], contest, action, language, footer = [], homeTo = "/", children } = props;
  return (
    <div className="public-frame">
      <SkipLink />
      <header className="public-head no-print">
        <div className="public-bar">
          <Link to={homeTo} className="public-home">
            <Logo />
          </Link>
          {contest ? (
            <div className="public-contest">
              {contest.to ? (
                <Link to={contest.to}>
                  <b>{contest.name}</b>
                </Link>
              ) : (
                <b>{contest.name}</b>
              )}
              <span>{contest.organisation}</span>
            </div>
          ) : null}
          <div className="public-wide">
            <nav aria-label={m.ui_nav_main()}>
              <Links items={items} />
            </nav>
            {language}
            {action}
          </div>
          <PublicMenu items={items} action={action} language={language} />
        </div>
        <WovenBand />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="public-main">
        {children}
      </main>
      <footer className="public-foot">
        <WovenBand />
        <div className="public-foot-columns">
          {footer.map((column, at) => (
            <div key={at}>{column}</div>
          ))}
        </div>
      </footer>
    </div>
  );
}
