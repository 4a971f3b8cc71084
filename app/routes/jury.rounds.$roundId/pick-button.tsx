import type { SheetCell } from "#app/domain/judging/queries/light-table.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import type { Picks } from "./use-picks.ts";

/** Chooses a work or takes it off; with all chosen it says so instead. */
export function PickButton({ cell, picks }: { cell: SheetCell; picks: Picks }) {
  const on = picks.isPicked(cell);
  return (
    <Button
      type="button" className="light-pick" size="s" kind={on ? "primary" : "secondary"} icon={on ? "check" : undefined}
      aria-pressed={on} aria-label={m.ballot_pick_code({ code: cell.blindCode })} data-pick onClick={() => picks.toggle(cell)}
    >
      {on ? m.ballot_picked() : m.ballot_pick_short()}
    </Button>
  );
}
