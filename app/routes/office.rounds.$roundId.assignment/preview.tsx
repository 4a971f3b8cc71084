import { Form } from "@remix-run/react";
import type { AssignmentPreview, NamedShortage } from "#app/domain/judging/queries/assignment.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

type Ask = { categoryId: string; perEntry: string; panel: string; attempt: number };

function shortWords({ reason, code, wanted, free = 0, conflicted = 0, assigned = 0 }: NamedShortage): string {
  const asked = { code, wanted: formatCount(wanted) };
  if (reason === "judges-full") return m.tasks_assignment_short_full({ ...asked, assigned: formatCount(assigned) });
  return m.tasks_assignment_short_free({ ...asked, free: formatCount(free), conflicted: formatCount(conflicted) });
}

/** What a plan would do, and the buttons that do it: they carry what was seen, so that nothing else is published. */
export function Preview({ preview, ask, mayDraft }: { preview: AssignmentPreview; ask: Ask; mayDraft: boolean }) {
  const { loads, shortages, missing, linked, added, removed, kept, fingerprint } = preview;
  return (
    <Card title={m.tasks_assignment_preview()}>
      <div className="stack">
        <p>{m.tasks_assignment_changes({ added: formatCount(added), removed: formatCount(removed), kept: formatCount(kept) })}</p>
        {missing > 0 ? (
          <Note tone="bad" title={m.tasks_assignment_short({ count: formatCount(missing) })}>
            <ul>{shortages.map((shortage) => <li key={shortage.code}>{shortWords(shortage)}</li>)}</ul>
          </Note>
        ) : null}
        <p className="muted">{linked ? m.tasks_assignment_linked() : m.tasks_assignment_unlinked()}</p>
        <DataTable
          caption={m.tasks_assignment_preview()}
          rows={loads}
          rowKey={({ name }) => name}
          columns={[
            { key: "judge", header: m.tasks_assignment_judge(), card: "title", cell: ({ name }) => name },
            { key: "before", header: m.tasks_assignment_before(), align: "number", cell: ({ before }) => formatCount(before) },
            { key: "after", header: m.tasks_assignment_after(), align: "number", cell: ({ after }) => formatCount(after) },
          ]}
        />
        <Form method="post" className="cluster">
          {Object.entries({ ...ask, fingerprint }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          {mayDraft ? <Button name="act" value="draft" icon="clock" disabled={missing > 0}>{m.tasks_assignment_draft()}</Button> : null}
          <Button name="act" value="publish" kind="primary" icon="check" disabled={missing > 0}>{m.tasks_assignment_publish()}</Button>
        </Form>
      </div>
    </Card>
  );
}
