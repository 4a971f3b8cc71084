import { Form, useNavigation } from "@remix-run/react";
import type { ComponentProps, ReactNode } from "react";
import { fieldState } from "#app/http/field-state.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";

type Props = Pick<ComponentProps<typeof Button>, "kind" | "icon"> & {
  /** What the action answered, with what was typed. */
  answer: Parameters<typeof fieldState>[0];
  cancelTo: string;
  label: string;
  hint?: string;
  /** The words of the button that does it. */
  does: string;
  /** What follows from it. */
  children?: ReactNode;
};

/** Asks for the reason of one act, which is kept with it; the field is what `reasonSchema` reads. */
export function ReasonForm({ answer, cancelTo, label, hint, does, kind = "primary", icon, children }: Props) {
  const { field, formError } = fieldState(answer);
  const busy = useNavigation().state === "submitting";
  return (
    <Form method="post" className="stack max-w-[620px]">
      <FormError title={formError} />
      {children}
      <TextArea {...field("reason")} label={label} hint={hint} maxLength={1000} />
      <div className="cluster">
        <LinkButton to={cancelTo}>{m.ui_confirm_cancel()}</LinkButton>
        <Button kind={kind} icon={icon} busy={busy}>{does}</Button>
      </div>
    </Form>
  );
}
