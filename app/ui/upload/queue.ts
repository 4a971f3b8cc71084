import type { Refused } from "./wire.ts";

/** How many files are on their way at once: more would only share the same thin line. */
export const atOnce = 2;

/**
 * One file on its way to one place. `bytes` are those the other side has confirmed. "elsewhere" is being sent by
 * another window of this browser; "lost" is remembered by name alone and has to be picked again.
 */
export type QueueItem = {
  id: string;
  place: string;
  name: string;
  size: number;
  bytes: number;
  state: "waiting" | "running" | "elsewhere" | "lost" | "sent" | "refused";
  /** Why nothing moves although it is its turn. */
  trouble: "network" | "server" | null;
  refused: Refused | null;
};

export type Queue = { items: readonly QueueItem[]; paused: boolean };

export type QueueEvent =
  | { kind: "added"; id: string; place: string; name: string; size: number; lost?: boolean }
  | { kind: "started" | "sent" | "elsewhere" | "stopped" | "removed"; id: string }
  | { kind: "moved"; id: string; bytes: number }
  | { kind: "troubled"; id: string; trouble: "network" | "server" }
  | { kind: "refused"; id: string; refused: Refused }
  | { kind: "paused" | "resumed" };

export const emptyQueue: Queue = { items: [], paused: false };

const running = ({ items }: Queue) => items.filter(({ state }) => state === "running").length;

/** The files whose turn it is: the oldest that wait, as long as fewer than two are under way and nobody paused. */
export function toStart(queue: Queue): QueueItem[] {
  if (queue.paused) return [];
  const free = Math.max(0, atOnce - running(queue));
  return queue.items.filter(({ state }) => state === "waiting").slice(0, free);
}

/** The file that holds a place, or null: the last one given to it. */
export const itemAt = (queue: Queue, place: string): QueueItem | null =>
  queue.items.findLast((item) => item.place === place) ?? null;

/** What is still to be sent, in files and confirmed bytes; `total` counts what was sent in this sitting as well. */
export function backlog({ items }: Queue): { files: number; bytes: number; total: number } {
  const moving = items.filter(({ state }) => state === "waiting" || state === "running" || state === "elsewhere");
  const counted = items.filter(({ state }) => state !== "refused" && state !== "lost");
  return {
    files: moving.length,
    bytes: counted.reduce((sum, { bytes, size, state }) => sum + (state === "sent" ? size : bytes), 0),
    total: counted.reduce((sum, { size }) => sum + size, 0),
  };
}

function add(queue: Queue, { id, place, name, size, lost }: Extract<QueueEvent, { kind: "added" }>): Queue {
  const known = queue.items.find((item) => item.id === id);
  // The same file for the same place: what is sent or on its way is not sent twice; a refused one may be tried again.
  if (known && known.state !== "lost" && known.state !== "refused") return queue;
  const others = queue.items.filter((item) => item.id !== id && (item.place !== place || item.state === "running"));
  const item: QueueItem = { id, place, name, size, bytes: 0, state: lost ? "lost" : "waiting", trouble: null, refused: null };
  return { ...queue, items: [...others, item] };
}

function change(queue: Queue, id: string, to: (item: QueueItem) => Partial<QueueItem>): Queue {
  const items = queue.items.map((item) => (item.id === id ? { ...item, ...to(item) } : item));
  return { ...queue, items };
}

/**
 * The queue after something happened. It never has more than two files running, whatever is told in whatever order:
 * a start that is not due changes nothing, and what has been sent stays sent.
 */
export function step(queue: Queue, event: QueueEvent): Queue {
  switch (event.kind) {
    case "paused":
      return { ...queue, paused: true };
    case "resumed":
      return { ...queue, paused: false };
    case "added":
      return add(queue, event);
    case "removed":
      return { ...queue, items: queue.items.filter(({ id }) => id !== event.id) };
    case "started":
      return toStart(queue).some(({ id }) => id === event.id) ? change(queue, event.id, () => ({ state: "running", trouble: null })) : queue;
    default:
      return underWay(queue, event);
  }
}

type OfRunning = Extract<QueueEvent, { id: string }> & { kind: "sent" | "elsewhere" | "stopped" | "moved" | "troubled" | "refused" };

/** What is heard of a file counts only while it is under way: a late word of an older attempt does not. */
function underWay(queue: Queue, event: OfRunning | QueueEvent): Queue {
  if (!("id" in event)) return queue;
  const item = queue.items.find(({ id }) => id === event.id);
  if (item?.state !== "running" && !(event.kind === "stopped" && item?.state === "elsewhere")) return queue;
  switch (event.kind) {
    case "moved":
      return change(queue, event.id, ({ size }) => ({ bytes: Math.min(size, event.bytes), trouble: null }));
    case "troubled":
      return change(queue, event.id, () => ({ trouble: event.trouble }));
    case "sent":
      return change(queue, event.id, ({ size }) => ({ state: "sent", bytes: size, trouble: null }));
    case "refused":
      return change(queue, event.id, () => ({ state: "refused", refused: event.refused, trouble: null }));
    case "elsewhere":
      return change(queue, event.id, () => ({ state: "elsewhere", trouble: null }));
    default:
      return change(queue, event.id, () => ({ state: "waiting" }));
  }
}
