import { formatDate } from "#app/ui/format.ts";

/**
 * Days from one moment to another as short as they stay clear: "01 – 31/08", "28/08 – 05/09", "07/09". The years are
 * told by the page around them.
 */
export function formatDayRange(from: Date, to: Date | null): string {
  const start = formatDate(from).slice(0, 5);
  const end = to ? formatDate(to).slice(0, 5) : start;
  if (start === end) return end;
  return start.slice(3) === end.slice(3) ? `${start.slice(0, 2)} – ${end}` : `${start} – ${end}`;
}
