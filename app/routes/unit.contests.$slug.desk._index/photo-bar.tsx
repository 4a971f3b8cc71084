import { type DragEvent, useId, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { cx } from "#app/ui/cx.ts";
import type { DeskStore } from "#app/ui/desk/store.ts";
import { Icon } from "#app/ui/icon.tsx";

/** Keeps pictures, looks at each for a slip beside the page, and gives them their rows. */
async function take(store: DeskStore, files: readonly File[], onLeft: (left: number) => void): Promise<void> {
  if (files.length === 0) return;
  const photos = await store.addPhotos(files);
  const { readPhoto } = await import("#app/ui/desk/photo-reader.ts");
  for (const [index, { id, blob }] of photos.entries()) {
    onLeft(photos.length - index);
    store.saw(id, await readPhoto(blob));
  }
  onLeft(0);
  await store.match();
}

/** Many pictures at once: dropped, picked, or taken with the camera. */
export function PhotoBar({ store, originals }: { store: DeskStore; originals: boolean }) {
  const [left, setLeft] = useState(0);
  const [over, setOver] = useState(false);
  const [pick, shoot] = [useId(), useId()];
  const drag = (event: DragEvent, on: boolean) => {
    event.preventDefault();
    setOver(on);
  };
  const input = (id: string, camera: boolean) => (
    <input
      id={id} type="file" className="media-input sr-only" accept="image/*,video/*" multiple={!camera} capture={camera ? "environment" : undefined}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = "";
        void take(store, files, setLeft);
      }}
    />
  );
  return (
    <div
      className={cx("desk-drop", over && "desk-drop-over")}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        void take(store, [...event.dataTransfer.files], setLeft);
      }}
    >
      <Icon name="image" />
      <p className="desk-drop-text">
        <b className="desk-drop-wide">{m.desk_drop_zone()}</b> <span className="desk-drop-wide">{m.desk_drop_or()} </span>
        {input(pick, false)}
        <label htmlFor={pick} className="desk-drop-pick">{m.desk_pick()}</label>
        <span className="small muted block" role="status">
          {left > 0 ? m.desk_photos_reading({ count: left }) : m.desk_drop_qr()}
        </span>
        <label className="small">
          <input type="checkbox" checked={originals} onChange={(event) => store.sendOriginals(event.currentTarget.checked)} />{" "}
          {m.desk_send_originals()}
        </label>
      </p>
      <span>
        {input(shoot, true)}
        <label htmlFor={shoot} className="btn btn-secondary"><span className="btn-face"><Icon name="camera" />{m.desk_camera()}</span></label>
      </span>
    </div>
  );
}
