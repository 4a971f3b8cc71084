import type { LookOutcome } from "#app/domain/judging/second-look.ts";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { formatScore } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

const answeredWords: Record<LookOutcome, (inputs: { first: string }) => string> = {
  kept: m.looks_was_kept, changed: m.looks_was_changed, lapsed: m.looks_was_lapsed,
};

/** A second look the judge is asked for, with their own first score: kept or changed here; what it came to afterwards. */
export function SecondLook({ sheet: { look, state, phase, submittedAt } }: { sheet: SheetView }) {
  if (!look) return null;
  const first = formatScore(look.firstTotal);
  if (look.outcome !== null) return <p className="small muted">{answeredWords[look.outcome]({ first })}</p>;
  if (phase !== "judging" || state === "abstained") return null;
  return (
    <div className="mb-4">
      <Note tone="warn" title={m.looks_sheet_title({ first })}>
        <div className="stack">
          <p>{submittedAt ? m.looks_mine_text() : m.looks_sheet_editing()}</p>
          <div className="cluster">
            <Button name="next" value="keep" icon="check" formNoValidate>{m.looks_keep()}</Button>
            {submittedAt ? <Button name="next" value="reopen" icon="undo">{m.looks_change()}</Button> : null}
          </div>
        </div>
      </Note>
    </div>
  );
}
