import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chooseNominee } from "#app/domain/awards/commands/choose.server.ts";
import { nomineeFormSchema } from "#app/domain/awards/model.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { RadioGroup } from "#app/ui/choice.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { formatCount } from "#app/ui/format.ts";
import { ChangeDialog } from "./office.rounds.$roundId.decision/change-dialog.tsx";
import { changeSaved, findChange } from "./office.rounds.$roundId.decision/change.server.ts";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => findChange(ctx, args));

export const action = (args: ActionFunctionArgs) =>
  act(args, nomineeFormSchema.omit({ roundEntryId: true }), async (ctx, { nominated, reason }) => {
    await chooseNominee(ctx, args.params.entryId ?? "", nominated, reason);
    return changeSaved(args);
  });

export default function ChangeNominee() {
  const { row, quota, nominated, back } = useLoaderData<typeof loader>();
  const { field, error, typed, formError } = fieldState(useActionData<typeof action>());
  return (
    <ChangeDialog
      question={m.office_decision_nominee_question({ code: row.code, rank: row.rank })}
      title={row.title} back={back} formError={formError}
    >
      <RadioGroup
        name="nominated"
        label={m.office_decision_nominee_sheet()}
        hint={m.office_decision_tier_places({ given: formatCount(nominated), places: formatCount(quota) })}
        options={[
          { value: "yes", label: m.office_decision_nominated() },
          { value: "no", label: m.office_decision_not_nominated() },
        ]}
        defaultValue={typed("nominated") ?? (row.nominated ? "yes" : "no")}
        error={error("nominated")}
      />
      <TextArea {...field("reason", row.nominationDeparture?.reason ?? "")} label={m.office_decision_reason()} hint={m.office_decision_departure_warning()} />
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
