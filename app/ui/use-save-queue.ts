import { useCallback, useEffect, useRef } from "react";
import { m } from "#app/paraglide/messages.js";

/**
 * How the latest of one part stands; "waiting" for the network, after which it is tried again. `stale`: refused since
 * what the page shows is no longer so.
 */
export type SaveState = { kind: "saving" | "saved" | "waiting" | "signed-out" } | { kind: "refused"; words: string; stale?: boolean };

/** What is sent: the fields of a form, to the address that keeps them. */
export type SavePart = { to: string; fields: Record<string, string> };

type Listener = {
  /** Work begins after nothing was under way. */
  begin?: () => void;
  tell: (key: string, state: SaveState) => void;
  /** What the server answered to a part it kept. */
  kept?: (response: Response) => Promise<void>;
};

const RETRY_MS = 3_000;

const send = ({ to, fields }: SavePart, keepalive = false): Promise<Response> =>
  fetch(to, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", keepalive });

async function stateOf(response: Response): Promise<SaveState> {
  if (response.ok) return { kind: "saved" };
  // The way to the sign-in page: the session ended meanwhile.
  if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
  if (response.status >= 500) return { kind: "waiting" };
  // What is written to was taken away meanwhile: there is nothing left to try again.
  if (response.status === 404 || response.status === 403) return { kind: "refused", words: m.tasks_gone() };
  const { errors = {}, formError } = (await response.json()) as { errors?: Record<string, string>; formError?: string };
  return { kind: "refused", words: formError ?? Object.values(errors)[0] ?? "", stale: response.status === 409 };
}

/**
 * Saves the parts of a page one after the other, the latest of each key, `settleMs` after the last change, and tries
 * again every three seconds while the network is away. "saved" is told only when the server said so and nothing newer of
 * that key waits. What still waits when the page is left is sent on the way out. `drop` forgets what waits.
 */
export function useSaveQueue(listener: Listener) {
  const waiting = useRef(new Map<string, SavePart>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const told = useRef(listener);
  useEffect(() => {
    told.current = listener;
  });

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    told.current.begin?.();
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [key, part] = next;
      waiting.current.delete(key);
      told.current.tell(key, { kind: "saving" });
      const state = await sent(part, (response) => told.current.kept?.(response));
      const unkept = state.kind === "waiting" || state.kind === "signed-out";
      if (unkept && !waiting.current.has(key)) waiting.current.set(key, part);
      if (state.kind !== "saved" || !waiting.current.has(key)) told.current.tell(key, state);
      if (state.kind === "waiting") {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void run(), RETRY_MS);
      }
      if (unkept) break;
    }
    running.current = false;
  }, []);

  const save = useCallback(
    (key: string, part: SavePart, settleMs = 0) => {
      waiting.current.set(key, part);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void run(), settleMs);
    },
    [run],
  );

  const drop = useCallback(() => {
    waiting.current.clear();
    clearTimeout(timer.current);
  }, []);

  useEffect(() => {
    const left = waiting.current;
    const leave = () => {
      clearTimeout(timer.current);
      for (const part of left.values()) void send(part, true).catch(() => undefined);
      left.clear();
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  return { save, drop };
}

async function sent(part: SavePart, kept: (response: Response) => Promise<void> | undefined): Promise<SaveState> {
  try {
    const response = await send(part);
    const state = await stateOf(response);
    if (state.kind === "saved") await kept(response);
    return state;
  } catch {
    return { kind: "waiting" };
  }
}

const first = (waiting: Map<string, SavePart>) => waiting.entries().next().value;
