import type { UnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { PageHeader } from "#app/ui/page-header.tsx";

/** A work that was sent: its code, and what to write on the back of the drawing. */
export function Sent({ entry }: { entry: UnitEntry }) {
  const names = entry.authors.map(({ fullName }) => fullName).join(", ");
  const drawing = entry.category.medium === "image";
  return (
    <div className="stack max-w-[640px]">
      <PageHeader title={m.unit_sent_title({ code: entry.code ?? "" })} hint={entry.submittedAt ? m.unit_sent_at({ at: formatDateTime(entry.submittedAt) }) : undefined} />
      <Card tone="soft">
        <p className="num text-center text-[2.5rem] leading-tight font-bold">{entry.code}</p>
        <p className="hand text-center text-[1.5rem]">{entry.title}</p>
      </Card>
      {drawing ? (
        <Card title={m.unit_sent_back_title()}>
          <p>{m.unit_sent_back_text()}</p>
          <p className="mt-3 rounded-[6px] border border-dashed border-line p-3">
            <b className="num">{entry.code}</b> · {entry.title}
            <br />
            {names} · {entry.authors[0]?.className}
            <br />
            {entry.unitName}
          </p>
        </Card>
      ) : null}
      <div className="cluster">
        <LinkButton to={`/unit/entries/new?contest=${entry.contestSlug}`} kind="primary" icon="plus">{m.unit_sent_next()}</LinkButton>
        <LinkButton to={`/unit/entries/${entry.id}`}>{m.unit_sent_view()}</LinkButton>
        <LinkButton to={`/unit?contest=${entry.contestSlug}`} kind="tertiary">{m.unit_back_home()}</LinkButton>
      </div>
    </div>
  );
}
