import type { ReactNode } from "react";

type FieldsetProps = { legend: ReactNode; hint?: ReactNode; children: ReactNode; disabled?: boolean };

/** A named group of fields. */
export function Fieldset({ legend, hint, children, disabled }: FieldsetProps) {
  return (
    <fieldset className="fieldset" disabled={disabled}>
      <legend className="section-title">{legend}</legend>
      {hint ? <p className="field-hint">{hint}</p> : null}
      <div className="stack">{children}</div>
    </fieldset>
  );
}
