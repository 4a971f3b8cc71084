import { useEffect } from "react";
import { isTextPlace, pressNamed } from "#app/ui/use-key-switch.ts";

const works = () => [...document.querySelectorAll<HTMLAnchorElement>(".light-table .light-cell-work")];

/** How many works stand in the first row. */
function columns(all: readonly HTMLElement[]): number {
  const top = all[0]?.getBoundingClientRect().top;
  const next = all.findIndex((each) => Math.abs(each.getBoundingClientRect().top - (top ?? 0)) > 4);
  return next < 0 ? all.length : next;
}

/** Moves the focus to the work beside, above or below; from elsewhere to the first. */
function move(key: string): boolean {
  const all = works();
  const at = all.findIndex((each) => each.closest("li")?.contains(document.activeElement));
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(all), ArrowDown: columns(all) };
  const step = steps[key];
  if (step === undefined || all.length === 0) return false;
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
  return true;
}

/** Presses a part of the work in hand; false where it has none. */
function press(part: string): boolean {
  const button = document.activeElement?.closest(".light-table li")?.querySelector<HTMLElement>(part);
  button?.click();
  return Boolean(button);
}

const parts: Readonly<Record<string, string>> = { c: "input[name=sheet]", "1": "[data-pick]" };

/** The light table's keys: arrows between works, c to choose one for comparing, 1 to
 * pick it where works are picked, and the letters that buttons name. */
export function useTableKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTextPlace(event.target)) return;
      const done = move(event.key) || (!event.repeat && (parts[event.key] ? press(parts[event.key]!) : pressNamed(event.key)));
      if (done) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [on]);
}
