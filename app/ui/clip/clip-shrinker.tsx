import { useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { formatBytes, percentOf } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { shrinkClip } from "./shrink-clip.ts";

/** What to send: the small copy, or the clip itself, `failed` when a small copy was wanted and could not be made. */
export type ClipChoice = { kind: "small"; file: File } | { kind: "as-it-is"; failed: boolean } | { kind: "none" };

type ClipShrinkerProps = { clip: File; onChoice: (choice: ClipChoice) => void };

/** Asks whether a large clip is to be made smaller before it is sent, and does it; stopping goes back to the question. */
export function ClipShrinker({ clip, onChoice }: ClipShrinkerProps) {
  const [share, setShare] = useState<number | null>(null);
  const control = useRef<AbortController | null>(null);

  const shrink = async () => {
    const { signal } = (control.current = new AbortController());
    setShare(0);
    const file = await shrinkClip(clip, { signal, onProgress: setShare });
    if (signal.aborted) return setShare(null);
    onChoice(file ? { kind: "small", file } : { kind: "as-it-is", failed: true });
  };
  const stop = () => {
    control.current?.abort();
    if (share === null) onChoice({ kind: "none" });
  };
  const working = share !== null;
  return (
    <Dialog
      open
      onClose={stop}
      title={working ? m.clip_shrinking() : m.clip_question({ size: formatBytes(clip.size) })}
      actions={
        working ? (
          <Button type="button" onClick={stop}>{m.clip_stop()}</Button>
        ) : (
          <>
            <Button type="button" onClick={() => onChoice({ kind: "as-it-is", failed: false })}>{m.clip_send_whole()}</Button>
            <Button type="button" kind="primary" onClick={() => void shrink()}>{m.clip_shrink()}</Button>
          </>
        )
      }
    >
      {working ? (
        <>
          <ProgressBar value={Math.round(share * 1000)} max={1000} label={m.clip_shrinking()} tone="info" />
          <p role="status" className="num">{percentOf(Math.round(share * 1000), 1000)}%</p>
        </>
      ) : null}
      <p>{working ? m.clip_stay() : m.clip_explain()}</p>
    </Dialog>
  );
}
