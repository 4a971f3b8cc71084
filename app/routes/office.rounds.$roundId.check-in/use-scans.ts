import { useCallback, useEffect, useRef, useState } from "react";
import { signal } from "./signal.ts";

export type ScanInput = { code: string; condition: string; carrier: string; note: string; place: string };

/** What the server said of a scan, as its JSON has it. */
export type ScanResult = {
  outcome: "received" | "again"; eventId?: string; code: string; title: string; unitName: string; categoryName: string;
  condition: string; withdrawn: boolean; at: string | Date; by: string | null;
};
export type ScanState = "sending" | "waiting" | "signed-out" | "refused" | "received" | "again" | "undone";
export type ScanRow = { key: number; input: ScanInput; state: ScanState; words?: string; result?: ScanResult };

const retryMs = 3_000;
type Settled = Pick<ScanRow, "state" | "words" | "result">;

async function send(roundId: string, input: ScanInput): Promise<Settled> {
  try {
    const body = new URLSearchParams(input);
    const response = await fetch(`/office/rounds/${roundId}/check-in/scans`, { method: "POST", body, redirect: "manual" });
    if (response.type === "opaqueredirect" || response.status === 0) return { state: "signed-out" };
    if (response.status >= 500) return { state: "waiting" };
    const answer: unknown = await response.json();
    if (response.ok) {
      const result = answer as ScanResult;
      return { state: result.outcome, result };
    }
    const { errors = {}, formError = null } = answer as { errors?: Record<string, string>; formError?: string | null };
    return { state: "refused", words: formError ?? Object.values(errors)[0] ?? "" };
  } catch {
    return { state: "waiting" };
  }
}

/**
 * Scans go to the server one after the other, however fast the scanner is; each keeps its own row with what became of
 * it, and waits while the network is away. Nothing is shown as received before the server said so.
 */
export function useScans(roundId: string) {
  const [rows, setRows] = useState<readonly ScanRow[]>([]);
  const queue = useRef<ScanRow[]>([]);
  const running = useRef(false);
  const lastKey = useRef(0);
  const show = (row: ScanRow) =>
    setRows((all) => (all.some(({ key }) => key === row.key) ? all.map((one) => (one.key === row.key ? row : one)) : [row, ...all]));

  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    for (let next = queue.current[0]; next; next = queue.current[0]) {
      const settled = { ...next, ...(await send(roundId, next.input)) };
      show(settled);
      if (settled.state === "waiting") {
        setTimeout(() => void run(), retryMs);
        break;
      }
      queue.current.shift();
      signal(settled.state === "received" && !settled.result?.withdrawn ? "ok" : settled.state === "refused" ? "bad" : "warn");
    }
    running.current = false;
  }, [roundId]);

  const add = useCallback((input: ScanInput) => {
    const row: ScanRow = { key: ++lastKey.current, input, state: "sending" };
    queue.current.push(row);
    show(row);
    void run();
  }, [run]);

  /** A picture in which no code was found. */
  const addUnread = useCallback((words: string) => {
    show({ key: ++lastKey.current, input: { code: "", condition: "good", carrier: "", note: "", place: "" }, state: "refused", words });
    signal("bad");
  }, []);

  const undo = useCallback(async (row: ScanRow) => {
    const address = `/office/rounds/${roundId}/check-in/${row.result?.eventId}/undo`;
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ as: "json" }), redirect: "manual" }).catch(() => null);
    if (answer?.ok) return show({ ...row, state: "undone" });
    const said = answer && answer.status < 500 && answer.status > 0 ? ((await answer.json()) as { formError?: string }) : null;
    show({ ...row, ...(said?.formError ? { words: said.formError } : {}) });
  }, [roundId]);

  const unsent = rows.some(({ state }) => state === "sending" || state === "waiting");
  useEffect(() => {
    if (!unsent) return undefined;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [unsent]);

  return { rows, add, addUnread, undo, added: rows.filter(({ state, result }) => state === "received" && result?.withdrawn === false).length };
}
