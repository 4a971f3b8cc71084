import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { formatBytes, formatClock } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { ClipUpload } from "#app/ui/clip/clip-upload.tsx";
import { PhotoUpload } from "#app/ui/photo/photo-upload.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import type { Upload } from "./entry-draft.tsx";

/** What is known of a file in one line: pixels or length, and size. */
export function fileLine(file: NonNullable<UnitEntry["file"]>): string {
  const size = formatBytes(file.bytes);
  if (file.medium === "video") return m.unit_file_video({ length: formatClock(file.durationMs ?? 0), size });
  return m.unit_file_image({ width: file.width ?? 0, height: file.height ?? 0, size });
}

/** The work itself: what the server has, and the way to send it or another. */
export function WorkFile({ entry, upload }: { entry: UnitEntry; upload: Upload }) {
  const refresh = useRefresh();
  const { file, original, category } = entry;
  return (
    <section className="card" id="work" aria-label={m.unit_file_label()}>
      <div className="grid gap-4 sm:grid-cols-[200px_minmax(0,1fr)] sm:items-start">
        <FilePreview file={file} medium={category.medium} />
        <div className="stack">
          {file ? (
            <p>
              <b>{original ? m.picture_straightened() : m.unit_file_received()}</b>{" "}
              {original ? <OriginalLink original={original} /> : null}
              <span className="small muted block">{fileLine(file)}</span>
            </p>
          ) : (
            <p>
              <b>{category.medium === "video" ? m.unit_file_wanted_video() : m.unit_file_wanted_image()}</b>
              <span className="small muted block">{m.unit_file_auto()}</span>
            </p>
          )}
          {category.medium === "image" ? (
            <PhotoUpload
              transport={upload.transport}
              slug={upload.slug}
              entryId={entry.id}
              replaces={file !== null}
              original={original && { id: original.id, url: fileUrl(original.id, "original") }}
              onDone={refresh}
            />
          ) : (
            <ClipUpload
              transport={upload.transport}
              slug={upload.slug}
              entryId={entry.id}
              replaces={file !== null}
              onDone={refresh}
            />
          )}
        </div>
      </div>
    </section>
  );
}

/** The way to the photo as it was taken. */
export function OriginalLink({ original }: { original: NonNullable<UnitEntry["original"]> }) {
  return (
    <a className="small" href={fileUrl(original.id, "1600")} target="_blank" rel="noreferrer">{m.picture_see_original()}</a>
  );
}

/** The picture or poster as far as it is made; before that, a sheet that says so. */
export function FilePreview({ file, medium }: { file: UnitEntry["file"]; medium: "image" | "video" }) {
  const { sources, small } = filePicture(file);
  if (file && small) {
    return (
      <a href={fileUrl(file.id, file.medium === "video" ? "original" : "1600")} target="_blank" rel="noreferrer">
        <Artwork sources={sources} width={file.width ?? 4} height={file.height ?? 3} alt={m.unit_file_open()} sizes="200px" thumbhash={file.thumbhash} eager />
      </a>
    );
  }
  return (
    <span className="grid aspect-[4/3] place-items-center rounded-[2px] border border-dashed border-line bg-surface-2 p-3 text-center text-text-2">
      <span>
        <Icon name={medium === "video" ? "video" : "image"} size="l" />
        <span className="small block">{file ? m.media_preview_making() : m.unit_file_none()}</span>
      </span>
    </span>
  );
}
