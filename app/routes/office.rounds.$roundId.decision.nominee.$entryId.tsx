import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigate, useNavigation } from "@remix-run/react";
import { chooseNominee } from "#app/domain/awards/commands/choose.server.ts";
import { nomineeFormSchema } from "#app/domain/awards/model.ts";
import { findDecisionRow } from "#app/domain/awards/queries/decision.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";

const backTo = ({ params, request }: Pick<LoaderFunctionArgs, "params" | "request">) => {
  const category = new URL(request.url).searchParams.get("category");
  return `/office/rounds/${params.roundId}/decision${category ? `?category=${encodeURIComponent(category)}` : ""}`;
};

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({
    back: backTo(args),
    ...(await findDecisionRow(ctx, args.params.roundId ?? "", args.params.entryId ?? "")),
  }));

export const action = (args: ActionFunctionArgs) =>
  act(args, nomineeFormSchema.omit({ roundEntryId: true }), async (ctx, { nominated, reason }) => {
    await chooseNominee(ctx, args.params.entryId ?? "", nominated, reason);
    return redirectWithToast(backTo(args), m.office_decision_saved());
  });

export default function ChangeNominee() {
  const { row, quota, nominated, back } = useLoaderData<typeof loader>();
  const { field, error, typed, formError } = fieldState(useActionData<typeof action>());
  const navigate = useNavigate();
  const busy = useNavigation().state === "submitting";
  return (
    <Dialog
      open
      onClose={() => navigate(back, { preventScrollReset: true })}
      title={m.office_decision_nominee_question({ code: row.code, rank: row.rank })}
    >
      <Form method="post" className="stack" preventScrollReset>
        <FormError title={formError} />
        <p className="hand text-xl">{row.title}</p>
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
        <div className="dialog-actions">
          <LinkButton to={back} preventScrollReset>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{m.office_decision_save()}</Button>
        </div>
      </Form>
    </Dialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
