import { useEffect, useState } from "react";

const KEPT = "vt-jury-keys";

/** Whether a judge's single-letter keys work; kept on this device, on at first. */
export function useKeySwitch() {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(KEPT) !== "off"), []);
  const change = (next: boolean) => {
    localStorage.setItem(KEPT, next ? "on" : "off");
    setOn(next);
  };
  return [on, change] as const;
}

/** Presses the button or link that names this key in `data-key`; false when there is none. */
export function pressNamed(key: string): boolean {
  if (!/^[a-z<>]$/.test(key)) return false;
  const button = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  button?.click();
  return button !== null;
}

/** Whether letters typed at this place are meant as text. */
export const isTextPlace = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
