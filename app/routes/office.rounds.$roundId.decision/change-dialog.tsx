import { Form, useNavigate, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { FormError } from "#app/ui/form-error.tsx";

type ChangeDialogProps = { question: string; title: string; back: string; formError?: string; save?: string; children: ReactNode };

/** The dialog of one decision: the work's title where it is about one, then the choice and its reason as `children`. */
export function ChangeDialog({ question, title, back, formError, save, children }: ChangeDialogProps) {
  const navigate = useNavigate();
  const busy = useNavigation().state === "submitting";
  return (
    <Dialog open onClose={() => navigate(back, { preventScrollReset: true })} title={question}>
      <Form method="post" className="stack" preventScrollReset>
        <FormError title={formError} />
        {title ? <p className="hand text-xl">{title}</p> : null}
        {children}
        <div className="dialog-actions">
          <LinkButton to={back} preventScrollReset>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{save ?? m.office_decision_save()}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
