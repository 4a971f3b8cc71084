import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Values } from "./values.ts";

/** What this device remembers of a form: typed on top of which version, when, and whether it was then sent. */
type Kept = { version: number; at: string; sent: boolean; values: Values };

const keyOf = (entryId: string) => `vong-thi.entry.${entryId}`;
const pauseMs = 400;

function read(entryId: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(entryId)) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

function write(entryId: string, kept: Kept | null): boolean {
  try {
    if (kept) localStorage.setItem(keyOf(entryId), JSON.stringify(kept));
    else localStorage.removeItem(keyOf(entryId));
    return true;
  } catch {
    return false;
  }
}

const fieldsOf = (form: HTMLFormElement): Values =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && name !== "version" ? [[name, value]] : [])),
  );

const same = (a: Values, b: Values) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name] ?? "") === (b[name] ?? ""));

/**
 * Keeps what is typed into a form on this device, so that a reload or a dead network loses nothing. `restored` is what
 * was found from before, until it is dropped; it is forgotten by itself once the server has kept it.
 */
export function useKeptDraft(entryId: string, version: number, server: Values, form: RefObject<HTMLFormElement>) {
  const [restored, setRestored] = useState<Kept | null>(null);
  const [keptAt, setKeptAt] = useState<Date | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const known = useRef(server);
  known.current = server;

  useEffect(() => {
    const kept = read(entryId);
    const arrived = kept?.sent && kept.version < version;
    if (kept && !arrived && !same(kept.values, known.current)) setRestored(kept);
    else {
      if (kept) write(entryId, null);
      setRestored(null);
      setKeptAt(null);
    }
    return () => clearTimeout(timer.current);
  }, [entryId, version]);

  const save = useCallback(
    (sent: boolean) => {
      if (!form.current) return;
      const at = new Date();
      if (write(entryId, { version, at: at.toISOString(), sent, values: fieldsOf(form.current) })) setKeptAt(at);
    },
    [entryId, version, form],
  );

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(false), pauseMs);
  }, [save]);

  const send = useCallback(() => {
    clearTimeout(timer.current);
    save(true);
  }, [save]);

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    write(entryId, null);
    setRestored(null);
    setKeptAt(null);
  }, [entryId]);

  return { restored, keptAt, keep, send, drop };
}
