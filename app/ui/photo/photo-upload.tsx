import { type ComponentType, useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { MediaUpload, type Ready } from "#app/ui/upload/media-upload.tsx";
import { keepFile } from "#app/ui/upload/resilient.ts";
import { useUpload } from "#app/ui/upload/use-upload.ts";
import type { Refused, Transport } from "#app/ui/upload/wire.ts";
import type { FixerChoice, PhotoFixer } from "./photo-fixer.tsx";

type PhotoUploadProps = {
  transport: Transport;
  slug: string;
  /** What the upload policy is asked for the work; the original is asked for beside it. */
  entryId: string;
  replaces: boolean;
  /** Where the kept original can be fetched to be cut again. */
  original: { id: string; url: string } | null;
  onDone: () => void;
};

type Fixer = ComponentType<Parameters<typeof PhotoFixer>[0]>;
type Asking = { Fixer: Fixer; photo: Blob; again: boolean; answer: (choice: FixerChoice) => void };

const asItIs: FixerChoice = { kind: "as-it-is", readable: true };

/** 16 hex digits that two files sent for one entry have in common; works without a secure context. */
const drawPair = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const jpegNamed = (name: string, picture: Blob) =>
  new File([picture], `${name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg", lastModified: Date.now() });

/** Opens the fixer, which is fetched only now; when it cannot be had, the photo goes on as it is. */
function useFixerDialog() {
  const [asking, setAsking] = useState<Asking | null>(null);
  const ask = async (photo: Blob, again: boolean): Promise<FixerChoice> => {
    const fixer = await import("./photo-fixer.tsx").catch(() => null);
    const { canFix } = await import("./fix-photo.ts").catch(() => ({ canFix: () => false }));
    if (!fixer || !canFix()) return asItIs;
    return new Promise((resolve) => {
      const answer = (choice: FixerChoice) => {
        setAsking(null);
        resolve(choice);
      };
      setAsking({ Fixer: fixer.PhotoFixer, photo, again, answer });
    });
  };
  const dialog = asking ? <asking.Fixer photo={asking.photo} offersOriginal={!asking.again} onChoice={asking.answer} /> : null;
  return { ask, dialog };
}

const explain = ({ reason }: Refused) => (reason === "entry-picture-changed" ? m.picture_changed() : null);

/**
 * Takes a photo of a drawing: straightened in the browser and sent small, the photo as it was taken following after.
 * The two are kept on this device before either is sent, and find each other on the server in whichever order they
 * come.
 */
export function PhotoUpload({ transport, slug, entryId, replaces, original, onDone }: PhotoUploadProps) {
  const place = `entry:${entryId}`;
  const second = { transport, slug, place: `${place}:original`, input: { entryId, role: "original" } };
  const follow = useUpload({ ...second, onDone });
  const waiting = useRef<{ file: File; input: unknown } | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const { ask, dialog } = useFixerDialog();

  const prepare = async (file: File): Promise<Ready | null> => {
    setNote(m.picture_opening());
    const choice = await ask(file, false);
    setNote(choice.kind === "as-it-is" && !choice.readable ? m.picture_sent_as_it_is() : null);
    if (choice.kind === "none") return null;
    await follow.cancel();
    if (choice.kind === "as-it-is") return { file };
    const pair = drawPair();
    waiting.current = { file, input: { entryId, role: "original", pair } };
    await keepFile(file, { ...second, input: waiting.current.input });
    return { file: jpegNamed(file.name, choice.fixed.picture), input: { entryId, pair } };
  };

  const cutAgain = async ({ id, url }: { id: string; url: string }, send: (ready: Ready) => void) => {
    setNote(m.picture_opening());
    const photo = await fetch(url).then((response) => (response.ok ? response.blob() : null)).catch(() => null);
    if (!photo) return setNote(m.picture_original_missing());
    const choice = await ask(photo, true);
    setNote(null);
    if (choice.kind === "fixed") send({ file: jpegNamed(id, choice.fixed.picture), input: { entryId, cutFrom: id } });
  };

  const workReceived = () => {
    if (waiting.current) follow.pick(waiting.current.file, waiting.current.input);
    waiting.current = null;
    onDone();
  };
  const { progress } = follow;
  const following = progress && progress.phase !== "received" && progress.phase !== "refused";
  const said = following ? m.picture_original_waiting() : progress?.phase === "refused" ? m.picture_original_refused() : note;
  return (
    <>
      <MediaUpload
        transport={transport} slug={slug} input={{ entryId }} place={place} medium="image" camera replaces={replaces}
        prepare={prepare}
        beside={(send) => original ? (
          <div><Button type="button" size="s" onClick={() => void cutAgain(original, send)}>{m.picture_cut_again()}</Button></div>
        ) : null}
        onStopped={() => {
          waiting.current = null;
          void follow.cancel();
        }}
        explain={explain}
        onDone={workReceived}
      />
      {said ? <p className="media-line" role="status">{said}</p> : null}
      {dialog}
    </>
  );
}
