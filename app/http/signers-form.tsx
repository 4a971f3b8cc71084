import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { fieldState } from "./field-state.ts";
import type { FormState } from "./form.server.ts";

type SignersFormProps = {
  state: FormState | undefined;
  /** Who gives and who receives, by their units, and the names known already. */
  giverUnit: string;
  receiverUnit: string;
  giver?: string;
  receiver?: string;
  submit: string;
  backTo: string;
  children?: ReactNode;
};

/** Who signs a hand-over note on both sides; `children` are what it is about. */
export function SignersForm({ state, giverUnit, receiverUnit, giver = "", receiver = "", submit, backTo, children }: SignersFormProps) {
  const { field, formError } = fieldState(state);
  const busy = useNavigation().state === "submitting";
  return (
    <Form method="post" className="stack max-w-[720px]">
      <FormError title={formError} />
      {children}
      <Fieldset legend={m.paper_giver_side({ unit: giverUnit })}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField {...field("giver", giver)} label={m.paper_person()} maxLength={80} />
          <TextField {...field("giverPost")} label={m.paper_post()} optional maxLength={80} />
        </div>
      </Fieldset>
      <Fieldset legend={m.paper_receiver_side({ unit: receiverUnit })}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField {...field("receiver", receiver)} label={m.paper_person()} maxLength={80} />
          <TextField {...field("receiverPost")} label={m.paper_post()} optional maxLength={80} />
        </div>
      </Fieldset>
      <TextField {...field("place")} label={m.paper_place()} optional maxLength={80} />
      <TextArea {...field("note")} label={m.paper_note_note()} optional />
      <div className="cluster">
        <LinkButton to={backTo}>{m.ui_confirm_cancel()}</LinkButton>
        <Button kind="primary" icon="file-text" busy={busy}>{submit}</Button>
      </div>
    </Form>
  );
}
