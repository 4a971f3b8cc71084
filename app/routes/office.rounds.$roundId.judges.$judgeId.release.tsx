import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useParams } from "@remix-run/react";
import { releaseJudge } from "#app/domain/judging/commands/release-judge.server.ts";
import { releaseSchema } from "#app/domain/judging/model.ts";
import { previewRelease } from "#app/domain/judging/queries/release.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choice.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => previewRelease(ctx, args.params.roundId ?? "", args.params.judgeId ?? ""));

export const action = (args: ActionFunctionArgs) =>
  act(args, releaseSchema, async (ctx, input) => {
    const roundId = args.params.roundId ?? "";
    const { waiting, opened } = await releaseJudge(ctx, roundId, args.params.judgeId ?? "", input);
    const words = m.tasks_release_done({ waiting: formatCount(waiting), opened: formatCount(opened) });
    return redirectWithToast(`/office/rounds/${roundId}/judging`, words);
  });

export default function Release() {
  const { name, handedIn, waiting, planned, opened } = useLoaderData<typeof loader>();
  const { roundId } = useParams();
  const { field, error, typed, formError } = fieldState(useActionData<typeof action>());
  const busy = useNavigation().state === "submitting";
  const page = `/office/rounds/${roundId}/judging`;
  const counts = { done: formatCount(handedIn), waiting: formatCount(waiting) };
  return (
    <>
      <PageHeader
        back={<Link to={page}>{m.common_nav_judging()}</Link>}
        title={m.tasks_release_question({ judge: name })} hint={m.tasks_release_counts(counts)}
      />
      <Form method="post" className="stack max-w-[620px]">
        <FormError title={formError} />
        {planned ? null : <p className="muted">{m.tasks_release_all()}</p>}
        <RadioGroup
          name="scores" label={m.tasks_release_way()} defaultValue={typed("scores")} error={error("scores")}
          options={[
            { value: "kept", label: m.tasks_release_kept(), hint: m.tasks_release_kept_hint({ ...counts, opened: formatCount(opened.kept) }) },
            { value: "void", label: m.tasks_release_void(), hint: m.tasks_release_void_hint({ opened: formatCount(opened.void) }) },
            { value: "stays", label: m.tasks_release_stays(), hint: m.tasks_release_stays_hint({ ...counts, opened: formatCount(opened.stays) }) },
          ]}
        />
        {planned ? <Checkbox name="lower" value="yes" label={m.tasks_release_lower()} defaultChecked={typed("lower") === "yes"} /> : null}
        <TextArea {...field("reason")} label={m.tasks_release_reason()} maxLength={1000} />
        <div className="cluster">
          <LinkButton to={page}>{m.ui_confirm_cancel()}</LinkButton>
          <Button kind="primary" busy={busy}>{m.tasks_release_do()}</Button>
        </div>
      </Form>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.tasks_release()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
