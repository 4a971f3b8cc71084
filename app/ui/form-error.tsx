import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

/** A fault of one field: the id of its control and what to do. */
export type FieldFault = { id?: string; message: ReactNode };

type FormErrorProps = {
  /** Replaces the counted title, for a fault of the whole form. */
  title?: ReactNode;
  faults?: readonly FieldFault[];
};

/** The summary above a form that was refused; each line leads to its field. Nothing typed is lost. */
export function FormError({ title, faults = [] }: FormErrorProps) {
  if (!title && faults.length === 0) return null;
  return (
    <div className="note note-bad" role="alert">
      <Icon name="warning" />
      <div className="note-body">
        <b>{title ?? m.ui_form_error_title({ count: faults.length })}</b>
        {faults.length > 0 ? (
          <ul className="fault-list">
            {faults.map((fault, at) => (
              <li key={fault.id ?? at}>
                {fault.id ? <a href={`#${fault.id}`}>{fault.message}</a> : fault.message}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
