import { useCallback, useRef, useState } from "react";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { type SaveState, useSaveQueue } from "#app/ui/use-save-queue.ts";

export type SaveStatus = SaveState | { kind: "idle" };

/** One part of the sheet as its own address takes it. */
export type Part = { to: "points" | "texts"; fields: Record<string, string> };

/** A judge drags or types on: only what they stay with is worth a row. */
const SETTLE_MS = { points: 250, texts: 900 };

/**
 * Saves the parts of one sheet, with one word for all of them: "saved" is said only when nothing waits and nothing was
 * refused on the way. `drop` forgets what waits, since the form carries it. When the page shows what is no longer so (other
 * criteria, handed in elsewhere) it is read again; what was typed stands.
 */
export function useAutosave(sheetId: string) {
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const refusal = useRef<SaveState | null>(null);
  const refresh = useRefresh();
  const { save: queue, drop } = useSaveQueue({
    begin: () => {
      refusal.current = null;
    },
    tell: (_, state) => {
      if (state.kind === "refused") refusal.current = state;
      if (state.kind === "refused" && state.stale) refresh();
      setStatus(state.kind === "saved" ? (refusal.current ?? state) : state);
    },
  });
  const save = useCallback(
    (key: string, { to, fields }: Part) => {
      setStatus({ kind: "saving" });
      queue(key, { to: `/jury/sheets/${sheetId}/${to}`, fields }, SETTLE_MS[to]);
    },
    [queue, sheetId],
  );
  return { save, drop, status };
}
