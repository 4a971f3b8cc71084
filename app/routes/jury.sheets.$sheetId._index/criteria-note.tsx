import { isWaiting } from "#app/domain/judging/task-states.ts";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Note } from "#app/ui/note.tsx";

/** Tells a judge that the criteria are others than at the opening: why this sheet is back, or that it is scored by the new ones. */
export function CriteriaNote({ sheet: { criteriaChange, state, phase } }: { sheet: SheetView }) {
  if (!criteriaChange || !isWaiting(state) || phase !== "judging") return null;
  const { number, reason, recalled, wasHandedIn } = criteriaChange;
  if (!recalled) return <p className="small muted">{m.criteria_jury_version({ number, reason })}</p>;
  return (
    <div className="my-2">
      <Note tone="warn" title={wasHandedIn ? m.criteria_jury_back() : m.criteria_jury_changed()}>
        {m.criteria_jury_why({ number, reason })} {m.criteria_jury_do()}
      </Note>
    </div>
  );
}
