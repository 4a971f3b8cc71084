import { useCallback, useEffect, useRef, useState } from "react";

export type SaveStatus =
  | { kind: "idle" | "saving" | "saved" | "waiting" | "signed-out" }
  | { kind: "refused"; words: string };

type Answer = { kind: "away" } | { kind: "saved" | "signed-out" } | { kind: "refused"; words: string };

/** One part of the sheet as its own address takes it. */
export type Part = { to: "points" | "texts"; fields: Record<string, string> };

/** A judge drags or types on: only what they stay with is worth a row. */
const SETTLE_MS = { points: 250, texts: 900 };
const RETRY_MS = 3_000;

function send(sheetId: string, { to, fields }: Part, keepalive = false): Promise<Response> {
  return fetch(`/jury/sheets/${sheetId}/${to}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", keepalive });
}

async function answerOf(request: Promise<Response>): Promise<Answer> {
  try {
    const response = await request;
    if (response.ok) return { kind: "saved" };
    // The way to the sign-in page: the session ended while judging.
    if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
    if (response.status >= 500) return { kind: "away" };
    const { errors = {}, formError } = (await response.json()) as { errors?: Record<string, string>; formError?: string };
    return { kind: "refused", words: formError ?? Object.values(errors)[0] ?? "" };
  } catch {
    return { kind: "away" };
  }
}

/**
 * Saves the parts of one sheet one after the other, the latest of each, and tries again while the network is away.
 * "Saved" is said only when nothing waits. What still waits when the page is left is sent on the way out. `drop`
 * forgets it, since the form carries it.
 */
export function useAutosave(sheetId: string) {
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const waiting = useRef(new Map<string, Part>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    let refusal: Answer | null = null;
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [key, part] = next;
      waiting.current.delete(key);
      setStatus({ kind: "saving" });
      const answer = await answerOf(send(sheetId, part));
      if (answer.kind === "away") {
        if (!waiting.current.has(key)) waiting.current.set(key, part);
        setStatus({ kind: "waiting" });
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void run(), RETRY_MS);
        break;
      }
      if (answer.kind === "refused") refusal = answer;
      setStatus(refusal?.kind === "refused" ? refusal : answer);
      if (answer.kind === "signed-out") break;
    }
    running.current = false;
  }, [sheetId]);

  const save = useCallback(
    (key: string, part: Part) => {
      waiting.current.set(key, part);
      setStatus({ kind: "saving" });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void run(), SETTLE_MS[part.to]);
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
      for (const part of left.values()) void send(sheetId, part, true).catch(() => undefined);
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

const first = (waiting: Map<string, Part>) => waiting.entries().next().value;
