import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { openDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { finalFormSchema } from "#app/domain/awards/model.ts";
import { listFinalChoices } from "#app/domain/awards/queries/deciders.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Checkbox } from "#app/ui/choice.tsx";
import { TextField } from "#app/ui/field.tsx";
import { ChangeDialog } from "./office.rounds.$roundId.decision/change-dialog.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", categoryId = "" } = args.params;
    return { choices: await listFinalChoices(ctx, roundId, categoryId), back: `/office/rounds/${roundId}/decision?category=${categoryId}` };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, finalFormSchema, async (ctx, chosen) => {
    const { roundId = "", categoryId = "" } = args.params;
    const { deciderId } = await openDecider(ctx, roundId, { kind: "final", categoryId, ...chosen });
    return redirectWithToast(`/office/rounds/${roundId}/deciders/${deciderId}`, m.decider_opened());
  });

export default function OpenFinal() {
  const { choices, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { field, error, formError } = fieldState(answer);
  const ticked = new Set([(answer as FormState | undefined)?.values?.entryIds].flat());
  return (
    <ChangeDialog
      question={m.decider_final_open()} title="" back={back} formError={formError ?? error("entryIds")} save={m.decider_open()}
    >
      <p>{m.decider_final_hint()}</p>
      <fieldset className="choices">
        <legend className="field-label">{m.decider_final_entries()}</legend>
        {choices.map(({ entryId, code, title, rank }) => (
          <Checkbox
            key={entryId} name="entryIds" value={entryId} defaultChecked={ticked.has(entryId)}
            label={m.decider_final_entry({ rank, code, title })}
          />
        ))}
      </fieldset>
      <TextField label={m.decider_final_places()} hint={m.decider_final_places_hint()} inputMode="numeric" optional {...field("places")} />
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
