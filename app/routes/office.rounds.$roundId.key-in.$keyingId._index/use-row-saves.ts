import { useCallback, useEffect, useRef, useState } from "react";
import type { KeyedStanding } from "#app/domain/judging/commands/key-in.server.ts";
import { m } from "#app/paraglide/messages.js";

export type RowState = { kind: "saving" | "saved" | "away" | "signed-out" } | { kind: "refused"; words: string };
type Cells = Record<string, string>;

const RETRY_MS = 3_000;

async function send(keyingPage: string, sheetId: string, cells: Cells): Promise<RowState | { kind: "answered"; standing: KeyedStanding }> {
  const body = new URLSearchParams({ sheetId });
  for (const [criterionId, typed] of Object.entries(cells)) body.set(`points.${criterionId}`, typed);
  try {
    const response = await fetch(`${keyingPage}/rows`, { method: "POST", body, redirect: "manual" });
    if (response.ok) return { kind: "answered", standing: (await response.json()) as KeyedStanding };
    if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
    if (response.status >= 500) return { kind: "away" };
    if (response.status === 404 || response.status === 403) return { kind: "refused", words: m.tasks_gone() };
    const { errors = {}, formError } = (await response.json()) as { errors?: Cells; formError?: string };
    return { kind: "refused", words: formError ?? Object.values(errors)[0] ?? "" };
  } catch {
    return { kind: "away" };
  }
}

/**
 * Saves rows one after the other, the latest of each, and tries again while the network is away. A row is "saved" only
 * when the server said so and nothing newer of it waits. `onRecorded` is told once the paper agreed.
 */
export function useRowSaves(keyingPage: string, onStanding: (standing: KeyedStanding) => void) {
  const [states, setStates] = useState<Readonly<Record<string, RowState>>>({});
  const waiting = useRef(new Map<string, Cells>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const tell = useRef(onStanding);
  useEffect(() => {
    tell.current = onStanding;
  });

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    const show = (sheetId: string, state: RowState) => setStates((now) => ({ ...now, [sheetId]: state }));
    for (let next = waiting.current.entries().next().value; next; next = waiting.current.entries().next().value) {
      const [sheetId, cells] = next;
      waiting.current.delete(sheetId);
      show(sheetId, { kind: "saving" });
      const answer = await send(keyingPage, sheetId, cells);
      if (answer.kind === "answered") {
        if (!waiting.current.has(sheetId)) show(sheetId, { kind: "saved" });
        if (answer.standing.kind !== "waiting") tell.current(answer.standing);
        continue;
      }
      show(sheetId, answer);
      if (answer.kind === "refused") continue;
      if (!waiting.current.has(sheetId)) waiting.current.set(sheetId, cells);
      if (answer.kind === "away") timer.current = setTimeout(() => void run(), RETRY_MS);
      break;
    }
    running.current = false;
  }, [keyingPage]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const save = useCallback(
    (sheetId: string, cells: Cells) => {
      waiting.current.set(sheetId, cells);
      void run();
    },
    [run],
  );
  return { save, states };
}
