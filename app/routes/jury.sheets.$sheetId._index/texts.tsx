import { useEffect, useState } from "react";
import { SHEET_TEXT_MOST, type SheetTextKind, sheetTextKinds } from "#app/domain/judging/notes.ts";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { m } from "#app/paraglide/messages.js";
import { TextArea } from "#app/ui/field.tsx";
import type { Part } from "./use-autosave.ts";

type Props = {
  sheet: Pick<SheetView, "texts" | "phase">;
  /** What a refused form sent under a name. */
  typed: (name: string) => string | undefined;
  errors: Record<string, string>;
  save: (key: string, part: Part) => void;
};

const words: Record<SheetTextKind, { label: () => string; hint: () => string }> = {
  author: { label: m.lighttable_text_author, hint: m.lighttable_text_author_hint },
  jury: { label: m.lighttable_text_jury, hint: m.lighttable_text_jury_hint },
  own: { label: m.lighttable_text_own, hint: m.lighttable_text_own_hint },
};

/** What a judge writes beside the points, each to its own reader and saved by itself. */
export function Texts({ sheet, typed, errors, save }: Props) {
  // With scripts the form carries only what was written here, so that it cannot put an old text over another device's.
  const [named, setNamed] = useState<ReadonlySet<SheetTextKind>>(new Set(sheetTextKinds));
  useEffect(() => setNamed(new Set()), []);
  const open = Object.values(sheet.texts).some((text) => text !== "") || Object.keys(errors).some((name) => name.startsWith("texts."));
  return (
    <details className="score-keys" open={open}>
      <summary className="small">{m.lighttable_texts()}</summary>
      <div className="stack mt-3">
        {sheetTextKinds.map((kind) => (
          <TextArea
            key={kind}
            name={named.has(kind) ? `texts.${kind}` : ""}
            label={words[kind].label()}
            hint={words[kind].hint()}
            error={errors[`texts.${kind}`]}
            defaultValue={typed(`texts.${kind}`) ?? sheet.texts[kind]}
            maxLength={SHEET_TEXT_MOST}
            rows={2}
            readOnly={sheet.phase !== "judging"}
            onChange={({ currentTarget: { value } }) => {
              setNamed((old) => new Set([...old, kind]));
              save(`texts.${kind}`, { to: "texts", fields: { kind, text: value } });
            }}
          />
        ))}
      </div>
    </details>
  );
}
