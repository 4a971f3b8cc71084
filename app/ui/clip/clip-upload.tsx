import { type ComponentType, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { MediaUpload, type Ready } from "#app/ui/upload/media-upload.tsx";
import type { Transport } from "#app/ui/upload/wire.ts";
import type { ClipChoice, ClipShrinker } from "./clip-shrinker.tsx";

type ClipUploadProps = { transport: Transport; slug: string; entryId: string; replaces: boolean; onDone: () => void };

type Asking = { Shrinker: ComponentType<Parameters<typeof ClipShrinker>[0]>; clip: File; answer: (choice: ClipChoice) => void };

/** Below this many bytes a weak line copes, and the phone is spared the work. */
const worthAsking = 40 * 1024 * 1024;

/** Browsers offer their encoder on secure pages alone; elsewhere clips are sent as they are. */
const canShrink = () => typeof VideoEncoder !== "undefined" && typeof VideoDecoder !== "undefined";

/** Takes a clip; a large one may be made smaller first, if the person wants it and the browser can. */
export function ClipUpload({ transport, slug, entryId, replaces, onDone }: ClipUploadProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [failed, setFailed] = useState(false);

  const prepare = async (file: File): Promise<Ready | null> => {
    setFailed(false);
    const shrinker = file.size >= worthAsking && canShrink() ? await import("./clip-shrinker.tsx").catch(() => null) : null;
    if (!shrinker) return { file };
    const choice = await new Promise<ClipChoice>((answer) => setAsking({ Shrinker: shrinker.ClipShrinker, clip: file, answer }));
    setAsking(null);
    if (choice.kind === "none") return null;
    setFailed(choice.kind === "as-it-is" && choice.failed);
    return { file: choice.kind === "small" ? choice.file : file };
  };
  return (
    <>
      <MediaUpload
        transport={transport} slug={slug} input={{ entryId }} place={`entry:${entryId}`} medium="video" camera
        replaces={replaces} prepare={prepare} onDone={onDone}
      />
      {failed ? <p className="media-line" role="status">{m.picture_clip_whole()}</p> : null}
      {asking ? <asking.Shrinker clip={asking.clip} onChoice={asking.answer} /> : null}
    </>
  );
}
