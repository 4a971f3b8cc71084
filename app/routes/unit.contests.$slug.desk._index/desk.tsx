import { Link } from "@remix-run/react";
import { useState } from "react";
import { emptyChild } from "#app/domain/entries/desk/row.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Select } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DeskBar } from "./desk-bar.tsx";
import { DeskNotes } from "./desk-notes.tsx";
import { DeskRow } from "./desk-row.tsx";
import { Filters, type Shown } from "./filters.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import { PhotoBar } from "./photo-bar.tsx";
import { PhotoTray } from "./photo-tray.tsx";
import type { DeskPageData } from "./route.tsx";
import { UploadCard } from "./upload-card.tsx";
import { useDesk } from "./use-desk.ts";

const rowsAtOnce = 10;

/** A school's works on one screen: a table on a PC, cards on a phone. */
export function Desk({ page }: { page: DeskPageData }) {
  const { store, runner, desk, queue, rows } = useDesk(page);
  const [shown, setShown] = useState<Shown>("all");
  const [pasting, setPasting] = useState(false);
  const [placing, setPlacing] = useState<string | null>(null);
  const [place, setPlace] = useState({ unitId: page.units[0]!.id, categoryId: page.categories[0]!.id });
  const add = (count: number) => store.add(Array.from({ length: count }, () => ({ title: "", children: [emptyChild()] })), place);
  const listed = rows.map((view, index) => ({ ...view, number: index + 1 })).filter(({ heap }) => shown === "all" || heap === shown);
  const loose = desk.photos.filter(({ rowId }) => rowId === null);
  const put = (rowId: string) => {
    if (placing) void store.place(placing, rowId);
    setPlacing(null);
  };
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/contests/${page.contest.slug}/entries`}>{m.desk_back()}</Link>}
        title={m.desk_title()}
        hint={m.desk_hint()}
        actions={
          page.open ? (
            <>
              <LinkButton to={`/unit/contests/${page.contest.slug}/import`} kind="tertiary" icon="upload">{m.unit_entries_import()}</LinkButton>
              <Button type="button" icon="file" onClick={() => setPasting(true)}>{m.desk_paste()}</Button>
              <Button type="button" icon="plus" onClick={() => add(rowsAtOnce)}>{m.desk_add_rows({ count: rowsAtOnce })}</Button>
            </>
          ) : null
        }
      />
      <div className="stack">
        <DeskNotes page={page} desk={desk} />
        <PhotoBar store={store} originals={desk.originals} />
        <UploadCard runner={runner} queue={queue} />
        {loose.length > 0 ? <PhotoTray store={store} photos={loose} chosen={placing} onChoose={setPlacing} /> : null}
        <NewRowPlace page={page} place={place} onChange={setPlace} />
        <Filters rows={rows} shown={shown} onShow={setShown} />
        <fieldset className="desk" disabled={!desk.recalled} aria-label={m.desk_title()}>
          <div className="desk-head" aria-hidden="true">
            <span>{m.desk_column_photo()}</span><span>{m.desk_column_title()}</span><span>{m.desk_column_name()}</span>
            <span>{m.desk_column_class()}</span><span>{m.desk_column_birth()}</span><span>{m.desk_column_sex()}</span>
            <span>{m.desk_column_consent()}</span><span>{m.desk_column_state()}</span>
          </div>
          <ol className="desk-rows">
            {listed.map(({ row, item, state, number }) => (
              <DeskRow
                key={row.id} store={store} row={row} item={item} state={state} number={number} categories={page.categories}
                held={desk.photos.find(({ rowId }) => rowId === row.id) ?? null} placing={placing !== null} onPlace={put}
                note={desk.notes[row.id] ?? null}
                slug={page.contest.slug}
              />
            ))}
          </ol>
          {listed.length === 0 && shown !== "all" ? <p className="desk-none muted">{m.desk_empty_filter()}</p> : null}
          {page.open ? (
            <p className="desk-add"><Button type="button" kind="tertiary" icon="plus" onClick={() => add(1)}>{m.desk_add_row()}</Button></p>
          ) : null}
        </fieldset>
        <p className="cluster">
          {page.next ? <Link to={`?after=${encodeURIComponent(page.next)}`}>{m.desk_more()}</Link> : null}
          {page.after ? <Link to="?">{m.desk_first()}</Link> : null}
        </p>
      </div>
      <DeskBar page={page} rows={rows} onMissing={() => setShown("missing")} flush={() => store.flush()} />
      <PasteDialog open={pasting} onClose={() => setPasting(false)} onAdd={(typed) => store.add(typed, place)} />
    </>
  );
}

type Place = { unitId: string; categoryId: string };

/** Where new rows go, when there is a choice. */
function NewRowPlace({ page, place, onChange }: { page: DeskPageData; place: Place; onChange: (place: Place) => void }) {
  if (page.units.length < 2 && page.categories.length < 2) return null;
  return (
    <div className="cluster">
      {page.units.length > 1 ? (
        <Select
          name="unitId" label={m.desk_unit()} value={place.unitId} options={page.units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onChange({ ...place, unitId: event.currentTarget.value })}
        />
      ) : null}
      {page.categories.length > 1 ? (
        <Select
          name="categoryId" label={m.desk_category_new()} value={place.categoryId}
          options={page.categories.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onChange({ ...place, categoryId: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}
