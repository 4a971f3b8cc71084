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

/** What a key presses or focuses on the page, by the element's id; each is a button or link that is seen as well. */
const presses: Record<string, string> = { a: "accept-entry", t: "return-entry", u: "undo-last", z: "zoom-work" };
const focuses: Record<string, string> = { r: "reject-rule", "/": "desk-search" };
const steps: Record<string, 1 | -1> = { j: 1, arrowright: 1, k: -1, arrowleft: -1 };

/**
 * J and K or → and ← go through the queue, A finds valid, R leads to the rejection's rule, T returns, Z zooms, U
 * takes the last act back, / searches. Never while something is typed.
 */
export function useDeskKeys({ roundId, view, search, following, previous }: Desk): void {
  const navigate = useNavigate();
  const on = useKeysOn();
  useEffect(() => {
    if (!on) return undefined;
    const go = (entry: string | null) => {
      const query = new URLSearchParams({ view, ...(search ? { q: search } : {}), entry: entry ?? "" });
      if (entry) navigate(`/office/rounds/${roundId}/screening?${query}`, { preventScrollReset: true });
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const step = steps[key];
      if (step) go(step > 0 ? following : previous);
      else if (presses[key]) document.getElementById(presses[key])?.click();
      else if (focuses[key]) document.getElementById(focuses[key])?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [on, navigate, roundId, view, search, following, previous]);
}

/** Fetches the next work's picture ahead, so that it is there when one goes on. */
export function useNextPicture(src: string | null): void {
  useEffect(() => {
    if (src) new Image().src = src;
  }, [src]);
}
