import { useId } from "react";
import type { FormEvent, InputHTMLAttributes } from "react";
import { Field, wiring } from "#app/ui/field.tsx";
import type { FieldFrame } from "#app/ui/field.tsx";
import { m } from "#app/paraglide/messages.js";

/**
 * Puts the slashes into a day being typed: "0509" and one digit more is "05/09/2". Phone keypads have no slash.
 * Four digits stay as they are, since they may be a year alone. Deleting is left alone, or a slash could never be removed.
 */
export function withSlashes(text: string, deleting: boolean): string {
  const [, day, month, year] = /^(\d{2})(\d{2})(\d{1,4})$/.exec(text) ?? [];
  return deleting || !year ? text : `${day}/${month}/${year}`;
}

type DateFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "type"> & { name: string };

function addSlashes(event: FormEvent<HTMLInputElement>) {
  const { inputType } = event.nativeEvent as InputEvent;
  const input = event.currentTarget;
  if (input.selectionStart !== input.value.length) return;
  const next = withSlashes(input.value, inputType?.startsWith("delete") ?? false);
  if (next !== input.value) input.value = next;
}

/** A day typed as dd/mm/yyyy; the server also gets what people write without slashes, or a year alone. */
export function DateField({ label, hint, error, done, optional, className, ...input }: DateFieldProps) {
  const made = useId();
  const id = input.id ?? made;
  return (
    <Field {...{ id, label, hint, error, done, optional, className }}>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        placeholder={m.ui_date_placeholder()}
        onInput={addSlashes}
        {...input}
        {...wiring(id, { hint, error, done })}
        className="input num"
      />
    </Field>
  );
}
