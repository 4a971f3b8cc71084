import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { settleFlag } from "#app/domain/judging/commands/flags.server.ts";
import { flagAnswerSchema } from "#app/domain/judging/model.ts";
import { listFlags, type OfficeFlag } from "#app/domain/judging/queries/jury-notes.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { flagWords } from "#app/http/flag-words.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    return { roundId, ...(await listFlags(ctx, roundId)) };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, flagAnswerSchema, async (ctx, answer) => {
    const roundId = args.params.roundId ?? "";
    await settleFlag(ctx, roundId, answer);
    return redirectWithToast(`/office/rounds/${roundId}/flags`, m.lighttable_flags_answered());
  });

type Answering = ReturnType<typeof fieldState> | null;

function FlagCard({ roundId, flag, answering }: { roundId: string; flag: OfficeFlag; answering: Answering }) {
  const entry = <Link to={`/office/rounds/${roundId}/entries/${flag.roundEntryId}`}>{`${flag.entryCode} · ${flag.title}`}</Link>;
  return (
    <Card title={entry}>
      <div className="stack">
        <p>
          <b>{flagWords(flag.reason)}</b>
          <br />
          <span className="muted small">{m.lighttable_flags_by({ judge: flag.judgeName, moment: formatDateTime(flag.flaggedAt) })}</span>
        </p>
        {flag.note ? <p className="whitespace-pre-line">{flag.note}</p> : null}
        {flag.settledAt ? (
          <p className="muted">{m.lighttable_flags_answered_at({ moment: formatDateTime(flag.settledAt), answer: flag.answer })}</p>
        ) : (
          <Form method="post" className="stack">
            <FormError title={answering?.formError} />
            <input type="hidden" name="flagId" value={flag.id} />
            <TextArea
              name="answer"
              label={m.lighttable_flags_answer()}
              maxLength={1000}
              defaultValue={answering?.typed("answer")}
              error={answering?.error("answer")}
            />
            <Button kind="primary" icon="check">{m.lighttable_flags_answer()}</Button>
          </Form>
        )}
      </div>
    </Card>
  );
}

export default function Flags() {
  const { roundId, flags } = useLoaderData<typeof loader>();
  const state = fieldState(useActionData<typeof action>());
  return (
    <div className="stack-wide">
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/judging`}>{m.common_nav_judging()}</Link>}
        title={m.lighttable_flags_title()}
        hint={m.lighttable_flags_hint()}
      />
      {flags.length === 0 ? <EmptyState title={m.lighttable_flags_none()} icon="flag" /> : null}
      {flags.map((flag) => (
        <FlagCard key={flag.id} roundId={roundId} flag={flag} answering={state.typed("flagId") === flag.id ? state : null} />
      ))}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.lighttable_flags_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
