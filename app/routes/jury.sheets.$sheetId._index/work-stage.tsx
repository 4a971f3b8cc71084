import { fileUrl } from "#app/domain/files/model.ts";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { tilesOf } from "#app/http/picture-tiles.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { PictureZoom } from "#app/ui/zoom/picture-zoom.tsx";

type Sheet = Pick<SheetView, "blindCode" | "title" | "statement" | "material" | "divisionName" | "picture" | "mime">;

function Work({ title, picture, mime }: Sheet) {
  if (!picture) return <p className="muted">{m.jury_no_work()}</p>;
  if (picture.medium === "image") {
    const ready = (["1600", "800", "320"] as const).find((variant) => picture.variants.includes(variant));
    if (!ready) return <p className="muted">{m.jury_work_preparing()}</p>;
    return (
      <PictureZoom
        key={picture.fileId}
        {...tilesOf(picture.fileId, picture.variants)}
        src={fileUrl(picture.fileId, ready)}
        width={picture.width ?? 1600}
        height={picture.height ?? 1200}
        title={title}
      />
    );
  }
  const sizes = (["720p", "480p"] as const).filter((variant) => picture.variants.includes(variant));
  const poster = picture.variants.includes("poster") ? fileUrl(picture.fileId, "poster") : undefined;
  return (
    <video key={picture.fileId} className="mx-auto max-h-[70vh] w-full" controls playsInline preload="metadata" poster={poster}>
      {sizes.map((variant) => (
        <source key={variant} src={fileUrl(picture.fileId, variant)} type="video/mp4" />
      ))}
      {sizes.length === 0 ? <source src={fileUrl(picture.fileId, "original")} type={mime ?? "video/mp4"} /> : null}
    </video>
  );
}

/** The work as large as it goes, with the words that belong to it and nothing of who made it. */
export function WorkStage({ sheet }: { sheet: Sheet }) {
  const { blindCode, divisionName, title, statement, material } = sheet;
  return (
    <section className="score-work" aria-label={m.jury_work_alt({ code: blindCode, title })}>
      <Work {...sheet} />
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Chip>
          <b className="num">{blindCode}</b>
          {divisionName ? ` ${divisionName}` : null}
        </Chip>
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="hand text-2xl">{title}</h2>
          {statement ? <p className="muted">{m.jury_quote({ text: statement })}</p> : null}
          {material ? <p className="muted small">{m.jury_material({ material })}</p> : null}
        </div>
      </div>
    </section>
  );
}
