import { Link, useParams } from "@remix-run/react";
import { useState } from "react";
import { filePicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { tilesOf } from "#app/http/picture-tiles.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { Button } from "#app/ui/button.tsx";
import { KeyHint } from "#app/ui/key-hint.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import { PictureZoom } from "#app/ui/zoom/picture-zoom.tsx";
import { ZoomViewer } from "#app/ui/zoom/zoom-viewer.tsx";
import type { DeskItem } from "./desk.server.ts";

/** The work as large as the screen allows, with what stands beside it on the sheet. */
export function Work({ item }: { item: DeskItem }) {
  const { roundId } = useParams();
  const [large, setLarge] = useState(false);
  const tiled = item.file?.variants.some(({ variant }) => variant === "tiles") ?? false;
  // A picture with tiles is shown by its own viewer, which goes closer by itself.
  const whole = item.medium === "image" && !tiled ? (filePicture(item.file).sources[1600] ?? null) : null;
  const about = [item.code, item.material, item.paperSize, item.divisionName].filter(Boolean).join(" · ");
  const children = item.authors.map(({ fullName, className }) => [fullName, className].filter(Boolean).join(", "));
  return (
    <section aria-label={item.code} className="min-w-0">
      <div className="grid min-h-[240px] place-items-center lg:h-[min(62dvh,620px)] overflow-hidden rounded-[10px] bg-surface-2 p-4">
        {large && whole ? (
          <ZoomViewer src={whole} full={item.file ? fileUrl(item.file.id, "original") : undefined} width={item.file?.width ?? 4} height={item.file?.height ?? 3} title={item.title} className="h-full w-full" />
        ) : (
          <Shown item={item} />
        )}
      </div>
      {whole ? (
        <Button type="button" id="zoom-work" size="s" kind="tertiary" icon={large ? "zoom-out" : "zoom-in"} aria-pressed={large} onClick={() => setLarge(!large)}>
          {large ? m.returns_zoom_off() : m.returns_zoom_on()} <KeyHint>Z</KeyHint>
        </Button>
      ) : null}
      <div className="mt-3 flex items-start gap-3">
        <div className="min-w-0 grow">
          <h2 className="hand text-[1.5rem]">{item.title}</h2>
          <p className="small muted num">{about}</p>
          {item.behalf ? <p className="small">{item.behalf}</p> : null}
          <p className="small muted">{[...children, ...new Set([item.unitName, item.participantName])].join(" · ")}</p>
        </div>
        {item.verdict ? (
          <span className="whitespace-nowrap">
            <StatusChip status={item.verdict.verdict === "accepted" ? "valid" : "invalid"} />
          </span>
        ) : null}
      </div>
      {item.statement ? <p className="hand mt-3 text-[1.25rem] whitespace-pre-line">{item.statement}</p> : null}
      <p className="small mt-3 cluster">
        {item.original ? (
          <a href={fileUrl(item.original.id, "1600")} target="_blank" rel="noreferrer">{m.picture_see_original()}</a>
        ) : null}
        <Link to={`/office/rounds/${roundId}/entries/${item.id}`}>{m.office_screening_whole_entry()}</Link>
        {item.versions > 1 ? (
          <>
            {" · "}
            <Link to={`/office/rounds/${roundId}/entries/${item.id}/versions`}>{m.returns_versions_link({ count: item.versions })}</Link>
          </>
        ) : null}
      </p>
    </section>
  );
}

function Shown({ item: { file, code, title } }: { item: DeskItem }) {
  if (!file) return <p className="muted">{m.office_entries_file_none()}</p>;
  const { sources, small } = filePicture(file);
  const has = (variant: string) => file.variants.some((made) => made.variant === variant);
  if (file.medium === "video") {
    const src = fileUrl(file.id, has("720p") ? "720p" : has("480p") ? "480p" : "original");
    return <video key={src} src={src} poster={small ?? undefined} controls preload="metadata" className="max-h-full max-w-full" aria-label={title} />;
  }
  if (!small) return <p className="muted">{m.media_preview_making()}</p>;
  if (has("tiles")) {
    const made = file.variants.map(({ variant }) => variant);
    return <PictureZoom {...tilesOf(file.id, made)} src={fileUrl(file.id, "1600")} width={file.width ?? 4} height={file.height ?? 3} title={title} />;
  }
  return (
    <a href={fileUrl(file.id, has("1600") ? "1600" : "original")} target="_blank" rel="noreferrer" className="grid h-full w-full min-h-0 place-items-center">
      <Artwork fit sources={sources} width={file.width ?? 4} height={file.height ?? 3} alt={m.office_entries_open_file({ code })} sizes="(min-width: 1280px) 45vw, 100vw" thumbhash={file.thumbhash} eager />
    </a>
  );
}
