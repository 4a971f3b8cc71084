import { Form, Link, useNavigation } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { fieldState } from "../field-state.ts";

type QuestionProps = {
  title: string; hint: string; submit: string; kind: "primary" | "danger"; back: string; answer: Parameters<typeof fieldState>[0];
};

/** A question about a list before a grave act, and where a refusal of it is said. */
export function ListQuestion({ title, hint, submit, kind, back, answer }: QuestionProps) {
  const { formError } = fieldState(answer);
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <PageHeader back={<Link to={back}>{m.import_cancel()}</Link>} title={title} hint={hint} />
      <Form method="post" className="stack">
        <FormError title={formError} />
        <div className="cluster">
          <LinkButton to={back}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind={kind} busy={busy}>{submit}</Button>
        </div>
      </Form>
    </>
  );
}
