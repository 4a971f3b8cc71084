import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { findAuditLog } from "#app/domain/documents/audit-log.server.ts";
import { load } from "#app/http/page.server.ts";
import { knownActions } from "#app/http/action-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select } from "#app/ui/field.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { ChainNote } from "./chain-note.tsx";
import { EventTable } from "./event-table.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const before = query.get("before") ?? "";
    const filter = {
      contestId: query.get("contest") || undefined,
      action: query.get("action") || undefined,
      before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
    };
    const log = await findAuditLog(ctx, filter, query.get("verify") === "yes");
    return { filter, log, now: ctx.now };
  });

export default function AuditPage() {
  const { filter, log, now } = useLoaderData<typeof loader>();
  const at = (before: number | null) => {
    const query = new URLSearchParams();
    if (filter.contestId) query.set("contest", filter.contestId);
    if (filter.action) query.set("action", filter.action);
    if (before !== null) query.set("before", String(before));
    return `/office/audit?${query}`;
  };
  return (
    <>
      <PageHeader
        title={m.office_audit_title()}
        hint={m.office_audit_hint()}
        actions={
          <Form method="get">
            <Button name="verify" value="yes" icon="seal">{m.office_audit_verify()}</Button>
          </Form>
        }
      />
      <div className="stack">
        {log.chain ? <ChainNote chain={log.chain} now={now} /> : null}
        <Form method="get" className="card grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <Select
            label={m.office_audit_contest()} name="contest" defaultValue={filter.contestId ?? ""}
            options={[
              { value: "", label: m.office_audit_all() },
              ...log.contests.map(({ id, name, year }) => ({ value: id, label: `${name} · ${year}` })),
            ]}
          />
          <Select
            label={m.office_audit_action()} name="action" defaultValue={filter.action ?? ""}
            options={[
              { value: "", label: m.office_audit_all() },
              ...knownActions(),
            ]}
          />
          <Button icon="search">{m.office_audit_filter()}</Button>
        </Form>
        {log.events.length > 0 ? (
          <EventTable events={log.events} />
        ) : (
          <EmptyState title={m.office_audit_empty()}>{m.office_audit_empty_text()}</EmptyState>
        )}
        <Pager
          previousTo={filter.before === undefined ? null : at(null)}
          nextTo={log.nextBefore === null ? null : at(log.nextBefore)}
          note={m.office_audit_shown({ count: log.events.length })}
        />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_audit_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
