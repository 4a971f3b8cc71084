import type { KeyboardEvent } from "react";

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

/** Up, down and Enter go to the same column of the next row; a list keeps its arrows. Space ticks, as everywhere. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const field = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
  if (step === undefined || !field || (field.tagName === "SELECT" && event.key !== "Enter")) return;
  event.preventDefault();
  const column = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-column="${field.dataset.column}"]`)];
  column[column.indexOf(field) + step]?.focus();
}

/** Ticks every open purpose of a row, or unticks them when all are: by a person's press, never before. */
export function tickRow(button: HTMLElement): void {
  const boxes = [...(button.closest("tr")?.querySelectorAll<HTMLInputElement>("input[data-purpose]") ?? [])];
  const all = boxes.every(({ checked }) => checked);
  for (const box of boxes) box.checked = !all;
}
