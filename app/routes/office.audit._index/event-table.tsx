import type { AuditLog } from "#app/domain/documents/audit-log.server.ts";
import { PHASE_KINDS } from "#app/domain/contests/kinds.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { actionWord } from "#app/http/action-words.ts";
import { m } from "#app/paraglide/messages.js";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";

type EventRow = AuditLog["events"][number];

const phaseOr = (text: string): string => {
  const phase = PHASE_KINDS.find((kind) => kind === text);
  return phase ? phaseWord(phase) : text;
};

/** What may be told of an event, in one line: code or name, the change, document and reason. */
function tellingOf({ told }: EventRow): string {
  const { code, name, from, to, version, documentNo, reason } = told;
  const change = from && to ? m.office_audit_change({ from: phaseOr(from), to: phaseOr(to) }) : (to ?? "");
  return [
    code, name, change,
    version ? m.office_audit_version({ version }) : "",
    documentNo ? m.office_audit_document({ document: documentNo }) : "",
    reason ? m.office_audit_reason({ reason }) : "",
  ].filter(Boolean).join(" · ");
}

const columns = (): Column<EventRow>[] => [
  { key: "action", header: m.office_audit_action(), card: "title", cell: ({ action }) => <b>{actionWord(action)}</b> },
  { key: "told", header: m.office_audit_detail(), cell: (event) => tellingOf(event) || null },
  { key: "who", header: m.office_audit_who(), cell: ({ actorName }) => actorName },
  { key: "at", header: m.office_audit_at(), cell: ({ at }) => <span className="num">{formatDateTime(at)}</span> },
  { key: "contest", header: m.office_audit_contest(), cell: ({ contestName }) => contestName },
  { key: "seq", header: m.office_audit_seq(), align: "number", cell: ({ seq }) => formatCount(seq) },
];

/** The log's lines, the latest first. */
export function EventTable({ events }: { events: readonly EventRow[] }) {
  return (
    <DataTable caption={m.office_audit_title()} columns={columns()} rows={events} rowKey={({ seq }) => String(seq)} />
  );
}
