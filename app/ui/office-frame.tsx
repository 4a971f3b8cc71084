import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { FrameBar, SideNav } from "#app/ui/side-nav.tsx";
import type { FrameContext, NavItem } from "#app/ui/side-nav.tsx";
import { MAIN_ID, SkipLink } from "#app/ui/skip-link.tsx";

type OfficeFrameProps = {
  items: readonly NavItem[];
  /** The contest and the organisation. */
  context: FrameContext;
  homeTo?: string;
  /** The narrow rail at every width, for dense rooms. */
  dense?: boolean;
  /** FootLink, FootButton and the language switch. */
  foot?: ReactNode;
  children: ReactNode;
};

/** The organisers' frame: column from 1280 px, rail from 640 px, bar and menu on phones. */
export function OfficeFrame({ items, context, homeTo = "/", dense, foot, children }: OfficeFrameProps) {
  return (
    <div className={cx("app-frame", dense && "app-frame-dense")}>
      <SkipLink />
      <header className="app-head">
        <FrameBar context={context} homeTo={homeTo} items={items} foot={foot} />
        <SideNav items={items} context={context} homeTo={homeTo} foot={foot} />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="app-main">
        {children}
      </main>
    </div>
  );
}
