import { useId } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  disabled?: boolean;
  placeholder?: string;
  voice?: "child";
  inputMode?: "numeric";
};

/** One cell of the desk: its label stands above it on a phone and in the head of the table on a PC. */
export function Cell({ label, value, onChange, error, disabled, placeholder, voice, inputMode }: Props) {
  const id = useId();
  return (
    <div className={cx("desk-cell", error && "field-invalid")}>
      <label htmlFor={id} className="desk-label">{label}</label>
      <input
        id={id} type="text" className={cx("input", voice && "hand")} value={value} disabled={disabled} placeholder={placeholder}
        inputMode={inputMode} autoComplete="off" aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {error ? <p className="field-error" id={`${id}-error`}><Icon name="warning" size="s" /><span>{error}</span></p> : null}
    </div>
  );
}
