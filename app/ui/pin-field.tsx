import { useId, useState } from "react";
import type { CSSProperties } from "react";
import { Field, wiring } from "#app/ui/field.tsx";
import type { FieldFrame } from "#app/ui/field.tsx";
import { cx } from "#app/ui/cx.ts";

type PinFieldProps = Omit<FieldFrame, "done" | "optional"> & {
  name: string;
  /** How many digits; 6 unless told. */
  length?: number;
  /** `current-password` lets a phone fill it in; `new-password` when it is being set. */
  autoComplete?: "current-password" | "new-password" | "one-time-code" | "off";
  required?: boolean;
  /** Shows the digits, for a PIN being set. */
  shown?: boolean;
};

/** A PIN: one real input drawn over a row of boxes, so that paste, fill-in and screen readers work. */
export function PinField({
  label,
  hint,
  error,
  className,
  name,
  length = 6,
  autoComplete = "current-password",
  required,
  shown,
}: PinFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(0);
  return (
    <Field {...{ id, label, hint, error, className }}>
      <span className="pin" style={{ "--pin-length": length } as CSSProperties}>
        <span className="pin-boxes" aria-hidden="true">
          {Array.from({ length }, (_, at) => (
            <span key={at} className={cx("pin-box", at === Math.min(typed, length - 1) && "pin-box-next")} />
          ))}
        </span>
        <input
          {...wiring(id, { hint, error })}
          className="pin-input"
          name={name}
          type={shown ? "text" : "password"}
          inputMode="numeric"
          pattern={`[0-9]{${length}}`}
          maxLength={length}
          autoComplete={autoComplete}
          required={required}
          onInput={(event) => setTyped(event.currentTarget.value.length)}
        />
      </span>
    </Field>
  );
}
