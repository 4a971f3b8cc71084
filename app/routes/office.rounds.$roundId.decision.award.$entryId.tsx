import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chooseAward } from "#app/domain/awards/commands/choose.server.ts";
import { awardFormSchema } from "#app/domain/awards/model.ts";
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
  act(args, awardFormSchema.omit({ roundEntryId: true }), async (ctx, { tierId, reason }) => {
    await chooseAward(ctx, args.params.entryId ?? "", tierId, reason);
    return changeSaved(args);
  });

export default function ChangeAward() {
  const { row, tiers, back } = useLoaderData<typeof loader>();
  const { field, error, typed, formError } = fieldState(useActionData<typeof action>());
  const options = tiers.map(({ id, name, places, given }) => ({
    value: id, label: name, hint: m.office_decision_tier_places({ given: formatCount(given), places: formatCount(places) }),
  }));
  return (
    <ChangeDialog
      question={m.office_decision_award_question({ code: row.code, rank: row.rank })}
      title={row.title} back={back} formError={formError}
    >
      <RadioGroup
        name="tierId"
        label={m.office_decision_tier()}
        options={[...options, { value: "", label: m.office_decision_no_tier() }]}
        defaultValue={typed("tierId") ?? row.tierId ?? ""}
        error={error("tierId")}
      />
      <TextArea {...field("reason", row.awardDeparture?.reason ?? "")} label={m.office_decision_reason()} hint={m.office_decision_departure_warning()} />
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
