import { Form } from "@remix-run/react";
import type { RecentStep } from "#app/domain/entries/queries/paper.server.ts";
import { conditionWord } from "#app/http/paper-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";

/** What the round received last, by anybody, as it stood when the page was opened; each can be corrected or taken back. */
export function Recent({ roundId, rows }: { roundId: string; rows: readonly RecentStep[] }) {
  return (
    <Card title={m.paper_check_in_recent()}>
      {rows.length === 0 ? <p className="muted">{m.paper_check_in_recent_none()}</p> : null}
      <ul className="check-in-log">
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              <b className="num">{row.code}</b> <span className="small">{m.paper_line({ unit: row.unitName, category: row.categoryName, condition: conditionWord(row.condition) })}</span>
              <span className="small muted block">{m.paper_by_at({ by: row.by ?? m.paper_somebody(), at: formatDateTime(row.at) })}</span>
            </span>
            <span className="cluster">
              <LinkButton size="s" icon="pencil" to={`/office/rounds/${roundId}/check-in/${row.id}`} aria-label={m.paper_correct_of({ code: row.code })}>{m.paper_correct()}</LinkButton>
              <Form method="post" action={`/office/rounds/${roundId}/check-in/${row.id}/undo`} preventScrollReset>
                <Button size="s" icon="undo" aria-label={m.paper_undo_of({ code: row.code })}>{m.paper_undo()}</Button>
              </Form>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
