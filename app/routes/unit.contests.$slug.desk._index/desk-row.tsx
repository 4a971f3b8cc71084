import { Link } from "@remix-run/react";
import { memo } from "react";
import { emptyChild } from "#app/domain/entries/desk/row.ts";
import { limits } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { cx } from "#app/ui/cx.ts";
import type { RowState } from "#app/ui/desk/row-state.ts";
import type { DeskStore, RowNote } from "#app/ui/desk/store.ts";
import type { ClientRow, DeskPhoto } from "#app/ui/desk/view.ts";
import { IconButton, IconLink } from "#app/ui/icon-button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { QueueItem } from "#app/ui/upload/queue.ts";
import { BlobThumb } from "./blob-thumb.tsx";
import { Cell } from "./cell.tsx";
import { ChildCells } from "./child-cells.tsx";
import { PhotoNote } from "./photo-note.tsx";
import type { DeskPageData } from "./route.tsx";
import { StateCell } from "./state-cell.tsx";

type Props = {
  store: DeskStore;
  row: ClientRow;
  item: QueueItem | null;
  state: RowState;
  number: number;
  categories: DeskPageData["categories"];
  /** A picture that waits on this device for the row to be saved. */
  held: DeskPhoto | null;
  /** A picture is being placed: the row may be tapped for it. */
  placing: boolean;
  note: RowNote | null;
  onPlace: (rowId: string) => void;
  slug: string;
};

const needsHand = new Set<RowState["kind"]>(["conflict", "refused", "fault", "file-refused", "pick-again"]);

/** One work: what is typed of it, its picture, and where it truly is. */
export const DeskRow = memo(function DeskRow({ store, row, item, state, number, categories, held, placing, note, onPlace, slug }: Props) {
  const { typed, server } = row;
  const sent = server?.sent ?? false;
  const edit = (change: Partial<ClientRow["typed"]>) => store.edit(row.id, { typed: { ...typed, ...change } });
  const medium = categories.find(({ id }) => id === row.categoryId)?.medium ?? "image";
  const faults = row.dirty ? {} : (server?.faults ?? {});
  return (
    <li className={cx("desk-row", needsHand.has(state.kind) && "desk-row-hand")} data-row={row.id} data-state={state.kind} aria-label={m.desk_row({ number })}>
      <div className="desk-photo">
        <BlobThumb blob={held?.thumb ?? null} src={server?.thumb} />
        {sent ? null : <PhotoPick store={store} row={row} number={number} medium={medium} />}
      </div>
      <div className="desk-title">
        <Cell
          label={m.desk_column_title()} value={typed.title} error={faults.title} disabled={sent} voice="child"
          onChange={(title) => edit({ title })}
        />
        {categories.length > 1 ? (
          <select
            className="desk-select" aria-label={m.desk_category()} value={row.categoryId} disabled={sent}
            onChange={(event) => store.edit(row.id, { categoryId: event.currentTarget.value })}
          >
            {categories.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        ) : null}
      </div>
      <div className="desk-children">
        {(typed.children.length > 0 ? typed.children : [emptyChild()]).map((child, index, all) => (
          <ChildCells
            key={index} child={child} index={index} faults={faults} disabled={sent} removable={all.length > 1}
            onChange={(next) => edit({ children: all.map((one, at) => (at === index ? next : one)) })}
            onRemove={() => edit({ children: all.filter((_, at) => at !== index) })}
          />
        ))}
        {sent || typed.children.length >= limits.authors ? null : (
          <button type="button" className="desk-more" onClick={() => edit({ children: [...typed.children, emptyChild()] })}>
            <Icon name="plus" size="s" /> {m.desk_child_add()}
          </button>
        )}
      </div>
      <Consent row={row} />
      <div className="desk-state">
        <StateCell store={store} row={row} item={item} state={state} medium={medium} slug={slug} />
        {note ? <PhotoNote note={note} /> : null}
        {placing && !sent ? (
          <button type="button" className="btn btn-primary btn-s" onClick={() => onPlace(row.id)}>
            <span className="btn-face">{m.desk_tray_place()}</span>
          </button>
        ) : null}
      </div>
      <div className="desk-more-acts">
        {row.base > 0 ? (
          <>
            <IconLink to={`/unit/entries/${row.id}`} icon="pencil" label={m.desk_open_entry()} />
            {sent ? null : <Link className="sr-only" to={`/unit/entries/${row.id}/deletion`}>{m.desk_delete_row()}</Link>}
          </>
        ) : (
          <IconButton type="button" icon="close" label={m.desk_drop_row()} onClick={() => store.drop(row.id)} />
        )}
      </div>
    </li>
  );
});

/** The family's answer, which is given on the entry's own page. */
function Consent({ row: { server, typed } }: { row: ClientRow }) {
  const total = typed.children.length;
  const consented = server?.consented ?? 0;
  const all = consented > 0 && consented >= total;
  const words = all ? m.desk_consent_all() : consented > 0 ? m.desk_consent_some({ count: consented, total }) : m.desk_consent_none();
  return (
    <p className={cx("desk-consent", all ? "text-ok" : "text-bad")}>
      <span className="desk-label">{m.desk_column_consent()}</span>
      {server && !server.sent ? <Link to={`/unit/entries/${server.id}`}>{words}</Link> : words}
    </p>
  );
}

/** One file for one row, picked by hand. */
function PhotoPick({ store, row, number, medium }: { store: DeskStore; row: ClientRow; number: number; medium: "image" | "video" }) {
  const id = `photo-${row.id}`;
  const place = async (file: File) => {
    const [photo] = await store.addPhotos([file]);
    const { readPhoto } = await import("#app/ui/desk/photo-reader.ts");
    store.saw(photo!.id, await readPhoto(file));
    await store.place(photo!.id, row.id);
  };
  return (
    <>
      <input
        id={id} type="file" className="media-input sr-only" accept={medium === "video" ? "video/*" : "image/*"}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void place(file);
        }}
      />
      <label htmlFor={id} className="desk-pick">
        <Icon name={medium === "video" ? "video" : "camera"} />
        <span className="sr-only">{m.desk_photo_for_row({ number })}</span>
      </label>
    </>
  );
}
