import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findVersions } from "#app/domain/entries/queries/versions.server.ts";
import { load } from "#app/http/page.server.ts";
import { fieldsLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime, formatDay } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Version } from "./version.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const found = await findVersions(ctx, args.params.roundId ?? "", args.params.roundEntryId ?? "");
    const asked = Number(new URL(args.request.url).searchParams.get("after"));
    const after = found.versions.find(({ number }) => number === asked) ?? found.versions.at(-1) ?? null;
    const before = found.versions.find(({ number }) => number === (after?.number ?? 0) - 1) ?? null;
    return { ...found, before, after };
  });

/** Two versions of one work side by side, with what changed marked, and why it was returned in between. */
export default function Versions() {
  const { roundId, id, code, title, versions, returns, before, after } = useLoaderData<typeof loader>();
  const at = `/office/rounds/${roundId}/entries/${id}`;
  return (
    <>
      <PageHeader
        back={<Link to={at}>{code}</Link>} title={m.returns_versions_title({ code })}
        hint={<span className="hand text-[1.25rem]">{title}</span>}
      />
      <div className="stack">
        {versions.length > 2 ? (
          <Tabs
            label={m.returns_versions_choose()} look="pills"
            tabs={versions.slice(1).map(({ number }) => ({
              to: `${at}/versions?after=${number}`, label: m.returns_versions_pair({ before: number - 1, after: number }),
              current: number === after?.number,
            }))}
          />
        ) : null}
        <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
          {before ? <Version version={before} changed={after?.changed ?? []} /> : null}
          {after ? <Version version={after} changed={after.changed} /> : null}
        </div>
        {returns.length > 0 ? (
          <Card title={m.returns_history_title()}>
            <ol className="stack">
              {returns.map((one) => (
                <li key={String(one.at)}>
                  <b>{m.returns_line({ fields: fieldsLine(one.fields), day: formatDay(one.dueOn) })}</b>
                  <span className="block">{one.reason}</span>
                  <span className="small muted num block">
                    {m.office_entries_event_by({ by: one.by ?? "", at: formatDateTime(one.at) })}
                    {one.endedAt && one.outcome ? ` · ${outcomeWords[one.outcome]()} ${formatDateTime(one.endedAt)}` : ""}
                  </span>
                </li>
              ))}
            </ol>
          </Card>
        ) : null}
      </div>
    </>
  );
}

const outcomeWords = {
  resubmitted: () => m.returns_outcome_resubmitted(),
  "taken-back": () => m.returns_outcome_taken_back(),
  replaced: () => m.returns_outcome_replaced(),
  lapsed: () => m.returns_outcome_lapsed(),
};

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? m.returns_versions_title({ code: page.code }) : m.returns_page_title() }];
