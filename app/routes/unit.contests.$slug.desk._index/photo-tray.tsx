import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import type { DeskStore } from "#app/ui/desk/store.ts";
import type { DeskPhoto } from "#app/ui/desk/view.ts";
import { IconButton } from "#app/ui/icon-button.tsx";
import { BlobThumb } from "./blob-thumb.tsx";

const problems = {
  "several-codes": m.desk_problem_several_codes,
  "unknown-slip": m.desk_problem_unknown_slip,
  "row-taken": m.desk_problem_row_taken,
  "several-photos": m.desk_problem_several_photos,
};

type Props = { store: DeskStore; photos: readonly DeskPhoto[]; chosen: string | null; onChoose: (id: string | null) => void };

/** Pictures whose row is not known: tap one, then its row, or pair all of them in their order. */
export function PhotoTray({ store, photos, chosen, onChoose }: Props) {
  const placing = photos.find(({ id }) => id === chosen);
  return (
    <Card title={m.desk_tray_title({ count: photos.length })} aside={<Button type="button" size="s" onClick={() => void store.pair()}>{m.desk_tray_pair()}</Button>}>
      <p className="small muted" role="status">{placing ? m.desk_tray_placing({ name: placing.name }) : m.desk_tray_text()}</p>
      <ul className="desk-tray">
        {photos.map((photo) => (
          <li key={photo.id}>
            <button
              type="button" className="desk-tray-photo" aria-pressed={photo.id === chosen} aria-label={m.desk_tray_photo({ name: photo.name })}
              onClick={() => onChoose(photo.id === chosen ? null : photo.id)}
            >
              <BlobThumb blob={photo.thumb} />
              <span className="desk-tray-name">{photo.name}</span>
            </button>
            <IconButton type="button" icon="close" label={m.desk_tray_drop({ name: photo.name })} onClick={() => store.dropPhoto(photo.id)} />
            {photo.problem ? <span className="small text-bad block">{problems[photo.problem]()}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
