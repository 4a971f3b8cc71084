import { useEffect, useId } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { useModal } from "#app/ui/dialog.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Corners } from "./corners.tsx";
import { type Fixed, longSideOf } from "./fix-photo.ts";
import { PhotoFacts } from "./photo-facts.tsx";
import { reachesOutside, warningsOf } from "./quality.ts";
import { type FixerState, useFixer } from "./use-fixer.ts";
import "./photo-fixer.css";

/** What the person decided: the straightened picture, the photo as it is, or nothing. */
export type FixerChoice = { kind: "fixed"; fixed: Fixed } | { kind: "as-it-is"; readable: boolean } | { kind: "none" };

type PhotoFixerProps = {
  photo: Blob;
  /** Whether the photo itself may be sent instead; not when it is the kept original. */
  offersOriginal: boolean;
  onChoice: (choice: FixerChoice) => void;
};

type Open = Exclude<FixerState, { step: "looking" | "unreadable" }>;

function factsOf({ seen, quad }: Open) {
  const longSide = longSideOf(quad, seen);
  return { longSide, warnings: warningsOf(seen.quality, longSide, reachesOutside(quad)) };
}

function Waiting({ words }: { words: string }) {
  return (
    <p className="fixer-waiting" role="status">
      <span className="spinner" aria-hidden="true" /> {words}
    </p>
  );
}

/**
 * Cuts a drawing out of a phone's photo: corners are proposed and can be pulled, the result is shown as the judges will
 * see it, and only then used. What may be wrong is said and never in the way.
 */
export function PhotoFixer({ photo, offersOriginal, onChoice }: PhotoFixerProps) {
  const id = useId();
  const { state, moveCorner, next, rotate, back } = useFixer(photo);
  const modal = useModal(true, () => onChoice({ kind: "none" }));
  const unreadable = state.step === "unreadable";
  useEffect(() => {
    if (unreadable) onChoice({ kind: "as-it-is", readable: false });
    // Only the change counts; the answer is given once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unreadable]);
  const flat = state.step === "result" || state.step === "fixing";
  return (
    <dialog ref={modal.ref} onCancel={modal.onCancel} className="fixer" data-theme="dark" aria-labelledby={id}>
      <header className="fixer-bar">
        <IconButton type="button" icon="close" label={m.photo_close()} onClick={() => onChoice({ kind: "none" })} />
        <h2 id={id}>
          {flat ? m.photo_title_result() : m.photo_title_corners()}
          <small>{flat ? m.photo_step({ step: 2 }) : m.photo_step({ step: 1 })}</small>
        </h2>
        {flat ? (
          <IconButton type="button" icon="rotate" label={m.photo_rotate()} disabled={state.step === "fixing"} onClick={rotate} />
        ) : <span />}
      </header>
      <div className="fixer-stage">
        {state.step === "looking" || unreadable ? <Waiting words={m.photo_looking()} /> : null}
        {state.step === "corners" ? <Corners url={state.url} size={state.seen} quad={state.quad} onMove={moveCorner} /> : null}
        {flat && state.fixedUrl ? <img className="fixer-result" src={state.fixedUrl} alt={m.photo_result_alt()} /> : null}
        {state.step === "fixing" ? <Waiting words={m.photo_fixing()} /> : null}
      </div>
      {state.step === "looking" || unreadable ? null : (
        <footer className="fixer-foot">
          <PhotoFacts {...factsOf(state)} />
          {flat ? (
            <ResultFoot state={state} back={back} onChoice={onChoice} />
          ) : (
            <CornersFoot next={next} offersOriginal={offersOriginal} onChoice={onChoice} />
          )}
        </footer>
      )}
    </dialog>
  );
}

function CornersFoot({ next, offersOriginal, onChoice }: Pick<PhotoFixerProps, "offersOriginal" | "onChoice"> & { next: () => void }) {
  return (
    <>
      <p>{m.photo_corners_hint()}</p>
      <p id="fixer-keys" className="sr-only">{m.photo_corners_keys()}</p>
      <div className="fixer-acts">
        {offersOriginal ? (
          <Button type="button" onClick={() => onChoice({ kind: "as-it-is", readable: true })}>{m.photo_send_original()}</Button>
        ) : null}
        <Button type="button" kind="primary" size="l" onClick={next}>{m.photo_next()}</Button>
      </div>
    </>
  );
}

type ResultFootProps = { state: Extract<Open, { step: "fixing" | "result" }>; back: () => void; onChoice: PhotoFixerProps["onChoice"] };

function ResultFoot({ state, back, onChoice }: ResultFootProps) {
  const { fixed } = state;
  return (
    <>
      <p>{m.photo_result_hint()}</p>
      <div className="fixer-acts">
        <Button type="button" size="l" onClick={back}>{m.photo_back()}</Button>
        <Button type="button" kind="primary" size="l" busy={!fixed} busyLabel={m.photo_fixing()} onClick={() => fixed && onChoice({ kind: "fixed", fixed })}>
          {m.photo_use()}
        </Button>
      </div>
    </>
  );
}
