import type { ReactNode } from "react";
import { BottomNav, FrameBar, SideNav } from "#app/ui/side-nav.tsx";
import type { FrameContext, NavItem } from "#app/ui/side-nav.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";

type UnitFrameProps = {
  /** All pages: the column of a PC and the menu of a phone. */
  items: readonly NavItem[];
  /** Up to four for the bottom of a phone; the first four of `items` unless told. */
  quick?: readonly NavItem[];
  /** The unit and the contest. */
  context: FrameContext;
  homeTo?: string;
  foot?: ReactNode;
  /** In place of the bottom navigation on phones, an ActionBar in the page has the bottom edge. */
  bottom?: "nav" | "none";
  children: ReactNode;
};

/** The frame of schools and communes: made for a phone first. */
export function UnitFrame(props: UnitFrameProps) {
  const { items, quick = items, context, homeTo = "/", foot, bottom = "nav", children } = props;
  return (
    <div className={`app-frame app-frame-unit app-bottom-${bottom}`}>
      <SkipLink />
      <header className="app-head">
        <FrameBar context={context} homeTo={homeTo} items={items} foot={foot} />
        <SideNav items={items} context={context} homeTo={homeTo} foot={foot} />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="app-main">
        {children}
      </main>
      {bottom === "nav" ? <BottomNav items={quick} /> : null}
    </div>
  );
}
