import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listRemarks, type RemarkedEntry } from "#app/domain/awards/queries/remarks.server.ts";
import { type RemarkKind, remarkKinds } from "#app/domain/awards/remarks.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

const words: Record<RemarkKind, () => string> = {
  author: m.panel_remarks_author, jury: m.panel_remarks_jury, abstention: m.panel_remarks_abstention,
};

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const query = new URL(args.request.url).searchParams;
    const kind = remarkKinds.find((one) => one === query.get("kind")) ?? null;
    return { roundId, kind, ...(await listRemarks(ctx, roundId, { kind, after: query.get("after") ?? "" })) };
  });

function Remarks({ roundId, entry: { roundEntryId, code, title, remarks } }: { roundId: string; entry: RemarkedEntry }) {
  return (
    <Card title={<Link to={`/office/rounds/${roundId}/entries/${roundEntryId}`}>{`${code} · ${title}`}</Link>}>
      <dl className="stack">
        {remarks.map(({ kind, judge, text }) => (
          <div key={`${kind} ${judge} ${text}`}>
            <dt className="muted small">{`${words[kind]()} · ${judge}`}</dt>
            <dd className="m-0 whitespace-pre-line">{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export default function RoundRemarks() {
  const { roundId, kind, entries, next } = useLoaderData<typeof loader>();
  const at = (query: Record<string, string>) => `?${new URLSearchParams(query)}`;
  const only: Record<string, string> = kind ? { kind } : {};
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${roundId}/decision`}>{m.common_nav_decision()}</Link>}
        title={m.panel_remarks()} hint={m.panel_remarks_hint()}
      />
      <div className="stack">
        <Tabs
          label={m.panel_remarks_filter()} look="pills"
          tabs={[
            { to: `/office/rounds/${roundId}/remarks`, label: m.panel_remarks_all(), current: kind === null },
            ...remarkKinds.map((one) => ({ to: at({ kind: one }), label: words[one](), current: kind === one })),
          ]}
        />
        {entries.map((entry) => <Remarks key={entry.roundEntryId} roundId={roundId} entry={entry} />)}
        {entries.length === 0 ? <EmptyState title={m.panel_remarks_none()}>{m.panel_remarks_none_text()}</EmptyState> : null}
        <Pager nextTo={next ? at({ ...only, after: next }) : null} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.panel_remarks()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
