import type { SheetPlace, SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";

type Props = { sheet: SheetView; place: SheetPlace };

/** Handing one sheet in, putting it off, or taking it back. */
export function PanelActions({ sheet, place, busy, locked }: Props & { busy: boolean; locked: boolean }) {
  const next = place.nextOpenId ? `/jury/sheets/${place.nextOpenId}` : null;
  const may = locked && sheet.phase === "judging";
  const lookOpen = sheet.look?.outcome === null;
  return (
    <div className="score-actions">
      {may && sheet.state === "done" && sheet.onPaper && !lookOpen ? <p className="muted">{m.keyin_on_paper()}</p> : null}
      {may && sheet.state === "done" && !sheet.onPaper && !lookOpen ? <Button name="next" value="reopen" icon="undo">{m.jury_reopen()}</Button> : null}
      {may && sheet.state === "abstained" ? <Button name="next" value="take-up" icon="undo">{m.tasks_take_up()}</Button> : null}
      {locked && next ? <LinkButton to={next} data-key="s" kind="primary">{m.jury_next_work()}</LinkButton> : null}
      {locked ? null : (
        <>
          {next ? <Button name="next" value="later" data-key="s" icon="clock" busy={busy}>{m.jury_later()}</Button> : null}
          <noscript>
            <Button name="next" value="save" icon="disk">{m.jury_save()}</Button>
          </noscript>
          <Button name="next" value="submit" kind="primary" iconAfter="next" busy={busy} data-submit-sheet>
            {next ? m.jury_submit_next() : m.jury_submit()}
          </Button>
        </>
      )}
    </div>
  );
}

/** Where works are chosen nothing is handed in one by one: on to the next work, or to the whole choice. */
export function ChoiceActions({ sheet, place }: Props) {
  const review = `/jury/rounds/${sheet.roundId}/choice?category=${sheet.categoryId}`;
  return (
    <div className="score-actions">
      {sheet.phase === "judging" && sheet.state === "abstained" ? (
        <Button name="next" value="take-up" icon="undo">{m.tasks_take_up()}</Button>
      ) : null}
      <noscript>
        {sheet.state === "open" ? <Button name="next" value="save" icon="disk">{m.jury_save()}</Button> : null}
      </noscript>
      <LinkButton to={review} kind={place.nextId ? "secondary" : "primary"} data-submit-sheet={place.nextId ? undefined : ""}>
        {m.ballot_review()}
      </LinkButton>
      {place.nextId ? (
        <LinkButton to={`/jury/sheets/${place.nextId}`} kind="primary" iconAfter="next" data-key="s" data-submit-sheet>{m.jury_next_work()}</LinkButton>
      ) : null}
    </div>
  );
}
