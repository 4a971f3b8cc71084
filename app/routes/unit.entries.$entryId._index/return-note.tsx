import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import type { ReturnField } from "#app/domain/entries/returns.ts";
import { returnFieldWords } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatDay } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

/** Where in the form each part is put right; what has no place there is put right on paper. */
const places: Partial<Record<ReturnField, string>> = {
  file: "work",
  title: "title",
  statement: "statement",
  authors: "authors.0.fullName",
  birth: "authors.0.birth",
  class: "authors.0.className",
  consents: "authors.0.takePart",
  mentor: "mentorName",
};

/** Why an entry came back, what to put right, until when; once that day is over, that what was sent before stands. */
export function ReturnNote({ entry, open }: { entry: Pick<UnitEntry, "returned" | "code">; open: boolean }) {
  const { returned, code } = entry;
  if (!returned) return null;
  const day = formatDay(returned.dueOn);
  if (!open) return <Note tone="warn" title={returned.reason}>{m.returns_note_over({ day })}</Note>;
  return (
    <Note tone="warn" icon="undo" title={m.returns_note_title({ day })}>
      <p>{returned.reason}</p>
      <p className="mt-2">{m.returns_note_fields()}</p>
      <ul className="list-disc pl-5">
        {returned.fields.map((field) => (
          <li key={field}>
            {places[field] ? <a href={`#${places[field]}`}>{returnFieldWords[field]()}</a> : returnFieldWords[field]()}
          </li>
        ))}
      </ul>
      <p className="mt-2">{m.returns_note_keeps({ code: code ?? "" })}</p>
    </Note>
  );
}
