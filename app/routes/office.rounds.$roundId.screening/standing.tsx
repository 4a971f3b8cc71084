import { Form } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import type { Desk, DeskItem } from "./desk.server.ts";
import { rejectionWords } from "./rejection-words.ts";

/** A verdict that stands: what, why, by whom, and the way back while the round is screened. */
export function Standing({ desk, item, at }: { desk: Desk; item: DeskItem; at: string }) {
  const { verdict } = item;
  if (!verdict) return null;
  const accepted = verdict.verdict === "accepted";
  return (
    <Card title={m.office_screening_verdict()}>
      <p>
        <b className={accepted ? "text-ok" : "text-bad"}>{accepted ? m.ui_status_valid() : m.ui_status_invalid()}</b>
        {accepted ? null : `: ${rejectionWords[verdict.rule as keyof typeof rejectionWords]?.() ?? verdict.rule}`}
      </p>
      {verdict.note ? <p className="mt-1">{verdict.note}</p> : null}
      <p className="small muted num mt-1">{m.office_entries_event_by({ by: verdict.by ?? "", at: formatDateTime(verdict.at) })}</p>
      {desk.screening ? (
        <Form method="post" action={`${at}/undo`} className="mt-3">
          <input type="hidden" name="back" value={new URLSearchParams({ view: desk.view, entry: item.id }).toString()} />
          <Button icon="undo">{m.office_screening_undo()}</Button>
        </Form>
      ) : null}
    </Card>
  );
}
