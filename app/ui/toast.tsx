import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { m } from "#app/paraglide/messages.js";

/** A short word after an act that can be undone or is being tried again. */
export type ToastMessage = {
  text: string;
  tone?: "ok" | "warn";
  /** One act, such as undo. */
  action?: { label: string; run: () => void };
};

type Shown = ToastMessage & { id: number };

const SHOWN_MS = 6000;
const NONE: readonly Shown[] = [];
let shown: readonly Shown[] = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Shown[]) {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a toast. For the browser only, from an event or an effect. */
export function showToast(message: ToastMessage): void {
  lastId += 1;
  publish([...shown, { ...message, id: lastId }]);
}

function dismiss(id: number) {
  publish(shown.filter((toast) => toast.id !== id));
}

function Toast({ toast, onDone }: { toast: ToastMessage; onDone: () => void }) {
  const [held, setHeld] = useState(false);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => done.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  const { action } = toast;
  return (
    <div
      className={`toast toast-${toast.tone ?? "ok"}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.tone === "warn" ? "warning" : "check"} />
      <span className="toast-text">{toast.text}</span>
      {action ? (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            action.run();
            onDone();
          }}
        >
          {action.label}
        </button>
      ) : (
        <IconButton icon="close" label={m.ui_close()} className="toast-close" onClick={onDone} />
      )}
    </div>
  );
}

/**
 * The live region at the end of the page. `message` is what the server said after the last act: it is in the
 * HTML, so it is read without script too, where it simply stays.
 */
export function ToastRegion({ message }: { message?: string | null }) {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
  const [seen, setSeen] = useState<string | null>(null);
  useEffect(() => {
    if (!message) setSeen(null);
  }, [message]);
  const fromServer = message && message !== seen ? message : null;
  return (
    <div className="toast-region no-print" role="status" aria-label={m.ui_toast_region()}>
      {fromServer ? (
        <Toast key={fromServer} toast={{ text: fromServer }} onDone={() => setSeen(fromServer)} />
      ) : null}
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onDone={() => dismiss(toast.id)} />
      ))}
    </div>
  );
}
