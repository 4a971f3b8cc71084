import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { correctCustody } from "#app/domain/entries/commands/correct-custody.server.ts";
import { carriers, conditions } from "#app/domain/entries/paper.ts";
import { looksSchema } from "#app/domain/entries/paper-forms.ts";
import { listReceived } from "#app/domain/entries/queries/paper.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { carrierWord, conditionWord } from "#app/http/paper-words.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choice.tsx";
import { TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { roundId = "", eventId = "" } = args.params;
    const [step] = await listReceived(ctx, roundId, { eventId, limit: 1 });
    if (!step) throw new DomainError("not-found", "custody-not-found");
    return { step, desk: `/office/rounds/${roundId}/check-in` };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, looksSchema, async (ctx, looks) => {
    const { code, changed } = await correctCustody(ctx, args.params.eventId ?? "", looks);
    const words = changed ? m.paper_corrected({ code }) : m.paper_correct_same({ code });
    return redirectWithToast(`/office/rounds/${args.params.roundId}/check-in`, words);
  });

/** How an original looked when it came in, written once more; who took it and when stay. */
export default function CorrectCustody() {
  const { step, desk } = useLoaderData<typeof loader>();
  const { field, typed, formError, faults } = fieldState(useActionData<typeof action>() as FormState | undefined);
  const { code, title, unitName, by, at } = step;
  return (
    <>
      <PageHeader
        back={<Link to={desk}>{m.paper_check_in_title()}</Link>}
        title={m.paper_correct_title({ code })}
        hint={<><span className="hand text-[1.25rem]">{title}</span> · {unitName} · {m.paper_by_at({ by: by ?? m.paper_somebody(), at: formatDateTime(new Date(at)) })}</>}
      />
      <Form method="post" className="stack max-w-[560px]">
        <FormError title={formError} faults={faults} />
        <p className="small muted">{m.paper_correct_hint()}</p>
        <RadioGroup
          name="condition" label={m.paper_check_in_condition()} look="pills" defaultValue={typed("condition") ?? step.condition}
          options={conditions.map((value) => ({ value, label: conditionWord(value) }))}
        />
        <TextField {...field("note", step.note)} label={m.paper_check_in_note()} optional autoComplete="off" />
        <TextField {...field("place", step.place)} label={m.paper_check_in_place()} optional maxLength={80} />
        <RadioGroup
          name="carrier" label={m.paper_check_in_carrier()} look="pills" defaultValue={typed("carrier") ?? step.carrier}
          options={carriers.map((value) => ({ value, label: carrierWord(value) }))}
        />
        <div className="cluster">
          <LinkButton to={desk}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" icon="check">{m.paper_correct_submit()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: m.paper_correct_title({ code: page?.step.code ?? "" }) }];
