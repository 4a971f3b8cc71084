import { useId } from "react";
import type { InputHTMLAttributes, ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { FieldNote } from "#app/ui/field.tsx";
import type { FieldFrame, Option } from "#app/ui/field.tsx";
import { m } from "#app/paraglide/messages.js";

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "className"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
};

/** A tick. Consent is never pre-ticked: give `defaultChecked` only for what was saved before. */
export function Checkbox({ label, hint, error, className, ...input }: CheckboxProps) {
  const made = useId();
  const id = input.id ?? made;
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={cx("choice", error ? "field-invalid" : undefined, className)}>
      <input
        {...input}
        id={id}
        type="checkbox"
        className="tick"
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
      />
      <div className="choice-text">
        <label htmlFor={id}>{label}</label>
        <FieldNote id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}

type RadioGroupProps = Omit<FieldFrame, "done"> & {
  name: string;
  options: readonly (Option & { hint?: ReactNode })[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  required?: boolean;
  /** `pills` are short words in a row; `list` gives each choice a line and a hint. */
  look?: "list" | "pills";
};

/** One of a few choices. */
export function RadioGroup({
  label,
  hint,
  error,
  optional,
  className,
  name,
  options,
  defaultValue,
  value,
  onChange,
  required,
  look = "list",
}: RadioGroupProps) {
  const id = useId();
  const chosen = (option: Option) =>
    value === undefined
      ? { defaultChecked: option.value === defaultValue }
      : { checked: option.value === value };
  return (
    <fieldset
      className={cx("field", "choices", error ? "field-invalid" : undefined, className)}
      aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
    >
      <legend className="field-label">
        {label}
        {optional ? <span className="field-optional"> ({m.ui_optional()})</span> : null}
      </legend>
      <div className={`choices-${look}`}>
        {options.map((option) => (
          <label key={option.value} className={look === "pills" ? "pill" : "choice"}>
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              required={required}
              className={look === "pills" ? "pill-input" : "dot"}
              onChange={onChange ? (event) => onChange(event.currentTarget.value) : undefined}
              {...chosen(option)}
            />
            <span className="choice-text">
              <span>{option.label}</span>
              {option.hint ? <span className="field-hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldNote id={id} hint={hint} error={error} />
    </fieldset>
  );
}
