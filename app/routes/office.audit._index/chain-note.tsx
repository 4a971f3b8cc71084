import type { AuditLog } from "#app/domain/documents/audit-log.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

/** What recomputing the chain has found: whole with its last seal, or the first line that was altered. */
export function ChainNote({ chain, now }: { chain: NonNullable<AuditLog["chain"]>; now: Date }) {
  if (chain.brokenAt !== null) {
    return (
      <Note tone="bad" role="status" title={m.office_audit_broken({ seq: formatCount(chain.brokenAt) })}>
        {m.office_audit_broken_text()}
      </Note>
    );
  }
  return (
    <Note tone="ok" role="status" icon="seal" title={m.office_audit_whole({ count: formatCount(chain.events) })}>
      <span>{m.office_audit_whole_text({ at: formatDateTime(now) })}</span>{" "}
      <span className="num break-all">{m.office_audit_seal({ seal: chain.head.slice(0, 16) })}</span>
    </Note>
  );
}
