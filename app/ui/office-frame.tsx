import type { ReactNode } from "react";
import { NavFrame } from "#app/ui/side-nav.tsx";
import type { FrameContext, NavItem } from "#app/ui/side-nav.tsx";

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
export function OfficeFrame({ dense, ...frame }: OfficeFrameProps) {
  return <NavFrame {...frame} className={dense && "app-frame-dense"} />;
}
