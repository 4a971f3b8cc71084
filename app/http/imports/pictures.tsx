import { Link } from "@remix-run/react";
import { useEffect, useId } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { formatBytes } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import type { Progress } from "#app/ui/upload/resilient.ts";
import { useUpload } from "#app/ui/upload/use-upload.ts";
import type { Refused } from "#app/ui/upload/wire.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import type { ListData } from "./list.tsx";

type PicturesOfList = NonNullable<ListData["pictures"]>;
type Archive = PicturesOfList["archives"][number];
type Upload = PicturesOfList["upload"];

const lookAgainMs = 2_000;

/** Sends an archive of pictures for a list, shows how far it was read, and which entries still wait for a picture. */
export function Pictures({ importId, pictures, entryTo }: { importId: string; pictures: PicturesOfList; entryTo: string | null }) {
  const { archives, missing, missingCount, upload } = pictures;
  const refresh = useRefresh();
  const reading = archives.some(({ state }) => state === "waiting" || state === "running");
  useEffect(() => {
    if (!reading) return;
    const clock = setInterval(refresh, lookAgainMs);
    return () => clearInterval(clock);
  }, [reading, refresh]);
  return (
    <Card title={m.import_pictures_title()}>
      <div className="stack">
        <p className="muted">{m.import_pictures_hint({ size: formatBytes(upload.maxBytes) })}</p>
        <ArchiveUpload importId={importId} upload={upload} onDone={refresh} />
        {archives.map((archive) => <ArchiveState key={archive.id} archive={archive} />)}
        {missingCount > 0 ? (
          <details>
            <summary>{m.import_pictures_missing({ count: missingCount })}</summary>
            <ul>
              {missing.map(({ entryId, row, title, picture }) => {
                const words = picture ? m.import_pictures_missing_named({ row, title, picture }) : m.import_pictures_missing_unnamed({ row, title });
                return <li key={entryId}>{entryTo ? <Link to={`${entryTo}${entryId}`}>{words}</Link> : words}</li>;
              })}
              {missingCount > missing.length ? <li>{m.import_pictures_missing_more({ count: missingCount - missing.length })}</li> : null}
            </ul>
          </details>
        ) : null}
      </div>
    </Card>
  );
}

function ArchiveUpload({ importId, upload, onDone }: { importId: string; upload: Upload; onDone: () => void }) {
  const id = useId();
  const { progress, name, pickAgain, pick, cancel } = useUpload({
    transport: upload.transport, slug: upload.slug, place: `import:${importId}`, input: { importId }, onDone,
  });
  const moving = progress && progress.phase !== "received" && progress.phase !== "refused" ? progress : null;
  if (moving) return <Sending name={name ?? ""} progress={moving} onCancel={() => void cancel()} />;
  return (
    <div className="stack">
      {progress?.phase === "received" ? <p className="media-line media-ok" role="status"><Icon name="check" size="s" /> {m.import_pictures_received()}</p> : null}
      {progress?.phase === "refused" ? (
        <p className="field-note field-error media-refused" role="alert"><Icon name="warning" size="s" /> {m.import_pictures_refused({ reason: refusal(progress.refused, upload) })}</p>
      ) : null}
      {pickAgain ? <p role="status">{m.import_pictures_again({ name: pickAgain.name })}</p> : null}
      <span className="media-picker">
        <input
          id={id} type="file" className="media-input sr-only" accept=".zip,application/zip"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (file) pick(file);
          }}
        />
        <label htmlFor={id} className="btn btn-secondary"><span className="btn-face"><Icon name="upload" /> {m.import_pictures_choose()}</span></label>
      </span>
      <noscript>{m.media_needs_script()}</noscript>
    </div>
  );
}

function refusal({ reason }: Refused, { maxBytes }: Upload): string {
  if (reason === "too-large") return m.import_pictures_refused_large({ size: formatBytes(maxBytes) });
  return reason === "import-not-found" ? m.import_pictures_refused_gone() : m.import_pictures_refused_other();
}

type Moving = Exclude<Progress, { phase: "received" | "refused" }>;

function Sending({ name, progress, onCancel }: { name: string; progress: Moving; onCancel: () => void }) {
  const total = "total" in progress ? progress.total : 1;
  const done = progress.phase === "checking" ? total : "bytes" in progress ? progress.bytes : 0;
  const words = {
    saving: m.import_pictures_saving, saved: m.import_pictures_saving, checking: m.import_pictures_checking,
    waiting: m.import_pictures_waiting_network, sending: () => m.import_pictures_sending({ done: formatBytes(done), total: formatBytes(total) }),
  };
  return (
    <div className="stack">
      <p><b>{name}</b></p>
      <ProgressBar value={done} max={total} label={m.media_progress_label({ name })} tone={progress.phase === "waiting" ? "idle" : "info"} />
      <p role="status">{words[progress.phase]()}</p>
      <Button type="button" kind="tertiary" size="s" onClick={onCancel}>{m.import_pictures_cancel()}</Button>
    </div>
  );
}

function ArchiveState({ archive: { name, state, words, total, handled, attached, files } }: { archive: Archive }) {
  const chips = {
    waiting: <Chip>{m.import_pictures_state_waiting()}</Chip>,
    running: <Chip tone="info">{m.import_pictures_state_running({ handled, total })}</Chip>,
    done: <Chip tone={files.length > 0 ? "warn" : "ok"}>{m.import_pictures_state_done({ attached, total })}</Chip>,
    refused: <Chip tone="bad">{m.import_pictures_state_refused()}</Chip>,
  };
  return (
    <div className="stack">
      <p className="cluster"><b>{name}</b> {chips[state]}</p>
      {words ? <p className="text-bad">{words}</p> : null}
      {files.length > 0 ? (
        <details>
          <summary>{m.import_pictures_not_taken()}</summary>
          <ul>{files.map((file, at) => <li key={at}><b>{file.name}</b> <span className="muted">{file.words}</span></li>)}</ul>
        </details>
      ) : null}
    </div>
  );
}
