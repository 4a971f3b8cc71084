import { useId, useState } from "react";
import type { InputHTMLAttributes, ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { FieldNote, wiring } from "#app/ui/field.tsx";
import type { FieldFrame } from "#app/ui/field.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

type FileFieldProps = Omit<FieldFrame, "optional"> &
  Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "className"> & {
    name: string;
    icon?: IconName;
    /** The words inside the dashed box; unless told: drag here or choose. */
    prompt?: ReactNode;
    /** The name of the file already chosen. */
    chosen?: ReactNode;
  };

/**
 * A dashed box around a native file input, which fills it: a click, a drop and the keyboard all reach the
 * input itself, so no script is needed. `capture` and `accept` work as on the input.
 */
export function FileField({
  label,
  hint,
  error,
  done,
  className,
  icon = "image",
  prompt,
  chosen,
  ...input
}: FileFieldProps) {
  const made = useId();
  const [picked, setPicked] = useState("");
  const id = input.id ?? made;
  const named = picked || chosen;
  return (
    <div className={cx("field", error ? "field-invalid" : undefined, className)}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="drop">
        <Icon name={icon} size="l" />
        <span className="drop-text">
          {named ? <b>{named}</b> : null}
          {prompt ?? (
            <span>
              {m.ui_file_drop()} <b className="drop-choose">{m.ui_file_choose()}</b>
            </span>
          )}
        </span>
        <input
          {...input}
          {...wiring(id, { hint, error, done })}
          type="file"
          className="drop-input"
          onChange={(event) => {
            setPicked([...(event.currentTarget.files ?? [])].map((file) => file.name).join(", "));
            input.onChange?.(event);
          }}
        />
      </div>
      <FieldNote id={id} hint={hint} error={error} done={done} />
    </div>
  );
}
