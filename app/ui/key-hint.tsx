import type { ReactNode } from "react";

/** A key of the keyboard, shown where it acts. */
export function KeyHint({ children }: { children: ReactNode }) {
  return <kbd className="key-hint">{children}</kbd>;
}

/** The list of keys of a page. */
export function KeyList({ keys }: { keys: readonly { keys: readonly string[]; does: ReactNode }[] }) {
  return (
    <ul className="key-list">
      {keys.map((entry) => (
        <li key={entry.keys.join("+")}>
          <span className="key-list-keys">
            {entry.keys.map((key) => (
              <KeyHint key={key}>{key}</KeyHint>
            ))}
          </span>
          <span>{entry.does}</span>
        </li>
      ))}
    </ul>
  );
}
