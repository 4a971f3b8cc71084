import { Form, Link, useNavigation } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable, type Column as TableColumn } from "#app/ui/data-table.tsx";
import { formatCount, formatDay } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import type { fieldState } from "../field-state.ts";
import type { loadList } from "./desk.server.ts";
import { MappingForm } from "./mapping-form.tsx";
import { ListResult } from "./result.tsx";

export type ListData = Awaited<ReturnType<typeof loadList>>;
type PreviewLine = NonNullable<ListData["preview"]>["rows"][number];
type Answer = Parameters<typeof fieldState>[0];

/** A list: its preview while it waits for a yes, what came of it afterwards. */
export function ImportedList({ data, answer }: { data: ListData; answer: Answer }) {
  return data.preview ? <Preview data={data} preview={data.preview} answer={answer} /> : <ListResult data={data} />;
}

export const backOf = ({ at }: ListData) => <Link to={at}>{m.import_title()}</Link>;

function Preview({ data, preview, answer }: { data: ListData; preview: NonNullable<ListData["preview"]>; answer: Answer }) {
  const { list, at, onlyProblems } = data;
  const here = `${at}/${list.id}`;
  const { rows, ready, blocked, authors, warnings } = list.summary;
  const view = onlyProblems ? "&view=problems" : "";
  return (
    <>
      <PageHeader back={backOf(data)} title={m.import_preview_title({ file: list.fileName })} hint={m.import_preview_hint()} />
      <div className="stack-wide">
        {ready === 0 ? <Note tone="warn">{m.import_nothing_ready()}</Note> : null}
        <Stats>
          <Stat value={formatCount(ready)} label={m.import_stat_ready()} />
          <Stat value={formatCount(authors)} label={m.import_stat_authors()} />
          <Stat value={formatCount(blocked)} label={m.import_stat_blocked()} />
          <Stat value={formatCount(rows)} label={m.import_stat_rows()} />
        </Stats>
        <Decision here={here} ready={ready} may={data.may.confirm} />
        <MappingForm data={data} answer={answer} />
        <section className="stack" aria-label={m.import_rows_title()}>
          <Tabs
            label={m.import_rows_title()}
            look="pills"
            tabs={[
              { to: here, label: m.import_tab_all(), count: rows, current: !onlyProblems },
              { to: `${here}?view=problems`, label: m.import_tab_problems(), count: blocked + warnings, current: onlyProblems },
            ]}
          />
          <DataTable
            caption={m.import_rows_title()}
            rows={preview.rows}
            rowKey={({ position }) => String(position)}
            rowTone={({ blocked: out }) => (out ? "bad" : undefined)}
            columns={previewColumns}
            empty={<p className="muted">{m.import_rows_none()}</p>}
          />
          <Pager nextTo={preview.next === null ? null : `${here}?after=${preview.next}${view}`} />
        </section>
      </div>
    </>
  );
}

function Decision({ here, ready, may }: { here: string; ready: number; may: boolean }) {
  const busy = useNavigation().state === "submitting";
  return (
    <div className="stack">
      <p className="muted">{m.import_confirm_hint()}</p>
      <div className="cluster">
        <LinkButton to={`${here}/removal`}>{m.import_discard()}</LinkButton>
        {may && ready > 0 ? (
          <Form method="post" action={`${here}/confirmation`}>
            <Button kind="primary" icon="check" busy={busy}>{m.import_confirm({ count: formatCount(ready) })}</Button>
          </Form>
        ) : null}
      </div>
    </div>
  );
}

function authorLine({ fullName, birth, birthPrecision, className }: PreviewLine["authors"][number]): string {
  const day = birth === null ? "?" : birthPrecision === "year" ? birth.slice(0, 4) : formatDay(birth);
  return className ? m.import_author_line_class({ name: fullName, birth: day, className }) : m.import_author_line({ name: fullName, birth: day });
}

const previewColumns: readonly TableColumn<PreviewLine>[] = [
  { key: "row", get header() { return m.import_row_number(); }, align: "number", cell: ({ row }) => row },
  {
    key: "work", get header() { return m.import_row_work(); }, card: "title",
    cell: ({ title, category, code }) => (
      <>
        <b>{title || m.import_row_no_title()}</b>
        <span className="small muted block">{[category, code].filter(Boolean).join(" · ")}</span>
      </>
    ),
  },
  {
    key: "authors", get header() { return m.import_row_authors(); },
    cell: ({ authors }) => (authors.length === 0 ? null : authors.map((author, at) => <span key={at} className="block">{authorLine(author)}</span>)),
  },
  { key: "unit", get header() { return m.import_row_unit(); }, cell: ({ unit }) => unit || null },
  {
    key: "state", get header() { return m.import_row_state(); },
    cell: ({ problems, blocked }) => (
      <>
        <Chip tone={blocked ? "bad" : problems.length > 0 ? "warn" : "ok"}>
          {blocked ? m.import_row_blocked() : problems.length > 0 ? m.import_row_look() : m.import_row_ready()}
        </Chip>
        {problems.map(({ words, blocking }) => <span key={words} className={blocking ? "small block text-bad" : "small block"}>{words}</span>)}
      </>
    ),
  },
];
