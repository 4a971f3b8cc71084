import { useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";

/** A consequence, as a short line with its mark. */
export type DialogPoint = { text: ReactNode; tone?: "ok" | "warn" | "bad" };

type DialogProps = {
  open: boolean;
  /** Esc, the ground, or the quiet button. */
  onClose: () => void;
  /** The question. */
  title: ReactNode;
  children?: ReactNode;
  points?: readonly DialogPoint[];
  /** The quiet button first, then the filled one that repeats the verb. */
  actions?: ReactNode;
  wide?: boolean;
  className?: string;
};

/**
 * A native `dialog` opened as modal while `open`, closed with focus going back to where it came from.
 * On the server it is written with its `open` attribute, so a question asked by the address
 * (`?confirm=…`) is readable and its form works without script; with script it becomes modal.
 */
export function useModal(open: boolean, onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  // React writes the attribute once: taking it away from a modal dialog would leave the page inert.
  const [openAtFirst] = useState(open);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return undefined;
    const before = document.activeElement;
    if (dialog.open) dialog.close();
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  return {
    ref,
    open: openAtFirst,
    onCancel: (event: { preventDefault: () => void }) => {
      event.preventDefault();
      close.current();
    },
    onClick: (event: { target: EventTarget; currentTarget: EventTarget }) => {
      if (event.target === event.currentTarget) close.current();
    },
  };
}

/** A question with its consequences: a card on a PC, a bottom sheet on a phone. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  points = [],
  actions,
  wide,
  className,
}: DialogProps) {
  const id = useId();
  const modal = useModal(open, onClose);
  return (
    <dialog {...modal} className={cx("dialog", wide && "dialog-wide", className)} aria-labelledby={id}>
      <h2 id={id} className="dialog-title">
        {title}
      </h2>
      {children ? <div className="dialog-text">{children}</div> : null}
      {points.length > 0 ? (
        <ul className="dialog-points">
          {points.map((point, at) => (
            <li key={at} className={point.tone && `dialog-point-${point.tone}`}>
              <Icon name={point.tone && point.tone !== "ok" ? "warning" : "check"} />
              <span>{point.text}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {actions ? <div className="dialog-actions">{actions}</div> : null}
    </dialog>
  );
}
