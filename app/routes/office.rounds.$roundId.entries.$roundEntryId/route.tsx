import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { findRoundEntry } from "#app/domain/entries/queries/for-office.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { usbUploadSlug } from "#app/domain/entries/usb-uploads.server.ts";
import { load } from "#app/http/page.server.ts";
import { PaperChip } from "#app/http/paper-parts.tsx";
import { onBehalfLine, returnLine } from "#app/http/return-words.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import { Authors } from "./authors.tsx";
import { FileCard } from "./file-card.tsx";
import { History } from "./history.tsx";
import { UsbCard } from "./usb-card.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({
    entry: await findRoundEntry(ctx, args.params.roundId ?? "", args.params.roundEntryId ?? ""),
    upload: { transport: uploadTransport(), slug: usbUploadSlug },
  }));

export default function RoundEntry() {
  const { entry, upload } = useLoaderData<typeof loader>();
  const { file, verdict, withdrawal } = entry;
  const { sources, small } = filePicture(file);
  const facts: [string, string][] = [
    [m.office_entries_category(), [entry.categoryName, entry.divisionName].filter(Boolean).join(" · ")],
    [m.office_entries_unit(), [...new Set([entry.unitName, entry.participantName])].join(" · ")],
    [m.office_entries_material(), [entry.material, entry.paperSize].filter(Boolean).join(" · ")],
    [m.unit_paper_slip_code(), entry.slip ? formatSlip(entry.slip) : ""],
    [m.office_entries_mentor(), [entry.mentorName, entry.mentorPhone].filter(Boolean).join(" · ")],
    [m.office_entries_column_entered(), entry.submittedAt ? formatDateTime(entry.submittedAt) : ""],
  ];
  return (
    <>
      <PageHeader
        back={<Link to={`/office/rounds/${entry.roundId}/entries`}>{m.office_entries_title()}</Link>}
        title={<span className="num">{entry.code}</span>}
        hint={<span className="cluster"><StatusChip status={entry.state} /><PaperChip where={entry.where} movedAt={entry.movedAt} /><span className="hand text-[1.25rem]">{entry.title}</span></span>}
        actions={
          entry.state === "withdrawn" ? null : (
            <>
              {entry.versions > 1 ? (
                <LinkButton to={`/office/rounds/${entry.roundId}/entries/${entry.id}/versions`} icon="compare">
                  {m.returns_versions_link({ count: entry.versions })}
                </LinkButton>
              ) : null}
              <LinkButton to={`/office/rounds/${entry.roundId}/screening?view=all&entry=${entry.id}`} icon="check">
                {m.office_entries_to_screening()}
              </LinkButton>
            </>
          )
        }
      />
      <div className="stack">
        {entry.returned ? <Note tone="warn" icon="undo" title={returnLine(entry.returned)}>{entry.returned.reason}</Note> : null}
        {entry.onBehalf ? (
          <Note tone="info" actions={<Link to={`/office/rounds/${entry.roundId}/drafts/${entry.entryId}/behalf`}>{m.limits_behalf_edit()}</Link>}>
            {onBehalfLine(entry.onBehalf, entry.unitName)}
          </Note>
        ) : null}
        {verdict && entry.state === "invalid" ? (
          <Note tone="bad" title={m.office_entries_rejected({ at: formatDateTime(verdict.at) })}>{verdict.note}</Note>
        ) : null}
        {withdrawal ? (
          <Note tone="info" title={m.office_entries_withdrawn({ at: formatDateTime(withdrawal.at) })}>{withdrawal.reason}</Note>
        ) : null}
        <div className="grid gap-5 xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] xl:items-start">
          <div className="stack">
            {file && small ? (
              <a href={fileUrl(file.id, file.medium === "video" ? "original" : "1600")} target="_blank" rel="noreferrer">
                <Artwork
                  sources={sources} width={file.width ?? 4} height={file.height ?? 3} eager thumbhash={file.thumbhash}
                  alt={m.office_entries_open_file({ code: entry.code })} sizes="(min-width: 1280px) 560px, 100vw"
                />
              </a>
            ) : null}
            {entry.statement ? <p className="hand text-[1.25rem] whitespace-pre-line">{entry.statement}</p> : null}
            <FileCard file={file} original={entry.original} />
            <UsbCard entry={entry} upload={upload} />
          </div>
          <div className="stack">
            <Card title={m.office_entries_facts()}>
              <dl className="facts">
                {facts.filter(([, value]) => value !== "").map(([label, value]) => (
                  <Fragment key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </Fragment>
                ))}
              </dl>
            </Card>
            <Authors entryId={entry.entryId} medium={entry.medium} authors={entry.authors} />
            <History events={entry.history} />
          </div>
        </div>
      </div>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.entry.code ?? m.office_entries_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
