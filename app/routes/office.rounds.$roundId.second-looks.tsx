import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { askSecondLook } from "#app/domain/judging/commands/second-looks.server.ts";
import { secondLookSchema } from "#app/domain/judging/model.ts";
import { findSecondLooks, type LookResult, type SecondLooks } from "#app/domain/judging/queries/second-looks.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount, formatDateTime, formatScore } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    return { roundId, looks: await findSecondLooks(ctx, roundId) };
  });

/** Asks for a second look at one work, or at all that are listed. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/second-looks`;
  const outcome = await act(args, secondLookSchema, async (ctx, { entryId }) => {
    const { works, sheets } = await askSecondLook(ctx, args.params.roundId ?? "", entryId);
    const done = m.looks_asked_done({ works: formatCount(works), sheets: formatCount(sheets) });
    return redirectWithToast(page, works > 0 ? done : m.looks_asked_nothing());
  });
  return refusalAsToast(outcome, page);
}

function Apart({ apart, busy }: Pick<SecondLooks, "apart"> & { busy: boolean }) {
  return (
    <Card title={m.looks_apart()}>
      <Form method="post" className="stack">
        <p className="muted">{m.looks_ask_hint()}</p>
        <ul className="stack">
          {apart.map(({ entryId, code, finished, judges }) => (
            <li key={entryId} className="cluster justify-between">
              <span>
                <b>{code}</b>{" "}
                <span className="muted">{m.looks_finished({ done: formatCount(finished), total: formatCount(judges) })}</span>
              </span>
              <Button size="s" name="entryId" value={entryId} busy={busy} aria-label={m.looks_ask_of({ code })}>{m.looks_ask()}</Button>
            </li>
          ))}
        </ul>
        {apart.length > 1 ? (
          <Button kind="primary" name="entryId" value="all" busy={busy} className="sm:justify-self-start">
            {m.looks_ask_all({ count: formatCount(apart.length) })}
          </Button>
        ) : null}
      </Form>
    </Card>
  );
}

function Asked({ asked }: Pick<SecondLooks, "asked">) {
  return (
    <Card title={m.looks_asked()}>
      <ul className="stack">
        {asked.map(({ entryId, code, askedAt, asked: judges, answered }) => (
          <li key={entryId} className="cluster justify-between">
            <span><b>{code}</b> <span className="muted">{formatDateTime(askedAt)}</span></span>
            <span className="num">{m.looks_answered({ done: formatCount(answered), total: formatCount(judges) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function resultWords({ judge, first, last, outcome }: LookResult["sheets"][number]): string {
  const words = { judge, first: formatScore(first), last: last === null ? "" : formatScore(last) };
  if (outcome === "changed") return m.looks_result_changed(words);
  return outcome === "kept" ? m.looks_result_kept(words) : m.looks_result_lapsed(words);
}

function Results({ results }: { results: LookResult[] }) {
  if (results.length === 0) return <EmptyState title={m.looks_results_none()} />;
  return (
    <Card title={m.looks_results()}>
      <ul className="stack">
        {results.map(({ entryId, code, sheets }) => (
          <li key={entryId}>
            <b>{code}</b>
            <ul className="list-disc pl-5">
              {sheets.map((sheet) => <li key={sheet.judge} className="num">{resultWords(sheet)}</li>)}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export default function SecondLooksPage() {
  const { roundId, looks } = useLoaderData<typeof loader>();
  const { phase, limit, changesLeft, apart, asked, results } = looks;
  const busy = useNavigation().state === "submitting";
  const mayChange = phase === "open" || phase === "screening" || changesLeft !== null;
  return (
    <div className="stack-wide">
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/judging`}>{m.common_nav_judging()}</Link>}
        title={m.looks_title()}
        hint={m.looks_hint()}
        actions={mayChange ? <LinkButton to="limit">{m.looks_limit_change()}</LinkButton> : null}
      />
      <p>{limit === null ? m.looks_limit_off() : m.looks_limit_is({ limit: formatScore(limit) })}</p>
      {apart.length > 0 ? <Apart apart={apart} busy={busy} /> : null}
      {limit !== null && apart.length === 0 && phase === "judging" ? <EmptyState title={asked.length > 0 ? m.looks_apart_no_more() : m.looks_apart_none()} /> : null}
      {results ? <Results results={results} /> : null}
      {!results && asked.length > 0 ? <Asked asked={asked} /> : null}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.looks_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
