import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { saveCriteria } from "#app/domain/contests/commands/edit-categories.server.ts";
import { criteriaSchema } from "#app/domain/contests/forms.ts";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { findCriteriaVersions } from "#app/domain/judging/queries/criteria-versions.server.ts";
import { CriterionFields, criterionLines } from "#app/http/criterion-fields.tsx";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { reasonWords } from "#app/http/words.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { Note } from "#app/ui/note.tsx";
import { History, Rubric } from "./versions.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contestId = "", code = "" } = args.params;
    const versions = await findCriteriaVersions(ctx, contestId, code);
    const { frozen, may } = await findSetup(ctx, contestId);
    const { closed } = versions;
    const against = closed && frozen ? reasonWords(closed.reason, { round: closed.round }) : null;
    return { ...versions, frozen: frozen || versions.number > 1, mayEdit: may.edit, against };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, criteriaSchema, async (ctx, value) => {
    const { contestId = "", code = "" } = args.params;
    await saveCriteria(ctx, contestId, code, value);
    return redirectWithToast(`/office/contests/${contestId}/categories/${code}`, m.office_saved());
  });

/** The way out of the refusal: a new version with a reason. */
function WayOut({ against, may }: { against: string | null; may: boolean }) {
  return (
    <Note
      tone="info" icon="lock" title={m.criteria_frozen_title()}
      actions={may && !against ? <LinkButton to="version" kind="primary" icon="pencil">{m.criteria_new()}</LinkButton> : null}
    >
      {against ?? m.criteria_frozen_text()}
    </Note>
  );
}

/** Before the opening the form of the rubric; afterwards what stands, the way to a new version, and all earlier ones. */
export default function Criteria() {
  const { name, number, criteria, earlier, frozen, mayEdit, may, against } = useLoaderData<typeof loader>();
  const { field, typed, formError, faults, refused } = fieldState(useActionData<typeof action>());
  const back = <Link to=".." relative="path">{name}</Link>;
  if (frozen && !refused) {
    return (
      <div className="stack-wide max-w-[720px]">
        {back}
        <WayOut against={against} may={may.revise} />
        <Rubric title={m.criteria_now({ number })} criteria={criteria} />
        <History earlier={earlier} />
      </div>
    );
  }
  return (
    <Form method="post" className="stack-wide max-w-[720px]">
      {back}
      <p className="muted">{m.office_criteria_hint()}</p>
      <FormError title={formError} faults={faults} />
      {formError ? <WayOut against={against} may={may.revise} /> : null}
      <CriterionFields lines={criterionLines(criteria.map(({ id: _, ...one }) => one))} field={field} typed={typed} />
      {mayEdit ? <Button kind="primary" className="sm:justify-self-start">{m.office_save()}</Button> : null}
    </Form>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_category_criteria() }];
