import { Link } from "@remix-run/react";
import type { HandoverLine } from "#app/domain/entries/queries/handovers.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { movementWord } from "./paper-words.ts";

type HandoverListProps = { notes: readonly HandoverLine[]; pdfOf?: (id: string) => string; pageOf?: (id: string) => string };

/** Hand-over notes, the latest first; nothing when there are none. */
export function HandoverList({ notes, pdfOf, pageOf }: HandoverListProps) {
  if (notes.length === 0) return null;
  return (
    <Card title={m.paper_notes_title()}>
      <ul className="check-in-log">
        {notes.map(({ id, movement, unitName, items, draftedAt, signedAt }) => {
          const words = m.paper_note_line({ movement: movementWord(movement), unit: unitName, count: formatCount(items) });
          return (
            <li key={id}>
              <span>
                {pageOf ? <Link to={pageOf(id)}>{words}</Link> : <a href={pdfOf?.(id)}>{words}</a>}
                <span className="small muted block">{formatDateTime(draftedAt)}</span>
              </span>
              {signedAt ? <Chip tone="ok" icon="check">{m.paper_note_signed()}</Chip> : <Chip tone="warn" icon="clock">{m.paper_note_unsigned()}</Chip>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
