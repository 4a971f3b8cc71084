import { thumbPicture, type ThumbView } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { m } from "#app/paraglide/messages.js";
import { ClipPlayer } from "#app/ui/clip/clip-player.tsx";
import type { LinkedView } from "./linked-view.ts";
import { LinkedZoom } from "./linked-zoom.tsx";

type ComparedWorkProps = {
  picture: ThumbView | null;
  mime: string | null;
  title: string;
  /** The view that all pictures share, and how it is changed. */
  view: LinkedView;
  onView: (next: (view: LinkedView) => LinkedView) => void;
};

/** A work laid beside others: a picture that is zoomed with them, or a clip with its own controls. */
export function ComparedWork({ picture, mime, title, view, onView }: ComparedWorkProps) {
  if (!picture) return <p className="muted">{m.jury_no_work()}</p>;
  if (picture.medium === "image") {
    const size = { width: picture.width ?? 1600, height: picture.height ?? 1200 };
    return <LinkedZoom sources={thumbPicture(picture).sources} picture={size} title={title} view={view} onView={onView} />;
  }
  const ready = (["480p", "720p"] as const).filter((variant) => picture.variants.includes(variant));
  const sources = ready.map((variant) => ({ src: fileUrl(picture.fileId, variant), type: "video/mp4" }));
  return <ClipPlayer sources={sources.length > 0 ? sources : [{ src: fileUrl(picture.fileId, "original"), type: mime ?? "video/mp4" }]} />;
}
