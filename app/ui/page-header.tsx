import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** One quiet line under the title. */
  hint?: ReactNode;
  /** Buttons at the right; under the title on phones. */
  actions?: ReactNode;
  /** A way back, above the title. */
  back?: ReactNode;
};

/** The head of a tool's page: one h1, one hint, at most one filled button. */
export function PageHeader({ title, hint, actions, back }: PageHeaderProps) {
  return (
    <div className="page-header">
      <div className="page-header-text">
        {back}
        <h1 className="page-title">{title}</h1>
        {hint ? <p className="page-hint">{hint}</p> : null}
      </div>
      {actions ? <div className="page-header-actions">{actions}</div> : null}
    </div>
  );
}
