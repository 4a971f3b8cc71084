import { Form, Link, useNavigation } from "@remix-run/react";
import type { ImportLine } from "#app/domain/entries/queries/imports.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/field.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { fieldState } from "../field-state.ts";
import { unitOption } from "../unit-parts.tsx";

export type Named = { id: string; name: string };
export type PlacedUnit = Named & { above: string | null };

type Desk = {
  at: string; onBehalf: boolean; imports: ImportLine[]; categories: Named[]; units: readonly PlacedUnit[]; may: { start: boolean };
  contest: { name: string; year: number; slug: string }; contestId: string;
};

/** Where a list is sent, and those that were sent before. */
export function ImportDesk({ desk, answer }: { desk: Desk; answer: Parameters<typeof fieldState>[0] }) {
  const { at, onBehalf, contest, contestId, may, imports } = desk;
  const back = onBehalf
    ? <Link to={`/office/contests/${contestId}`}>{m.import_back_contest()}</Link>
    : <Link to={`/unit/contests/${contest.slug}/entries`}>{m.import_back_entries()}</Link>;
  return (
    <>
      <PageHeader back={back} title={m.import_title()} hint={onBehalf ? m.import_hint_office() : m.import_hint_unit()} />
      <div className="stack-wide">
        <p className="muted">{contest.name} · {contest.year}</p>
        {may.start ? <ListForm desk={desk} answer={answer} /> : <Note tone="info">{m.import_closed()}</Note>}
        <EarlierLists at={at} imports={imports} />
      </div>
    </>
  );
}

function ListForm({ desk: { at, units, categories, onBehalf }, answer }: { desk: Desk; answer: Parameters<typeof fieldState>[0] }) {
  const { error, formError, typed } = fieldState(answer);
  const busy = useNavigation().state !== "idle";
  const named = onBehalf ? "" : units.length === 1 ? units[0]!.id : "";
  return (
    <Form method="post" encType="multipart/form-data" className="stack max-w-[720px]">
      <FormError title={formError} />
      <FileField
        name="file" label={m.import_file()} hint={m.import_file_hint()} error={error("file")} icon="file-text"
        accept=".xlsx,.xls,.ods,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      />
      <Defaults units={units} categories={categories} unitId={typed("defaultUnitId") ?? named} categoryId={typed("defaultCategoryId") ?? ""} />
      <div className="cluster">
        <Button kind="primary" icon="upload" busy={busy}>{m.import_start()}</Button>
      </div>
      <p className="small muted">
        {m.import_template_hint()}{" "}
        <a href={`${at}/template.xlsx`} download>{m.import_template()}</a>
      </p>
    </Form>
  );
}

/** The unit and the category of rows that name none. */
export function Defaults({ units, categories, unitId, categoryId }: { units: readonly PlacedUnit[]; categories: readonly Named[]; unitId: string; categoryId: string }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        name="defaultUnitId" label={m.import_default_unit()} placeholder={m.import_none_chosen()} options={units.map(unitOption)} defaultValue={unitId}
      />
      <Select
        name="defaultCategoryId" label={m.import_default_category()} placeholder={m.import_none_chosen()}
        options={categories.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={categoryId}
      />
    </div>
  );
}

function EarlierLists({ at, imports }: { at: string; imports: ImportLine[] }) {
  return (
    <Card title={m.import_earlier()} flush>
      <DataTable
        caption={m.import_earlier()}
        rows={imports}
        rowKey={({ id }) => id}
        empty={<p className="muted p-4">{m.import_earlier_none()}</p>}
        columns={[
          { key: "file", header: m.import_column_file(), card: "title", cell: ({ id, fileName }) => <Link to={`${at}/${id}`}>{fileName}</Link> },
          { key: "when", header: m.import_column_when(), cell: ({ createdAt }) => formatDateTime(createdAt) },
          { key: "who", header: m.import_column_who(), cell: ({ createdByName }) => createdByName },
          { key: "entries", header: m.import_column_entries(), align: "number", cell: ({ summary }) => summary.written ?? summary.ready },
          { key: "state", header: m.import_column_state(), card: "status", cell: (line) => <ListState line={line} /> },
        ]}
      />
    </Card>
  );
}

function ListState({ line: { confirmedAt, undoneAt } }: { line: ImportLine }) {
  if (undoneAt) return <Chip>{m.import_state_undone()}</Chip>;
  return confirmedAt ? <Chip tone="ok">{m.import_state_confirmed()}</Chip> : <Chip tone="warn">{m.import_state_waiting()}</Chip>;
}
