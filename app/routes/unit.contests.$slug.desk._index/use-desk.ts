import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { claimSlip } from "#app/ui/desk/claim-slip.ts";
import { listRows } from "#app/ui/desk/list-rows.ts";
import { DeskStore } from "#app/ui/desk/store.ts";
import { heapOf, rowState } from "#app/ui/desk/row-state.ts";
import { emptyQueue, itemAt } from "#app/ui/upload/queue.ts";
import { UploadRunner } from "#app/ui/upload/queue-runner.ts";
import type { DeskPageData } from "./route.tsx";

const runners = new Map<string, UploadRunner>();
const heard = new Set<() => void>();

/** The uploads of one desk in this window; they outlive the page. Only ever called in the browser. */
function runnerOf({ owner, upload }: Pick<DeskPageData, "owner" | "upload">): UploadRunner {
  const known = runners.get(owner);
  if (known) return known;
  const runner = new UploadRunner({
    ...upload,
    prefix: `desk:${owner}:`,
    inputOf: (entryId) => ({ entryId }),
    onReceived: () => heard.forEach((hear) => hear()),
  });
  runners.set(owner, runner);
  return runner;
}

const never = () => () => undefined;
const none = () => emptyQueue;
const refreshMs = 1_500;
const rowsOf = ({ contest }: Pick<DeskPageData, "contest">) => `/unit/contests/${contest.slug}/desk/rows`;
/** The long side in px at which photos are sent. */
const sentAt = 2_500;

/** The desk of a page: its rows with their states, its pictures, and its uploads. */
export function useDesk(page: DeskPageData) {
  const [store] = useState(() => {
    const runner = () => runnerOf(page);
    const hasUpload = (rowId: string) => ["waiting", "running", "elsewhere", "sent"].includes(runner().at(rowId)?.state ?? "");
    const desk = `/unit/contests/${page.contest.slug}/desk`;
    const claim = (rowId: string, code: string) => claimSlip(`${desk}/slips`, rowId, code);
    const upload = (rowId: string, file: File) => runner().add(rowId, file);
    const wantsLarge = (categoryId: string) => page.categories.some(({ id, least }) => id === categoryId && least > sentAt);
    return new DeskStore({ owner: page.owner, saveTo: rowsOf(page), hasUpload, wantsLarge, claim, upload }, page.rows);
  });
  const [runner, setRunner] = useState<UploadRunner | null>(null);
  const desk = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const queue = useSyncExternalStore(runner?.subscribe ?? never, runner?.snapshot ?? none, none);

  useEffect(() => {
    const mine = runnerOf(page);
    setRunner(mine);
    void mine.open().then(() => store.open(page.rows));
  }, [page, store]);

  useRefresh(store, `${rowsOf(page)}?${new URLSearchParams({ after: page.after })}`);

  const rows = useMemo(() => {
    const held = new Set(desk.photos.map(({ rowId }) => rowId));
    return desk.rows.map((row) => {
      const item = itemAt(queue, `desk:${page.owner}:${row.id}`);
      const state = rowState({ row, item, photoHeld: held.has(row.id), paused: queue.paused });
      return { row, item, state, heap: heapOf(state) };
    });
  }, [desk, queue, page.owner]);

  return { store, runner, desk, queue, rows };
}

export type DeskRowView = ReturnType<typeof useDesk>["rows"][number];

/**
 * Reads the list again some moments after a picture has arrived, and sends what waits when the line is back. Not by the
 * page's own reading anew: where that meets a dead line, the page gives way to one that says so, and the desk is gone.
 */
function useRefresh(store: DeskStore, address: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let here = true;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), refreshMs);
    };
    const read = async () => {
      const rows = await listRows(address);
      if (here && rows) void store.open(rows);
    };
    const online = () => {
      void store.flush();
      ask();
    };
    heard.add(ask);
    window.addEventListener("online", online);
    return () => {
      here = false;
      clearTimeout(timer);
      heard.delete(ask);
      window.removeEventListener("online", online);
    };
  }, [store, address]);
}
