import type { HistoryEvent } from "#app/domain/entries/queries/for-office.server.ts";
import { actionWord } from "#app/http/action-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";

const said = ({ detail }: HistoryEvent) => [detail.note, detail.reason].find((text) => typeof text === "string");

/** What happened to the entry, from the audit log, the latest first. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <Card title={m.office_entries_history()}>
      <ol className="stack">
        {events.map((event) => (
          <li key={event.seq} className="small">
            <b>{actionWord(event.action)}</b>
            <span className="muted block num">{m.office_entries_event_by({ by: event.by, at: formatDateTime(event.at) })}</span>
            {said(event) ? <span className="block">{String(said(event))}</span> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
