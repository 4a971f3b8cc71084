import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { findHandover, type HandoverItem } from "#app/domain/entries/queries/handovers.server.ts";
import { load } from "#app/http/page.server.ts";
import { carrierWord, conditionWord, movementWord } from "#app/http/paper-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, async (ctx) => ({ note: await findHandover(ctx, args.params.handoverId ?? "") }));

const columns = (): readonly Column<HandoverItem>[] => [
  { key: "code", header: m.office_entries_column_code(), card: "title", cell: (item) => <b className="num whitespace-nowrap">{item.code}</b> },
  { key: "title", header: m.office_entries_column_title(), cell: (item) => <span className="hand text-[1.125rem]">{item.title}</span> },
  { key: "category", header: m.office_entries_category(), cell: (item) => item.categoryName },
  { key: "carrier", header: m.paper_column_where(), cell: (item) => carrierWord(item.carrier) },
  { key: "condition", header: m.paper_check_in_condition(), cell: (item) => [conditionWord(item.condition), item.note].filter(Boolean).join(" · ") },
];

export default function Handover() {
  const { note } = useLoaderData<typeof loader>();
  const at = `/office/rounds/${note.roundId}/handovers/${note.id}`;
  const [giverUnit, receiverUnit] = note.movement === "received" ? [note.unitName, note.hostName] : [note.hostName, note.unitName];
  const side = (unit: string, name: string, post: string) => [unit, name, post].filter((part) => part !== "").join(" · ");
  const facts: [string, string][] = [
    [m.paper_giver(), side(giverUnit, note.giver, note.giverPost)],
    [m.paper_receiver(), side(receiverUnit, note.receiver, note.receiverPost)],
    [m.paper_place(), note.place],
    [m.paper_drafted_at(), formatDateTime(note.draftedAt)],
    [m.paper_note_note(), note.note],
  ];
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${note.roundId}/paper`}>{m.paper_title()}</Link>}
        title={m.paper_note_line({ movement: movementWord(note.movement), unit: note.unitName, count: formatCount(note.items.length) })}
        actions={<a className="btn btn-primary" href={`${at}/note.pdf`}><span className="btn-face"><Icon name="print" />{m.paper_note_print()}</span></a>}
      />
      <div className="stack">
        {note.signedAt ? <Note tone="ok">{m.paper_note_signed_at({ at: formatDateTime(note.signedAt) })}</Note> : (
          <Card>
            <div className="stack">
              <p>{m.paper_note_sign_text()}</p>
              <div className="cluster">
                <Form method="post" action={`${at}/signature`}><Button icon="check">{m.paper_note_sign()}</Button></Form>
                <Form method="post" action={`${at}/removal`}><Button kind="danger-line" icon="trash">{m.paper_note_discard()}</Button></Form>
              </div>
            </div>
          </Card>
        )}
        <Card>
          <dl className="facts">
            {facts.filter(([, value]) => value !== "").map(([label, value]) => <Fragment key={label}><dt>{label}</dt><dd>{value}</dd></Fragment>)}
          </dl>
        </Card>
        <DataTable caption={m.paper_note_items()} columns={columns()} rows={note.items} rowKey={(item) => item.code} />
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.paper_notes_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
