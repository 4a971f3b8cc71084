import { useId } from "react";
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

/** What every field shows around its control. */
export type FieldFrame = {
  /** Above the control; never a placeholder in its place. */
  label: ReactNode;
  /** Below the control; the error takes its place. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: ReactNode;
  /** A green word below, such as “saved”. */
  done?: ReactNode;
  /** Adds the word “optional” to the label. Required fields carry no mark. */
  optional?: boolean;
  className?: string;
};

type Wired = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

/** Names and descriptions of a control, from its id. */
export function wiring(id: string, frame: Pick<FieldFrame, "hint" | "error" | "done">): Wired {
  const described = frame.error
    ? `${id}-error`
    : frame.done
      ? `${id}-done`
      : frame.hint
        ? `${id}-hint`
        : undefined;
  return { id, "aria-invalid": frame.error ? true : undefined, "aria-describedby": described };
}

/** The line under a control: error, else done, else hint. */
export function FieldNote({
  id,
  hint,
  error,
  done,
}: { id: string } & Pick<FieldFrame, "hint" | "error" | "done">) {
  if (error) {
    return (
      <p className="field-error" id={`${id}-error`}>
        <Icon name="warning" size="s" />
        <span>{error}</span>
      </p>
    );
  }
  if (done) {
    return (
      <p className="field-done" id={`${id}-done`}>
        <Icon name="check" size="s" />
        <span>{done}</span>
      </p>
    );
  }
  return hint ? (
    <p className="field-hint" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null;
}

type FieldProps = FieldFrame & { id: string; children: ReactNode };

/** The frame of one control: label above, note below. For a control of your own, pass it as children. */
export function Field({ id, label, hint, error, done, optional, className, children }: FieldProps) {
  return (
    <div className={cx("field", error ? "field-invalid" : undefined, className)}>
      <label className="field-label" htmlFor={id}>
        {label}
        {optional ? <span className="field-optional"> ({m.ui_optional()})</span> : null}
      </label>
      {children}
      <FieldNote id={id} hint={hint} error={error} done={done} />
    </div>
  );
}

/** Tells a field's frame from the properties of its control, and ties the two together. */
function useFramed<P extends FieldFrame & { id?: string }>(props: P) {
  const { label, hint, error, done, optional, className, ...control } = props;
  const made = useId();
  const id = props.id ?? made;
  return {
    frame: { id, label, hint, error, done, optional, className },
    control: { ...control, ...wiring(id, { hint, error, done }) },
  };
}

type TextFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "className"> & {
    name: string;
    /** Sets the value in the hand, for words a child wrote. */
    voice?: "child";
  };

/** One line of text. */
export function TextField({ voice, ...props }: TextFieldProps) {
  const { frame, control } = useFramed(props);
  return (
    <Field {...frame}>
      <input type="text" {...control} className={cx("input", voice && "hand")} />
    </Field>
  );
}

type TextAreaProps = FieldFrame &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className"> & { name: string };

/** Several lines of text; grows with its content where the browser can. */
export function TextArea(props: TextAreaProps) {
  const { frame, control } = useFramed(props);
  return (
    <Field {...frame}>
      <textarea rows={3} {...control} className="input input-area" />
    </Field>
  );
}

/** One choice of a list. */
export type Option = { value: string; label: string; disabled?: boolean };

type SelectProps = FieldFrame &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "className"> & {
    name: string;
    options: readonly Option[];
    /** A first, empty choice. */
    placeholder?: string;
  };

/** One of a long list. For up to six choices prefer RadioGroup. */
export function Select({ options, placeholder, ...props }: SelectProps) {
  const { frame, control } = useFramed(props);
  return (
    <Field {...frame}>
      <span className="select-box">
        <select {...control} className="input input-select">
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </Field>
  );
}

type NumberFieldProps = TextFieldProps & {
  /** After the number, e.g. a unit of measure. */
  suffix?: ReactNode;
};

/** A whole or decimal number, typed as text with a numeric keypad so that a comma is accepted. */
export function NumberField({ suffix, ...props }: NumberFieldProps) {
  const { frame, control } = useFramed(props);
  return (
    <Field {...frame}>
      <span className="suffix-box">
        <input
          inputMode="decimal"
          autoComplete="off"
          {...control}
          type="text"
          className="input num"
        />
        {suffix ? <span className="suffix">{suffix}</span> : null}
      </span>
    </Field>
  );
}
