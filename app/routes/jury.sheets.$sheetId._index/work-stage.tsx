import type { CSSProperties } from "react";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { tilesOf } from "#app/http/picture-tiles.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { ClipPlayer } from "#app/ui/clip/clip-player.tsx";
import { PictureZoom } from "#app/ui/zoom/picture-zoom.tsx";
import { WorkActions } from "./work-actions.tsx";

type Sheet = Pick<SheetView, "blindCode" | "title" | "statement" | "material" | "divisionName" | "picture" | "mime">;

/** How wide the work stands beside its sheet: the whole of a phone, what the panel leaves of a screen. */
export const WORK_SIZES = "(min-width: 1280px) calc(100vw - 466px), (min-width: 1024px) calc(100vw - 440px), 100vw";

function Work({ title, picture, mime }: Sheet) {
  if (!picture) return <p className="muted">{m.jury_no_work()}</p>;
  if (picture.medium === "image") {
    const { sources } = thumbPicture(picture);
    const src = sources[800] ?? sources[1600] ?? sources[320];
    if (!src) return <p className="muted">{m.jury_work_preparing()}</p>;
    return (
      <PictureZoom
        key={picture.fileId}
        {...tilesOf(picture.fileId, picture.variants)}
        src={src}
        sources={sources}
        sizes={WORK_SIZES}
        full={sources[1600]}
        width={picture.width ?? 1600}
        height={picture.height ?? 1200}
        title={title}
      />
    );
  }
  const sizes = (["720p", "480p"] as const).filter((variant) => picture.variants.includes(variant));
  const poster = picture.variants.includes("poster") ? fileUrl(picture.fileId, "poster") : undefined;
  const ready = sizes.map((variant) => ({ src: fileUrl(picture.fileId, variant), type: "video/mp4" }));
  const original = { src: fileUrl(picture.fileId, "original"), type: mime ?? "video/mp4" };
  return <ClipPlayer key={picture.fileId} poster={poster} sources={ready.length > 0 ? ready : [original]} keys />;
}

type Props = { sheet: Sheet & Pick<SheetView, "id" | "roundId" | "categoryId" | "favourite" | "flag" | "phase">; quiet: boolean; setQuiet: (quiet: boolean) => void };

/** The work as large as it goes, with the words that belong to it and nothing of who made it. */
export function WorkStage({ sheet, quiet, setQuiet }: Props) {
  const { blindCode, divisionName, title, statement, material, picture } = sheet;
  const ratio = picture?.width && picture.height ? picture.width / picture.height : 1.414;
  return (
    <section className="score-work" aria-label={m.jury_work_alt({ code: blindCode, title })}>
      <div className="score-picture" style={{ "--ratio": ratio } as CSSProperties}>
        <Work {...sheet} />
      </div>
      <div className="score-words">
        <Chip>
          <b className="num">{blindCode}</b>
          {divisionName ? ` ${divisionName}` : null}
        </Chip>
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="hand text-2xl">{title}</h2>
          {statement ? <p className="muted">{m.jury_quote({ text: statement })}</p> : null}
          {material ? <p className="muted small">{m.jury_material({ material })}</p> : null}
        </div>
        <WorkActions sheet={sheet} quiet={quiet} setQuiet={setQuiet} />
      </div>
    </section>
  );
}
