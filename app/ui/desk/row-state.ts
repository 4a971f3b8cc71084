import { isBlankRow } from "#app/domain/entries/desk/row.ts";
import { percentOf } from "#app/ui/format.ts";
import type { QueueItem } from "#app/ui/upload/queue.ts";
import type { Refused } from "#app/ui/upload/wire.ts";
import type { ClientRow } from "./view.ts";

/** What a row truly is at this moment, the most pressing first. */
export type RowState =
  | { kind: "blank" | "on-device" | "waiting-network" | "saving" | "photo-held" | "queued" | "paused" | "ready" }
  | { kind: "sent"; code: string }
  | { kind: "conflict" | "refused"; words: string }
  | { kind: "fault" | "gap"; words: string; more: number }
  | { kind: "sending"; percent: number; trouble: boolean }
  | { kind: "file-refused"; refused: Refused }
  | { kind: "pick-again"; name: string };

export type RowFacts = { row: ClientRow; item: QueueItem | null; photoHeld: boolean; paused: boolean };

/**
 * The state of a row. Words that are not on the server come before what its entry lacks, since that may be in them;
 * nothing is called saved, sent or ready before the server has said so.
 */
export function rowState({ row, item, photoHeld, paused }: RowFacts): RowState {
  const { server } = row;
  if (server?.sent) return { kind: "sent", code: server.code ?? "" };
  if (row.sync === "conflict") return { kind: "conflict", words: row.refusal ?? "" };
  if (row.sync === "refused") return { kind: "refused", words: row.refusal ?? "" };
  if (row.base === 0 && isBlankRow(row.typed)) return { kind: photoHeld ? "photo-held" : "blank" };
  if (row.sync === "saving") return { kind: "saving" };
  if (row.dirty) return { kind: row.sync === "waiting" ? "waiting-network" : "on-device" };
  return fileState(item, paused) ?? lackOf(row, item, photoHeld);
}

function fileState(item: QueueItem | null, paused: boolean): RowState | null {
  switch (item?.state) {
    case "running":
      return { kind: "sending", percent: percentOf(item.bytes, item.size), trouble: item.trouble !== null };
    case "waiting":
    case "elsewhere":
      return { kind: paused && item.state === "waiting" ? "paused" : "queued" };
    case "refused":
      return { kind: "file-refused", refused: item.refused! };
    case "lost":
      return { kind: "pick-again", name: item.name };
    default:
      return null;
  }
}

function lackOf({ server }: ClientRow, item: QueueItem | null, photoHeld: boolean): RowState {
  const faults = Object.values(server?.faults ?? {});
  if (faults.length > 0) return { kind: "fault", words: faults[0]!, more: faults.length - 1 };
  // A file just received is not missing, though the list was read before it came, nor is one still on this device.
  const gaps = (server?.gaps ?? []).filter(({ part }) => part !== "file" || (item?.state !== "sent" && !photoHeld));
  if (gaps.length > 0) return { kind: "gap", words: gaps[0]!.words, more: gaps.length - 1 };
  return { kind: photoHeld ? "photo-held" : "ready" };
}

/** Into which heap of the bar at the bottom a row falls. */
export function heapOf({ kind }: RowState): "ready" | "missing" | "moving" | "sent" | "none" {
  if (kind === "ready" || kind === "sent") return kind;
  if (kind === "blank") return "none";
  return ["conflict", "refused", "fault", "gap", "file-refused", "pick-again"].includes(kind) ? "missing" : "moving";
}
