import { Form } from "@remix-run/react";
import type { ConflictView } from "#app/domain/judging/conflict-views.ts";
import type { ConflictRow } from "#app/domain/judging/queries/conflicts.server.ts";
import { conflictWords } from "#app/http/conflict-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import type { Column } from "#app/ui/data-table.tsx";

function Entry({ row }: { row: ConflictRow }) {
  return (
    <span className="grid gap-1">
      <span><b className="num whitespace-nowrap">{row.code}</b> {row.title}</span>
      <span className="small muted">{row.unitName === row.participantName ? row.unitName : `${row.unitName} · ${row.participantName}`}</span>
      <span className="small muted">{row.mentor ? m.tasks_people({ authors: row.authors, mentor: row.mentor }) : row.authors}</span>
    </span>
  );
}

function Why({ row }: { row: ConflictRow }) {
  const strong = row.strength === "strong";
  return (
    <span className="grid gap-1">
      <span><Chip tone={strong ? "bad" : "warn"}>{strong ? m.tasks_conflicts_strong_one() : m.tasks_conflicts_weak_one()}</Chip></span>
      {conflictWords(row).map((words) => <span key={words} className="small">{words}</span>)}
      {row.sheet === "done" ? <span className="small text-warn">{m.tasks_conflicts_scored()}</span> : null}
      {row.decisionReason ? <span className="small muted">{m.tasks_conflicts_decided({ reason: row.decisionReason })}</span> : null}
    </span>
  );
}

function Act({ row, view, at }: { row: ConflictRow; view: ConflictView; at: string }) {
  return (
    <span className="cluster">
      {view === "confirmed" ? null : (
        <Form method="post" action={`${at}/${row.id}/confirmation`} preventScrollReset>
          <Button size="s">{m.tasks_conflicts_confirm()}</Button>
        </Form>
      )}
      {view === "lifted" ? null : <LinkButton to={`${at}/${row.id}/lifting`} size="s">{m.tasks_conflicts_lift()}</LinkButton>}
    </span>
  );
}

/** A conflict as a row; the acts only while who judges whom may still change. */
export function conflictColumns(at: string, view: ConflictView, open: boolean): Column<ConflictRow>[] {
  const columns: Column<ConflictRow>[] = [
    { key: "entry", header: m.tasks_conflicts_entry(), card: "title", cell: (row) => <Entry row={row} /> },
    { key: "judge", header: m.tasks_conflicts_judge(), cell: ({ judgeName }) => judgeName },
    { key: "why", header: m.tasks_conflicts_why(), cell: (row) => <Why row={row} /> },
  ];
  const act: Column<ConflictRow> = { key: "act", header: m.tasks_conflicts_act(), card: "action", cell: (row) => <Act {...{ row, view, at }} /> };
  return open ? [...columns, act] : columns;
}
