import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

/** How many of a judge's sheets are back because the criteria changed, and why; nothing when none is. */
export function RecalledNote({ category: { recalled, recalledBecause } }: { category: { recalled: number; recalledBecause: string } }) {
  if (recalled === 0) return null;
  return (
    <Note tone="warn" title={m.criteria_jury_count({ count: formatCount(recalled) })}>
      {m.criteria_jury_reason({ reason: recalledBecause })}
    </Note>
  );
}
