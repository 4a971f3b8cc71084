import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import type { SheetPlace } from "#app/domain/judging/queries/sheet.server.ts";
import { pressNamed, useKeySwitch } from "#app/ui/use-key-switch.ts";

const rulers = () => [...document.querySelectorAll<HTMLInputElement>(".score-panel .ruler-number:not(:disabled)")];

/** Moves the focus to another criterion; after the last one to the button that hands the sheet in. */
function step(direction: 1 | -1): void {
  const fields = rulers();
  const ruler = document.activeElement?.closest(".ruler");
  const at = fields.findIndex((field) => field.closest(".ruler") === ruler);
  const next = at < 0 ? 0 : at + direction;
  if (next < fields.length) fields[Math.max(0, next)]?.focus();
  else document.querySelector<HTMLButtonElement>("[data-submit-sheet]")?.focus();
}

/** Digits go to the criterion in hand, else to the first one without points. */
function focusForDigits(): void {
  const fields = rulers();
  (fields.find((field) => field.value === "") ?? fields[0])?.focus();
}

/** Gives the vote whose tile names this digit, and stands ready to go on; false where there are no such tiles. */
function vote(digit: string): boolean {
  const tile = document.querySelector<HTMLInputElement>(`.ballot-choice input[data-digit="${digit}"]:not(:disabled)`);
  if (!tile) return document.querySelector(".ballot-choice") !== null;
  tile.click();
  document.querySelector<HTMLElement>("[data-submit-sheet]")?.focus();
  return true;
}

type Kind = "text" | "ruler" | "slider" | "tile" | "button" | "page";

function kindOf(target: EventTarget | null): Kind {
  if (!(target instanceof HTMLElement)) return "page";
  if (target.matches(".ruler-number")) return "ruler";
  if (target.matches("input[type=range]")) return "slider";
  if (target.matches(".ballot-choice input")) return "tile";
  if (target.closest(".zoom-frame")) return "slider";
  if (target.matches("input, textarea, select, video")) return "text";
  return target.matches("a, button, summary") ? "button" : "page";
}

/**
 * The judge's keys: digits, arrows, Enter, n, p, and the letter that a button names in `data-key`; off in text fields,
 * and off altogether when switched off.
 */
export function useKeys(sheetId: string, place: Pick<SheetPlace, "previousId" | "nextId">) {
  const [on, change] = useKeySwitch();
  const navigate = useNavigate();
  useEffect(() => {
    if (!on) return undefined;
    const go = (id: string | null) => () => id && navigate(`/jury/sheets/${id}`);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat && /^[a-z<>]$/.test(event.key)) return;
      const kind = kindOf(event.target);
      if (kind === "text" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (/^\d$/.test(event.key) && vote(event.key)) return event.preventDefault();
      if (pressNamed(event.key)) return event.preventDefault();
      const act = actionFor(event.key, kind, { next: go(place.nextId), previous: go(place.previousId) });
      if (!act) return;
      // A digit is typed into the field that just got the focus.
      if (!/^\d$/.test(event.key)) event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [on, navigate, sheetId, place.nextId, place.previousId]);
  return [on, change] as const;
}

function actionFor(key: string, kind: Kind, go: { next: () => void; previous: () => void }): (() => void) | null {
  if (key === "n") return go.next;
  if (key === "p") return go.previous;
  if (/^\d$/.test(key)) return kind === "ruler" ? null : focusForDigits;
  if (kind === "tile" && key !== "Enter") return null;
  if ((kind === "ruler" || kind === "tile") && key === "Enter") return () => step(1);
  if (kind === "slider") return null;
  if (key === "ArrowDown") return () => step(1);
  if (key === "ArrowUp") return () => step(-1);
  if (kind === "ruler") return null;
  if (key === "ArrowRight") return go.next;
  return key === "ArrowLeft" ? go.previous : null;
}
