import { useFetcher } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Chip } from "#app/ui/chip.tsx";
import type { RowState } from "#app/ui/desk/row-state.ts";
import type { DeskStore } from "#app/ui/desk/store.ts";
import type { ClientRow } from "#app/ui/desk/view.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import type { QueueItem } from "#app/ui/upload/queue.ts";
import { refusalWords } from "#app/ui/upload/reasons.ts";

type Props = { store: DeskStore; row: ClientRow; item: QueueItem | null; state: RowState; medium: "image" | "video"; slug: string };

const withMore = (words: string, more: number) => (more > 0 ? `${words} (${m.desk_state_more({ count: more })})` : words);

/** The state of a row in one chip and one line, with the act it needs. */
export function StateCell({ store, row, state, medium, slug }: Props) {
  const { chip, line } = said(state);
  const saved = row.server && !row.server.sent;
  return (
    <>
      <span role="status">
        {chip}
        {line ? <span className="small muted block">{line}</span> : null}
      </span>
      {state.kind === "conflict" && !row.server?.sent ? (
        <span className="cluster">
          <Button type="button" size="s" onClick={() => store.keepMine(row.id)}>{m.desk_conflict_mine()}</Button>
          <Button type="button" size="s" kind="tertiary" onClick={() => store.takeTheirs(row.id)}>{m.desk_conflict_theirs()}</Button>
        </span>
      ) : null}
      {state.kind === "ready" && medium === "image" ? (
        // The place where the picture's corners and quality are looked after.
        <LinkButton to={`/unit/entries/${row.id}`} size="s" kind="tertiary">{m.desk_open_entry_fix()}</LinkButton>
      ) : null}
      {saved && medium === "video" && !row.server!.hasFile ? <Usb row={row} slug={slug} /> : null}
    </>
  );
}

/** The tick that the clip will come on a USB stick. */
function Usb({ row, slug }: { row: ClientRow; slug: string }) {
  const fetcher = useFetcher();
  const coming = row.server?.usb ?? false;
  return (
    <fetcher.Form method="post" action={`/unit/entries/${row.id}/usb`}>
      <input type="hidden" name="to" value={`/unit/contests/${slug}/desk`} />
      <input type="hidden" name="coming" value={coming ? "no" : "yes"} />
      <Button size="s" kind="tertiary" busy={fetcher.state !== "idle"}>{coming ? m.desk_usb_cancel() : m.desk_usb()}</Button>
      {coming ? <span className="small muted block">{m.desk_usb_coming()}</span> : null}
    </fetcher.Form>
  );
}

function said(state: RowState): { chip: JSX.Element; line?: string } {
  switch (state.kind) {
    case "blank":
      return { chip: <Chip tone="outline">{m.desk_state_blank()}</Chip> };
    case "on-device":
      return { chip: <StatusChip status="saved-on-device" /> };
    case "waiting-network":
      return { chip: <StatusChip status="waiting-network" />, line: m.desk_state_waiting_next() };
    case "saving":
      return { chip: <Chip tone="info" icon="upload">{m.desk_state_saving()}</Chip> };
    case "photo-held":
      return { chip: <Chip tone="outline" icon="disk">{m.desk_state_photo_held()}</Chip>, line: m.desk_state_photo_held_next() };
    case "queued":
      return { chip: <Chip tone="info" icon="clock">{m.desk_state_queued()}</Chip> };
    case "paused":
      return { chip: <Chip tone="outline" icon="clock">{m.desk_state_paused()}</Chip> };
    case "ready":
      return { chip: <StatusChip status="ready" /> };
    case "sent":
      return { chip: <StatusChip status="submitted">{m.desk_state_sent({ code: state.code })}</StatusChip> };
    case "sending":
      return { chip: <Sending percent={state.percent} trouble={state.trouble} /> };
    default:
      return needing(state);
  }
}

type Needing = Extract<RowState, { kind: "conflict" | "refused" | "fault" | "gap" | "file-refused" | "pick-again" }>;

function needing(state: Needing): { chip: JSX.Element; line?: string } {
  switch (state.kind) {
    case "conflict":
      return { chip: <Chip tone="bad" icon="warning">{m.desk_state_conflict()}</Chip>, line: state.words || m.desk_conflict_text() };
    case "refused":
      return { chip: <Chip tone="bad" icon="warning">{m.desk_state_refused()}</Chip>, line: state.words };
    case "fault":
      return { chip: <Chip tone="bad" icon="warning">{m.desk_state_fault()}</Chip>, line: withMore(state.words, state.more) };
    case "gap":
      return { chip: <Chip tone="warn" icon="warning">{m.desk_state_gap()}</Chip>, line: withMore(state.words, state.more) };
    case "file-refused":
      return { chip: <Chip tone="bad" icon="warning">{m.desk_state_file_refused()}</Chip>, line: refusalWords(state.refused) };
    case "pick-again":
      return { chip: <Chip tone="bad" icon="warning">{m.desk_state_pick_again()}</Chip>, line: m.desk_state_pick_again_next({ name: state.name }) };
  }
}

/** Confirmed bytes alone move the bar; grey while the line is away. */
function Sending({ percent, trouble }: { percent: number; trouble: boolean }) {
  const word = trouble ? m.desk_state_waiting() : m.desk_state_sending();
  return (
    <span className={trouble ? "sending sending-waiting" : "sending"}>
      <span className="sending-words"><b>{word}</b><b className="num">{percent}%</b></span>
      <ProgressBar value={percent} max={100} label={word} tone={trouble ? "idle" : "info"} />
    </span>
  );
}
