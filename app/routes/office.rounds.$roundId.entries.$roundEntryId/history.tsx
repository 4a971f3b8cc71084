import type { HistoryEvent } from "#app/domain/entries/queries/for-office.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";

const words: Record<string, () => string> = {
  "create-entry": () => m.office_entries_event_create(),
  "update-entry": () => m.office_entries_event_update(),
  "attach-file": () => m.office_entries_event_attach(),
  "attach-original": () => m.picture_did_attach_original(),
  "announce-usb": () => m.office_audit_did_announce_usb(),
  "cancel-usb": () => m.office_audit_did_cancel_usb(),
  "receive-usb-file": () => m.office_audit_did_receive_usb_file(),
  "submit-entry": () => m.office_entries_event_submit(),
  "resubmit-entry": () => m.returns_event_resubmit(),
  "return-entry": () => m.returns_event_return(),
  "take-back-return": () => m.returns_event_take_back(),
  "lapse-return": () => m.returns_event_lapse(),
  "explain-on-behalf": () => m.limits_event_explain(),
  "withdraw-entry": () => m.office_entries_event_withdraw(),
  "record-consents": () => m.office_entries_event_consents(),
  "withdraw-consents": () => m.consent_audit_withdraw(),
  "decide-group": () => m.consent_audit_group(),
  "complete-privacy-task": () => m.consent_audit_task(),
  "accept-entry": () => m.office_entries_event_accept(),
  "reject-entry": () => m.office_entries_event_reject(),
  "undo-screening": () => m.office_entries_event_undo(),
};

const said = ({ detail }: HistoryEvent) => [detail.note, detail.reason].find((text) => typeof text === "string");

/** What happened to the entry, from the audit log, the latest first. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <Card title={m.office_entries_history()}>
      <ol className="stack">
        {events.map((event) => (
          <li key={event.seq} className="small">
            <b>{words[event.action]?.() ?? event.action}</b>
            <span className="muted block num">{m.office_entries_event_by({ by: event.by, at: formatDateTime(event.at) })}</span>
            {said(event) ? <span className="block">{String(said(event))}</span> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
