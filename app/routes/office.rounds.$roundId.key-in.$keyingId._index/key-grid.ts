import type { KeyboardEvent } from "react";

/** Enter goes to the next cell in the order of the paper, up and down to the same criterion of another work. */
export function moveOnPaper(event: KeyboardEvent<HTMLElement>): void {
  const cell = event.target instanceof HTMLInputElement ? event.target.closest<HTMLInputElement>("[data-criterion]") : null;
  const step = { Enter: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!cell || step === undefined) return;
  event.preventDefault();
  const column = event.key === "Enter" ? "[data-criterion]" : `[data-criterion="${cell.dataset.criterion}"]`;
  const cells = [...event.currentTarget.querySelectorAll<HTMLInputElement>(column)];
  const next = cells[cells.indexOf(cell) + step];
  if (!next) return;
  next.focus();
  next.select();
}
