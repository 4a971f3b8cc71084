import { Link, NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";
import { Logo } from "#app/ui/logo.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";
import { WovenBand } from "#app/ui/woven-band.tsx";
import { m } from "#app/paraglide/messages.js";

/** One entry of a menu. */
export type NavItem = {
  to: string;
  label: string;
  icon: IconName;
  /** Open work behind this entry; 0 is not shown. */
  count?: number;
  /** Current only at exactly this address, for an index page. */
  end?: boolean;
};

/** Where one is: the contest or unit, and the organisation or person below it. */
export type FrameContext = { title: ReactNode; subtitle?: ReactNode };

function NavItems({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className="nav-items">
      {items.map((item) => (
        <li key={item.to}>
          <NavLink to={item.to} end={item.end} prefetch="intent" className="nav-item" title={item.label}>
            <Icon name={item.icon} />
            <span className="nav-label">{item.label}</span>
            {item.count ? <span className="nav-count num">{item.count}</span> : null}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

type SideNavProps = {
  items: readonly NavItem[];
  context?: FrameContext;
  homeTo: string;
  /** At the foot: help, language, sign out. Hidden words must be `.nav-label`. */
  foot?: ReactNode;
};

/** The indigo column: 232 px wide, or a 68 px rail of icons when the frame is narrow or dense. */
function SideNav({ items, context, homeTo, foot }: SideNavProps) {
  return (
    <div className="side-nav no-print">
      <Link to={homeTo} className="side-home">
        <Logo on="frame" />
      </Link>
      {context ? (
        <div className="side-context">
          <b>{context.title}</b>
          {context.subtitle ? <small>{context.subtitle}</small> : null}
        </div>
      ) : null}
      <nav aria-label={m.ui_nav_main()}>
        <NavItems items={items} />
      </nav>
      {foot ? <div className="side-foot">{foot}</div> : null}
    </div>
  );
}

type FrameBarProps = {
  context: FrameContext;
  homeTo: string;
  /** The whole menu behind the button; a `details`, so it opens without script. */
  items?: readonly NavItem[];
  foot?: ReactNode;
};

/** The 56 px bar of phones with the woven band below it. */
function FrameBar({ context, homeTo, items = [], foot }: FrameBarProps) {
  const location = useLocation();
  return (
    <div className="frame-bar no-print">
      <div className="frame-bar-row">
        <Link to={homeTo} className="frame-bar-home">
          <Logo on="frame" markOnly />
        </Link>
        <div className="frame-bar-text">
          <b>{context.title}</b>
          {context.subtitle ? <small>{context.subtitle}</small> : null}
        </div>
        {items.length > 0 || foot ? (
          <details className="frame-menu" key={location.key}>
            <summary aria-label={m.ui_menu()} title={m.ui_menu()}>
              <Icon name="menu" size="l" />
            </summary>
            <div className="frame-menu-sheet">
              {items.length > 0 ? (
                <nav aria-label={m.ui_nav_main()}>
                  <NavItems items={items} />
                </nav>
              ) : null}
              {foot ? <div className="side-foot">{foot}</div> : null}
            </div>
          </details>
        ) : null}
      </div>
      <WovenBand />
    </div>
  );
}

type NavFrameProps = {
  /** What sets this frame apart, after `app-frame`. */
  className?: string | false;
  items: readonly NavItem[];
  context: FrameContext;
  homeTo?: string;
  foot?: ReactNode;
  children: ReactNode;
  /** After the page, such as the bottom navigation. */
  below?: ReactNode;
};

/** A page within the bar of phones and the column of wider screens. */
export function NavFrame({ className, items, context, homeTo = "/", foot, children, below }: NavFrameProps) {
  return (
    <div className={cx("app-frame", className)}>
      <SkipLink />
      <header className="app-head">
        <FrameBar context={context} homeTo={homeTo} items={items} foot={foot} />
        <SideNav items={items} context={context} homeTo={homeTo} foot={foot} />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="app-main">
        {children}
      </main>
      {below}
    </div>
  );
}

/** The bottom navigation of a unit's phone: up to four entries. */
export function BottomNav({ items }: { items: readonly NavItem[] }) {
  return (
    <nav className="bottom-nav no-print" aria-label={m.ui_nav_quick()}>
      {items.slice(0, 4).map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end} className="bottom-item">
          <Icon name={item.icon} />
          <span>{item.label}</span>
        </NavLink>
      ))}
    </nav>
  );
}

/** A line at the foot of the column that is not a page of the menu: help, language, sign out. */
export function FootLink({ to, icon, label }: { to: string; icon: IconName; label: string }) {
  return (
    <Link to={to} className="nav-item" title={label}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
    </Link>
  );
}

/** The same for a form's button, such as signing out. */
export function FootButton({
  icon,
  label,
  name,
  value,
}: {
  icon: IconName;
  label: string;
  name?: string;
  value?: string;
}) {
  return (
    <button type="submit" className="nav-item" title={label} name={name} value={value}>
      <Icon name={icon} />
      <span className="nav-label">{label}</span>
    </button>
  );
}
