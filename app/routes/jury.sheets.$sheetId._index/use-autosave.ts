import { useCallback, useEffect, useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";

export type SaveStatus =
  | { kind: "idle" | "saving" | "saved" | "waiting" | "signed-out" }
  | { kind: "refused"; words: string };

type Answer = { kind: "away" } | { kind: "saved" | "signed-out" } | { kind: "refused"; words: string };

/** A judge drags or types on: only the value they stay with is worth a row. */
const SETTLE_MS = 250;
const RETRY_MS = 3_000;

function send(sheetId: string, criterionId: string, points: number | null, keepalive = false): Promise<Response> {
  const text = points === null ? "" : String(points / 100);
  return fetch(`/jury/sheets/${sheetId}/points`, {
    method: "POST",
    body: new URLSearchParams({ criterionId, points: text }),
    redirect: "manual",
    keepalive,
  });
}

async function answerOf(request: Promise<Response>): Promise<Answer> {
  try {
    const response = await request;
    if (response.ok) return { kind: "saved" };
    // The way to the sign-in page: the session ended while judging.
    if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
    if (response.status >= 500) return { kind: "away" };
    // The task was taken away while the judge typed: there is nothing left to try again.
    if (response.status === 404 || response.status === 403) return { kind: "refused", words: m.tasks_gone() };
    const { errors = {}, formError } = (await response.json()) as { errors?: Record<string, string>; formError?: string };
    return { kind: "refused", words: formError ?? Object.values(errors)[0] ?? "" };
  } catch {
    return { kind: "away" };
  }
}

/**
 * Saves criteria of one sheet one after the other, the latest value of each, and tries again while the network is
 * away. What still waits when the page is left is sent on the way out. `drop` forgets it, since the form carries it.
 */
export function useAutosave(sheetId: string) {
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const waiting = useRef(new Map<string, number | null>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [criterionId, points] = next;
      waiting.current.delete(criterionId);
      setStatus({ kind: "saving" });
      const answer = await answerOf(send(sheetId, criterionId, points));
      if (answer.kind === "away") {
        if (!waiting.current.has(criterionId)) waiting.current.set(criterionId, points);
        setStatus({ kind: "waiting" });
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void run(), RETRY_MS);
        break;
      }
      setStatus(answer);
      if (answer.kind !== "saved") break;
    }
    running.current = false;
  }, [sheetId]);

  const save = useCallback(
    (criterionId: string, points: number | null) => {
      waiting.current.set(criterionId, points);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void run(), SETTLE_MS);
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
      for (const [criterionId, points] of left) void send(sheetId, criterionId, points, true).catch(() => undefined);
      left.clear();
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [sheetId]);

  return { save, drop, status };
}

const first = (waiting: Map<string, number | null>) => waiting.entries().next().value;
