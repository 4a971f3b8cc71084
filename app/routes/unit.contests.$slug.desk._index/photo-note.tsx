import type { RowNote } from "#app/ui/desk/store.ts";
import { warningWords } from "#app/ui/photo/warning-words.ts";

/** What was noticed about the row's picture; nothing here keeps it from being sent. */
export function PhotoNote({ note: { warnings, refusal } }: { note: RowNote }) {
  return (
    <>
      {refusal ? <span className="small text-bad block" role="alert">{refusal}</span> : null}
      {warnings.map((warning) => <span key={warning} className="small muted block" data-warning={warning}>{warningWords[warning]()}</span>)}
    </>
  );
}
