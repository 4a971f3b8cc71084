import { Form } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";
import { carriers, conditions } from "#app/domain/entries/paper.ts";
import { fieldState } from "#app/http/field-state.ts";
import type { FormState } from "#app/http/form.server.ts";
import { carrierWord, conditionWord } from "#app/http/paper-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { CameraInput } from "./camera-input.tsx";
import type { ScanInput } from "./use-scans.ts";

type ScanFormProps = {
  refused: FormState | null;
  place: string;
  onScan: (input: ScanInput) => void;
  onPicture: (words: string) => void;
};

/** One field that always has the cursor: a USB scanner types into it and presses Enter. Works as a plain form too. */
export function ScanForm({ refused, place, onScan, onPicture }: ScanFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { field, typed, formError } = fieldState(refused);
  useKeysGoTo(() => form.current?.elements.namedItem("code") as HTMLInputElement | null);

  const scan = (code?: string) => {
    const element = form.current;
    if (!element) return;
    const values = Object.fromEntries(new FormData(element)) as Partial<ScanInput>;
    const input = { code: "", condition: "good", carrier: "", note: "", place: "", ...values, ...(code ? { code } : {}) };
    const codeField = element.elements.namedItem("code") as HTMLInputElement;
    if (input.code.trim() !== "") onScan(input);
    if (input.code.trim() !== "" && (input.condition !== "other" || input.note.trim() !== "")) resetButPlace(element);
    else codeField.value = "";
    codeField.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    scan();
  };
  return (
    <Form method="post" replace className="stack" ref={form} onSubmit={submit}>
      <TextField
        {...field("code")} error={field("code").error ?? formError} label={m.paper_check_in_code()} hint={m.paper_check_in_code_hint()}
        autoFocus autoComplete="off" autoCapitalize="characters" spellCheck={false} enterKeyHint="send" maxLength={60}
      />
      <div className="cluster">
        <Button kind="primary" icon="check">{m.paper_check_in_do()}</Button>
        <CameraInput onCode={scan} onNothing={onPicture} />
      </div>
      <RadioGroup
        name="condition" label={m.paper_check_in_condition()} look="pills" defaultValue={typed("condition") ?? "good"}
        options={conditions.map((value) => ({ value, label: conditionWord(value) }))}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField {...field("note")} label={m.paper_check_in_note()} optional autoComplete="off" />
        <TextField {...field("place", place)} label={m.paper_check_in_place()} optional maxLength={80} />
        <Select
          {...field("carrier")} label={m.paper_check_in_carrier()} placeholder={m.paper_check_in_carrier_auto()}
          options={carriers.map((value) => ({ value, label: carrierWord(value) }))}
        />
      </div>
    </Form>
  );
}

/** The next sheet is good and unremarked until somebody says otherwise; the place stays. */
function resetButPlace(form: HTMLFormElement): void {
  const place = (form.elements.namedItem("place") as HTMLInputElement).value;
  form.reset();
  (form.elements.namedItem("code") as HTMLInputElement).value = "";
  (form.elements.namedItem("place") as HTMLInputElement).value = place;
}

/** A scanner types wherever the cursor is: letters outside of fields go to the code. */
function useKeysGoTo(find: () => HTMLInputElement | null): void {
  const finder = useRef(find);
  finder.current = find;
  useEffect(() => {
    const catchKey = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest("input:not([type=radio]), select, textarea, [contenteditable]");
      if (inField || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
      finder.current()?.focus();
    };
    document.addEventListener("keydown", catchKey);
    return () => document.removeEventListener("keydown", catchKey);
  }, []);
}
