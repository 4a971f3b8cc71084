import { useState } from "react";
import { readPaste } from "#app/domain/entries/desk/paste.ts";
import type { DeskTyped } from "#app/domain/entries/desk/row.ts";
import type { ImportField } from "#app/domain/entries/import/model.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { TextArea } from "#app/ui/field.tsx";

const fieldWords: Partial<Record<ImportField, () => string>> = {
  title: m.desk_field_title, authorName: m.desk_field_full_name, familyName: m.desk_field_full_name, givenName: m.desk_field_full_name,
  birth: m.desk_field_birth, className: m.desk_field_class_name, sex: m.desk_field_sex, male: m.desk_field_sex, female: m.desk_field_sex,
};

type Props = { open: boolean; onClose: () => void; onAdd: (rows: DeskTyped[]) => void };

/** A list copied from Excel: what was understood is said before anything is added. */
export function PasteDialog({ open, onClose, onAdd }: Props) {
  const [text, setText] = useState("");
  const { fields, rows } = readPaste(text);
  const columns = [...new Set(fields.flatMap((field) => (field && fieldWords[field]?.()) || []))];
  const understood = rows.length > 0 && columns.length > 0;
  const close = () => {
    setText("");
    onClose();
  };
  return (
    <Dialog
      open={open} onClose={close} wide title={m.desk_paste_title()}
      actions={
        <>
          <Button type="button" onClick={close}>{m.desk_paste_cancel()}</Button>
          {understood ? (
            <Button type="button" kind="primary" onClick={() => { onAdd(rows); close(); }}>{m.desk_paste_add({ count: rows.length })}</Button>
          ) : null}
        </>
      }
    >
      <p>{m.desk_paste_text()}</p>
      <TextArea name="list" rows={8} label={m.desk_paste_field()} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {text.trim() === "" ? null : (
        <p role="status" className={understood ? "text-ok" : "text-bad"}>
          {understood ? m.desk_paste_found({ count: rows.length, columns: columns.join(", ") }) : m.desk_paste_none()}
        </p>
      )}
    </Dialog>
  );
}
