import { Link } from "@remix-run/react";
import { Fragment } from "react";
import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import type { RoundStanding } from "#app/domain/forwarding/standings.server.ts";
import { PaperChip } from "#app/http/paper-parts.tsx";
import { onBehalfLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { StandingChips } from "#app/ui/standing-chips.tsx";
import { StatusChip } from "#app/ui/status-chip.tsx";
import { formatVnDate } from "#app/platform/dates.ts";
import { FilePreview, fileLine, OriginalLink } from "./work-file.tsx";
import { ReturnNote } from "./return-note.tsx";

type SentEntryProps = { entry: UnitEntry; standings: readonly RoundStanding[]; open: boolean };

/** An entry that was sent: where it stands, what it is, and what its unit may still do. */
export function SentEntry({ entry, standings, open }: SentEntryProps) {
  const { verdict, withdrawal, file, original } = entry;
  return (
    <>
      <PageHeader
        back={<Link to={`/unit/contests/${entry.contestSlug}/entries`}>{m.unit_back_list()}</Link>}
        title={<span className="hand text-[1.25em]">{entry.title}</span>}
        hint={
          <span className="cluster">
            <StatusChip status={entry.state} />
            {entry.code ? <b className="num">{entry.code}</b> : null}
            <StandingChips standings={standings} />
            <PaperChip where={entry.where} movedAt={entry.movedAt} />
            {entry.submittedAt ? m.unit_sent_at({ at: formatDateTime(entry.submittedAt) }) : null}
          </span>
        }
      />
      <div className="stack">
        <ReturnNote entry={entry} open={false} />
        {entry.onBehalf ? <Note tone="info">{onBehalfLine(entry.onBehalf, entry.unitName)}</Note> : null}
        {verdict && entry.state === "invalid" ? (
          <Note tone="bad" title={m.unit_sent_invalid()}>{verdict.note}</Note>
        ) : null}
        {withdrawal ? (
          <Note tone="info" title={m.unit_sent_withdrawn({ at: formatDateTime(withdrawal.at) })}>{withdrawal.reason}</Note>
        ) : null}
        <div className="split">
          <Card>
            <FilePreview file={file} medium={entry.category.medium} />
            {file ? <p className="small muted mt-2">{fileLine(file)}</p> : null}
            {original ? <p className="mt-2"><OriginalLink original={original} /></p> : null}
            {entry.statement ? <p className="hand mt-4 text-[1.25rem] whitespace-pre-line">{entry.statement}</p> : null}
          </Card>
          <div className="stack">
            <Facts entry={entry} />
            <div className="cluster">
              {entry.state === "withdrawn" ? null : (
                <LinkButton to={`/unit/entries/${entry.id}/consents`} icon="file-text">{m.unit_consents_title()}</LinkButton>
              )}
              {entry.code ? (
                <LinkButton to={`/unit/entries/${entry.id}/submission`} icon="copy">{m.unit_sent_code_slip()}</LinkButton>
              ) : null}
              {entry.state === "withdrawn" ? null : (
                <LinkButton to={`/unit/entries/${entry.id}/slip`} icon="qr">{m.unit_paper_slip()}</LinkButton>
              )}
              {open && entry.state !== "withdrawn" ? (
                <LinkButton to={`/unit/entries/${entry.id}/withdrawal`} kind="danger-line" icon="undo">{m.unit_withdraw_title()}</LinkButton>
              ) : null}
            </div>
          </div>
        </div>
      </div>
    </>
  );
}

function Facts({ entry }: { entry: UnitEntry }) {
  const facts: [string, string][] = [
    [m.unit_fact_category(), [entry.category.name, entry.divisionName].filter(Boolean).join(" · ")],
    ...entry.authors.map((author): [string, string] => [
      m.unit_fact_author(),
      [author.fullName, formatVnDate(author.birthDate, author.birthPrecision), author.className].filter(Boolean).join(" · "),
    ]),
    [m.unit_fact_unit(), [...new Set([entry.unitName, entry.participantName])].join(" · ")],
    [m.unit_fact_material(), [entry.material, entry.paperSize].filter(Boolean).join(" · ")],
    [m.unit_mentor(), [entry.mentorName, entry.mentorPhone].filter(Boolean).join(" · ")],
    [m.unit_fact_round(), `${entry.contestName} · ${entry.roundName}`],
    [m.unit_paper_slip_code(), entry.slip ? formatSlip(entry.slip) : ""],
  ];
  return (
    <Card title={m.unit_fact_title()}>
      <dl className="facts">
        {facts.filter(([, value]) => value !== "").map(([label, value], at) => (
          <Fragment key={at}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </Card>
  );
}
