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
  children: ReactNode;
};

/** The frame of schools and communes: made for a phone first. A page's ActionBar takes the place of the bottom bar. */
export function UnitFrame(props: UnitFrameProps) {
  const { items, quick = items, context, homeTo = "/", foot, children } = props;
  return (
    <div className="app-frame app-frame-unit app-bottom-nav">
      <SkipLink />
      <header className="app-head">
        <FrameBar context={context} homeTo={homeTo} items={items} foot={foot} />
        <SideNav items={items} context={context} homeTo={homeTo} foot={foot} />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="app-main">
        {children}
      </main>
      <BottomNav items={quick} />
    </div>
  );
}
