import type { ReactNode } from "react";
import { BottomNav, NavFrame } from "#app/ui/side-nav.tsx";
import type { FrameContext, NavItem } from "#app/ui/side-nav.tsx";

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
export function UnitFrame({ quick, ...frame }: UnitFrameProps) {
  return (
    <NavFrame
      {...frame}
      className="app-frame-unit app-bottom-nav"
      below={<BottomNav items={quick ?? frame.items} />}
    />
  );
}
