import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

type EmptyStateProps = {
  title: ReactNode;
  children?: ReactNode;
  /** The first act, as a button; a second one as text below. */
  actions?: ReactNode;
  /** In place of the drawn sheets: an icon in a yellow round, for a fault. */
  icon?: IconName;
  level?: 1 | 2 | 3;
};

function Sheets() {
  return (
    <svg className="empty-sheets" viewBox="20 10 230 140" aria-hidden="true">
      <g className="empty-paper">
        <rect x="36" y="26" width="130" height="92" rx="2" transform="rotate(-6 100 70)" />
        <rect x="84" y="22" width="130" height="92" rx="2" transform="rotate(4 150 70)" />
      </g>
      <g fill="none" strokeLinecap="round">
        <path d="M104 92c14-30 26-34 34-8s20-26 30-32 16 18 22 26" stroke="#5fb35f" strokeWidth="6" />
        <circle cx="122" cy="50" r="9" stroke="#f4b61f" strokeWidth="5" />
        <path className="empty-crayon" d="M196 96l34 34" strokeWidth="13" />
        <path d="M206 106l8-8" stroke="#94a1d6" strokeWidth="3" />
      </g>
    </svg>
  );
}

/** What will be here, and the first act that brings it. */
export function EmptyState({ title, children, actions, icon, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="empty">
      {icon ? (
        <span className="empty-icon">
          <Icon name={icon} size="l" />
        </span>
      ) : (
        <Sheets />
      )}
      <Heading className="empty-title">{title}</Heading>
      {children ? <div className="empty-text">{children}</div> : null}
      {actions ? <div className="empty-actions">{actions}</div> : null}
    </div>
  );
}
