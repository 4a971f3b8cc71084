import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/** What a note says: a warning, a fault, news, or that something is done. */
export type NoteTone = "warn" | "bad" | "info" | "ok";

const ICONS: Record<NoteTone, IconName> = { warn: "warning", bad: "warning", info: "info", ok: "check" };

type NoteProps = {
  tone: NoteTone;
  icon?: IconName;
  /** The first, bold sentence. */
  title?: ReactNode;
  children?: ReactNode;
  /** `alert` interrupts a screen reader: only for what came from the user's last act. */
  role?: "alert" | "status";
  /** Buttons or links under the text. */
  actions?: ReactNode;
};

/** A message that stays in the page. Errors that need an act belong here, not in a toast. */
export function Note({ tone, icon, title, children, role, actions }: NoteProps) {
  return (
    <div className={`note note-${tone}`} role={role}>
      <Icon name={icon ?? ICONS[tone]} />
      <div className="note-body">
        {title ? <b>{title}</b> : null}
        {title && children ? " " : null}
        {children}
        {actions ? <div className="note-actions">{actions}</div> : null}
      </div>
    </div>
  );
}
