import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { answerDecider } from "#app/domain/awards/commands/answer-decider.server.ts";
import { answerFormSchema } from "#app/domain/awards/model.ts";
import { type DeciderTask, findDeciderTask } from "#app/domain/awards/queries/decider-tasks.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { JuryActions } from "#app/http/jury-actions.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { useJury } from "../jury.tsx";
import { PairForm } from "./pair.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({ task: await findDeciderTask(ctx, args.params.deciderId ?? "") }));

export const action = (args: ActionFunctionArgs) =>
  act(args, answerFormSchema, async (ctx, input) => {
    const deciderId = args.params.deciderId ?? "";
    await answerDecider(ctx, deciderId, input);
    return redirect(`/jury/deciders/${deciderId}`);
  });

function saidWords({ left, right, answer }: NonNullable<DeciderTask["last"]>): string {
  if (answer === "equal") return m.decider_answer_said_equal({ left, right });
  const [better, worse] = answer === "left" ? [left, right] : [right, left];
  return m.decider_answer_said_better({ better, worse });
}

/** The last answer in words, and the way to take it back. */
function Last({ id, last }: Pick<DeciderTask, "id" | "last">) {
  if (!last) return null;
  return (
    <Form method="post" action={`/jury/deciders/${id}/undo`} className="cluster mt-4">
      <input type="hidden" name="answerId" value={last.answerId} />
      <span className="muted num">{saidWords(last)}</span>
      <Button icon="undo">{m.decider_undo()}</Button>
    </Form>
  );
}

function Ended({ state }: Pick<DeciderTask, "state">) {
  const over = state === "over";
  return (
    <EmptyState
      title={over ? m.decider_over_title() : m.decider_finished_title()}
      actions={<LinkButton to="/jury" kind="primary">{m.decider_back_home()}</LinkButton>}
    >
      {over ? m.decider_over_text() : m.decider_finished_text()}
    </EmptyState>
  );
}

export default function Decider() {
  const { task } = useLoaderData<typeof loader>();
  const { formError, faults } = fieldState(useActionData<typeof action>());
  const { theme } = useJury();
  const { id, state, pair, last, answered, of } = task;
  return (
    <JuryFrame
      title={m.decider_title()}
      place={task.categoryName}
      progress={{ done: answered, total: of, label: m.decider_pairs() }}
      theme={theme}
      actions={<JuryActions theme={theme} />}
    >
      <FormError title={formError} faults={faults} />
      {pair ? <PairForm task={task} pair={pair} /> : <Ended state={state} />}
      {state === "over" ? null : <Last id={id} last={last} />}
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.decider_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
