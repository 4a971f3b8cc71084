import { useNavigate } from "@remix-run/react";
import { useEffect, useSyncExternalStore } from "react";
import type { Desk } from "./desk.server.ts";

const storageKey = "vong-thi.screening-keys";
const changed = new EventTarget();

/** Whether single keys act on this device; on until somebody turns them off. */
export const keysOn = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
};

/** Turns the keys on or off on this device. */
export function setKeysOn(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    return;
  }
  changed.dispatchEvent(new Event("change"));
}

function subscribe(listen: () => void) {
  changed.addEventListener("change", listen);
  return () => changed.removeEventListener("change", listen);
}

/** `keysOn` as it changes. */
export const useKeysOn = (): boolean => useSyncExternalStore(subscribe, keysOn, () => true);

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

/** J and K go through the queue, A finds valid, R leads to the rejection's rule. Never while something is typed. */
export function useDeskKeys({ roundId, view, following, previous }: Desk): void {
  const navigate = useNavigate();
  const on = useKeysOn();
  useEffect(() => {
    if (!on) return undefined;
    const go = (entry: string | null) =>
      entry && navigate(`/office/rounds/${roundId}/screening?view=${view}&entry=${entry}`, { preventScrollReset: true });
    const acts: Record<string, () => void> = {
      j: () => go(following),
      k: () => go(previous),
      a: () => document.getElementById("accept-entry")?.click(),
      r: () => document.getElementById("reject-rule")?.focus(),
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = acts[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [on, navigate, roundId, view, following, previous]);
}
