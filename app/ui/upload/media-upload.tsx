import { type ReactNode, useEffect, useId } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { formatBytes, percentOf } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import { refusalWords } from "./reasons.ts";
import type { Progress } from "./resilient.ts";
import { useUpload } from "./use-upload.ts";
import type { Refused, Transport } from "./wire.ts";

type MediaUploadProps = {
  transport: Transport;
  /** The upload policy and what it asks for. */
  slug: string;
  input: unknown;
  /** Names the place on this device, such as "entry:<id>". */
  place: string;
  medium: "image" | "video" | "any";
  /** Offers the camera as well as the gallery. */
  camera?: boolean;
  /** What the camera is for, when it is no drawing: a word for its button. */
  takeLabel?: string;
  /** A file is already there; picking another one replaces it. */
  replaces?: boolean;
  /** Makes a picked file ready to be sent, or gives null when the person thought better of it. */
  prepare?: (file: File) => Promise<Ready | null>;
  /** Stands beside the buttons while nothing is on its way; `send` sends a file of the page's own. */
  beside?: (send: (ready: Ready) => void) => ReactNode;
  /** Hears that the file under way was given up or refused. */
  onStopped?: () => void;
  /** Words the page's own refusals; null leaves them to the common ones. */
  explain?: (refused: Refused) => string | null;
  /** Hears once what the server said of a received file, `fileId` among it. */
  onDone: (data: Record<string, unknown>) => void;
};

/** A file to send, with an input of its own where it has one. */
export type Ready = { file: File; input?: unknown };

const accepts = { image: "image/*", video: "video/*", any: "image/*,video/*" } as const;

type PickerProps = {
  label: string;
  icon: "camera" | "video" | "image";
  accept: string;
  capture?: boolean;
  primary?: boolean;
  onPick: (file: File) => void;
};

function Picker({ label, icon, accept, capture, primary, onPick }: PickerProps) {
  const id = useId();
  return (
    <span className="media-picker">
      <input
        id={id}
        type="file"
        className="media-input sr-only"
        accept={accept}
        capture={capture ? "environment" : undefined}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) onPick(file);
        }}
      />
      <label htmlFor={id} className={primary ? "btn btn-primary" : "btn btn-secondary"}>
        <span className="btn-face">
          <Icon name={icon} />
          {label}
        </span>
      </label>
    </span>
  );
}

const chips = {
  saving: "saved-on-device",
  saved: "saved-on-device",
  sending: "uploading",
  checking: "uploading",
  waiting: "waiting-network",
} as const;

function line(progress: Progress): string {
  if (progress.phase === "saved") return progress.kept ? m.media_state_saved() : m.media_state_not_kept();
  if (progress.phase === "sending") {
    return m.media_state_sending({ done: formatBytes(progress.bytes), total: formatBytes(progress.total) });
  }
  if (progress.phase === "checking") return m.media_state_checking();
  if (progress.phase === "waiting") {
    return progress.cause === "network" ? m.media_state_waiting() : m.media_state_server_busy();
  }
  return m.media_state_saving();
}

type Moving = Exclude<Progress, { phase: "received" | "refused" }>;

function UnderWay({ name, progress, onCancel }: { name: string; progress: Moving; onCancel: () => void }) {
  const total = "total" in progress ? progress.total : 1;
  const bytes = progress.phase === "checking" ? total : "bytes" in progress ? progress.bytes : 0;
  return (
    <div className="media-row" data-phase={progress.phase}>
      <p className="media-head">
        <b className="media-name">{name}</b>
        <StatusChip status={chips[progress.phase]} percent={percentOf(bytes, total)} />
      </p>
      <ProgressBar
        value={bytes}
        max={total}
        label={m.media_progress_label({ name })}
        tone={progress.phase === "waiting" ? "idle" : "info"}
      />
      <p className="media-line" role="status">
        {line(progress)}
      </p>
      <Button type="button" kind="tertiary" size="s" onClick={onCancel}>
        {m.media_cancel()}
      </Button>
    </div>
  );
}

function Pickers({
  medium,
  camera,
  takeLabel,
  replaces,
  pick,
}: Pick<MediaUploadProps, "medium" | "camera" | "takeLabel" | "replaces"> & { pick: (file: File) => void }) {
  const accept = accepts[medium];
  const choose = replaces
    ? m.media_choose_other()
    : medium === "video"
    ? m.media_choose_video()
    : m.media_choose_image();
  return (
    <div className="media-pickers">
      {camera && medium !== "video" ? (
        <Picker
          label={takeLabel ?? (replaces ? m.media_take_photo_again() : m.media_take_photo())}
          icon="camera" accept={accepts.image} capture primary={!replaces} onPick={pick}
        />
      ) : null}
      {camera && medium !== "image" ? (
        <Picker
          label={replaces ? m.media_take_video_again() : m.media_take_video()}
          icon="video" accept={accepts.video} capture primary={!replaces} onPick={pick}
        />
      ) : null}
      <Picker label={choose} icon={medium === "video" ? "video" : "image"} accept={accept} onPick={pick} />
    </div>
  );
}

/**
 * Takes or picks one photo or clip and sends it through thick and thin, saying truthfully where it is: kept on this
 * device, so much confirmed by the server, waiting for the network, received, or not taken and why.
 */
export function MediaUpload({
  transport,
  slug,
  input,
  place,
  medium,
  camera,
  takeLabel,
  replaces,
  prepare,
  beside,
  onStopped,
  explain,
  onDone,
}: MediaUploadProps) {
  const { progress, name, pickAgain, pick, cancel } = useUpload({ transport, slug, place, input, onDone });
  const send = ({ file, input: own }: Ready) => pick(file, own);
  const picked = async (file: File) => {
    // A file that was half sent goes on as it is: it was made ready when it was first picked.
    const ready = prepare && !pickAgain ? await prepare(file) : { file, input: pickAgain?.input };
    if (ready) send(ready);
  };
  const refused = progress?.phase === "refused";
  useEffect(() => {
    if (refused) onStopped?.();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- said once for each refusal
  }, [refused]);
  const giveUp = async () => {
    await cancel();
    onStopped?.();
  };
  const moving = progress && progress.phase !== "received" && progress.phase !== "refused" ? progress : null;
  return (
    <div className="media-upload">
      {moving ? <UnderWay name={name ?? ""} progress={moving} onCancel={() => void giveUp()} /> : null}
      {progress?.phase === "received" ? (
        <p className="media-line media-ok" role="status">
          <Icon name="check" size="s" /> {m.media_state_received()}
        </p>
      ) : null}
      {progress?.phase === "refused" ? (
        <p className="field-note field-error media-refused" role="alert">
          <Icon name="warning" size="s" /> {refusalWords(progress.refused, explain)}
        </p>
      ) : null}
      {pickAgain ? (
        <p className="media-line" role="status">
          {m.media_pick_again({ name: pickAgain.name })}
        </p>
      ) : null}
      {moving ? null : beside?.(send)}
      {moving ? null : <Pickers medium={medium} camera={camera} takeLabel={takeLabel} replaces={replaces} pick={(file) => void picked(file)} />}
      <noscript>{m.media_needs_script()}</noscript>
    </div>
  );
}
