import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { criteriaVersionSchema } from "#app/domain/contests/forms.ts";
import { reviseCriteria } from "#app/domain/judging/commands/revise-criteria.server.ts";
import { findCriteriaVersions, previewRevision } from "#app/domain/judging/queries/criteria-versions.server.ts";
import { CriterionFields, criterionLines } from "#app/http/criterion-fields.tsx";
import { fieldState } from "#app/http/field-state.ts";
import { readFormData, typedValues } from "#app/http/form-body.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Effect } from "./effect.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { name, number, criteria, may } = await findCriteriaVersions(ctx, args.params.contestId ?? "", args.params.code ?? "");
    if (!may.revise) throw new DomainError("not-found", "category-unknown");
    return { name, number, criteria };
  });

export async function action(args: ActionFunctionArgs) {
  const { contestId = "", code = "" } = args.params;
  const values = typedValues(await readFormData(args.request.clone() as Request));
  return act(args, criteriaVersionSchema, async (ctx, input) => {
    // A preview gives the form back as it was typed, with what would come of it.
    if (input.next === "preview") {
      return { values, errors: {}, formError: null, input, revision: await previewRevision(ctx, contestId, code, input) };
    }
    const { number, returned } = await reviseCriteria(ctx, contestId, code, input);
    const words = returned > 0 ? m.criteria_done_returned({ number, count: formatCount(returned) }) : m.criteria_done({ number });
    return redirectWithToast(`/office/contests/${contestId}/categories/${code}/criteria`, words);
  });
}

export default function NewVersion() {
  const { name, number, criteria } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { field, typed, formError, faults } = fieldState(answer);
  const busy = useNavigation().state === "submitting";
  const previewed = answer && "revision" in answer ? answer : null;
  const back = "../criteria";
  return (
    <div className="stack-wide max-w-[720px]">
      <Link to={back} relative="path">{m.office_category_criteria()}: {name}</Link>
      <h2 className="section-title">{m.criteria_new_title({ number: number + 1 })}</h2>
      <p className="muted">{m.criteria_new_hint()}</p>
      {previewed ? <Effect input={previewed.input} revision={previewed.revision} busy={busy} /> : null}
      <Form method="post" className="stack-wide" key={answer && "values" in answer ? JSON.stringify(answer.values) : ""}>
        <FormError title={formError} faults={faults} />
        <input type="hidden" name="base" defaultValue={typed("base") ?? String(number)} />
        <CriterionFields lines={criterionLines(criteria)} field={field} typed={typed} />
        <TextArea {...field("reason")} label={m.criteria_reason()} hint={m.criteria_reason_hint()} maxLength={1000} />
        <div className="cluster">
          <LinkButton to={back} relative="path">{m.ui_confirm_cancel()}</LinkButton>
          <Button name="next" value="preview" kind={previewed ? "secondary" : "primary"} busy={busy}>{m.criteria_preview()}</Button>
        </div>
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.criteria_new()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
