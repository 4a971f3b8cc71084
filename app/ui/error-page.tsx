import type { ReactNode } from "react";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { m } from "#app/paraglide/messages.js";

type ErrorPageProps = {
  status: number;
  /** Replaces the standard sentence: the reason and what to do. */
  children?: ReactNode;
  /** A code to read out on the phone. */
  reference?: string;
  homeTo?: string;
};

function words(status: number) {
  if (status === 403 || status === 401) {
    return { title: m.ui_error_403_title(), text: m.ui_error_403_text(), icon: "lock" as const };
  }
  if (status === 409) return { title: m.ui_error_409_title(), text: m.ui_error_409_text(), icon: "clock" as const };
  if (status >= 400 && status < 500) {
    return { title: m.ui_error_404_title(), text: m.ui_error_404_text(), icon: "search" as const };
  }
  return { title: m.ui_error_500_title(), text: m.ui_error_500_text(), icon: "warning" as const };
}

/** The body of an error page; stands inside whatever frame is known. The title is the page's h1. */
export function ErrorPage({ status, children, reference, homeTo = "/" }: ErrorPageProps) {
  const { title, text, icon } = words(status);
  return (
    <div className="error-page">
      <EmptyState
        icon={icon}
        level={1}
        title={title}
        actions={
          <LinkButton to={homeTo} kind="primary" size="l">
            {m.ui_error_home()}
          </LinkButton>
        }
      >
        <p>{children ?? text}</p>
        {reference ? <p className="num small">{m.ui_error_reference({ reference })}</p> : null}
      </EmptyState>
    </div>
  );
}
