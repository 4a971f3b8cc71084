import { useState } from "react";
import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { AuthorFields } from "./author-fields.tsx";
import { rowNumbers, type Values } from "./values.ts";

type Props = { at: string; entry: UnitEntry; values: Values; errors: Record<string, string>; onChange: () => void };

/**
 * One part of the form for each child. With scripts a row comes and goes at once; without, the same buttons send the
 * form, which comes back with the row added or gone and everything typed still there.
 */
export function AuthorRows({ at, entry, values, errors, onChange }: Props) {
  const [rows, setRows] = useState(() => rowNumbers(values));
  const { minAuthors, maxAuthors, medium } = entry.category;
  const act = (change: (rows: number[]) => number[]) => (event: { preventDefault: () => void }) => {
    event.preventDefault();
    setRows(change);
    onChange();
  };
  const address = (command: string) => `${at}?index&rows=${command}`;
  return (
    <Fieldset
      legend={medium === "video" ? m.unit_authors_video() : m.unit_authors_image()}
      hint={m.unit_authors_hint({ min: minAuthors, max: maxAuthors })}
    >
      {errors.authors ? <p className="field-error" id="authors">{errors.authors}</p> : null}
      {rows.map((row, place) => (
        <AuthorFields key={row} place={place} origin={row} values={values} errors={errors} alone={rows.length === 1}>
          {rows.length > 1 ? (
            <Button
              kind="tertiary" size="s" icon="trash" formNoValidate formMethod="post"
              formAction={address(`remove-${place}`)}
              onClick={act((all) => all.filter((number) => number !== row))}
            >
              {m.unit_author_remove({ number: place + 1 })}
            </Button>
          ) : null}
        </AuthorFields>
      ))}
      {rows.length < maxAuthors ? (
        <Button
          icon="plus" full formNoValidate formMethod="post" formAction={address("add")}
          onClick={act((all) => [...all, Math.max(...all) + 1])}
        >
          {m.unit_author_add()}
        </Button>
      ) : null}
    </Fieldset>
  );
}
