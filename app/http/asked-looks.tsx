import { Link } from "@remix-run/react";
import type { AskedSheet } from "#app/domain/judging/queries/second-looks.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatScore } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

/** A judge's own works to be looked at again, each with their own first score; nothing without any. */
export function AskedLooks({ sheets }: { sheets: readonly AskedSheet[] }) {
  if (sheets.length === 0) return null;
  return (
    <Note tone="warn" title={m.looks_mine()}>
      <ul className="stack">
        {sheets.map(({ id, blindCode, categoryName, firstTotal }) => (
          <li key={id}>
            <Link to={`/jury/sheets/${id}`}>{m.looks_mine_line({ code: blindCode, first: formatScore(firstTotal) })}</Link>
            {" "}<span className="muted">{categoryName}</span>
          </li>
        ))}
      </ul>
    </Note>
  );
}
