import type { ReactNode } from "react";
import { LinkButton } from "#app/ui/button.tsx";
import { m } from "#app/paraglide/messages.js";

type PagerProps = {
  /** The address of the page before, when there is one. */
  previousTo?: string | null;
  nextTo?: string | null;
  /** How many are shown, in words. */
  note?: ReactNode;
};

/** Before and after by key: no page numbers, so that a growing list never skips or repeats a row. */
export function Pager({ previousTo, nextTo, note }: PagerProps) {
  if (!previousTo && !nextTo && !note) return null;
  return (
    <nav className="pager" aria-label={m.ui_pager_label()}>
      {previousTo ? (
        <LinkButton to={previousTo} icon="back" rel="prev">
          {m.ui_pager_previous()}
        </LinkButton>
      ) : (
        <span />
      )}
      {note ? <span className="pager-note num">{note}</span> : null}
      {nextTo ? (
        <LinkButton to={nextTo} iconAfter="next" rel="next">
          {m.ui_pager_next()}
        </LinkButton>
      ) : (
        <span />
      )}
    </nav>
  );
}
