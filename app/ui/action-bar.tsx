import type { ReactNode } from "react";

/** The page's main act: fixed to the bottom of a phone, at the end of the page from 640 px. */
export function ActionBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="action-bar no-print">
      {note ? <div className="action-bar-note">{note}</div> : null}
      <div className="action-bar-buttons">{children}</div>
    </div>
  );
}
