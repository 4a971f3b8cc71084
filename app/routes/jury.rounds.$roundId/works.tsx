import { Form } from "@remix-run/react";
import { useState } from "react";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import type { SheetCell } from "#app/domain/judging/queries/light-table.server.ts";
import { isWaiting } from "#app/domain/judging/task-states.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { formatCount } from "#app/ui/format.ts";
import { Cell } from "./cell.tsx";
import { PickButton } from "./pick-button.tsx";
import type { Picks } from "./use-picks.ts";

type Props = { roundId: string; ballot: Ballot | null; cells: readonly SheetCell[]; picked: readonly string[]; picks: Picks | null };

const MOST = 4;

/** The works of the page; two to four of them can be chosen and laid side by side. */
export function Works({ roundId, ballot, cells, picked, picks }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(picked.slice(0, MOST));
  const elsewhere = picked.filter((id) => !cells.some((cell) => cell.id === id));
  const choose = (id: string, on: boolean) => setChosen((old) => (on ? [...old, id] : old.filter((each) => each !== id)));
  return (
    <Form method="get" action={`/jury/rounds/${roundId}/compare`} className="stack-wide">
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="sheet" value={id} />
      ))}
      <ul className="light-table">
        {cells.map((cell, index) => (
          <Cell
            key={cell.id}
            cell={cell}
            ballot={ballot}
            pick={picks && isWaiting(cell.state) ? <PickButton cell={cell} picks={picks} /> : undefined}
            eager={index < 8}
            chosen={chosen.includes(cell.id)}
            full={chosen.length >= MOST}
            onChoose={(on) => choose(cell.id, on)}
          />
        ))}
      </ul>
      <div className="light-compare">
        <span role="status" className="small muted">
          {chosen.length === 0 ? m.lighttable_compare_hint() : m.lighttable_compare_chosen({ count: formatCount(chosen.length) })}
          {chosen.length >= MOST ? ` ${m.lighttable_compare_full()}` : null}
        </span>
        <Button icon="compare" data-key="v" kind={chosen.length > 1 ? "primary" : "secondary"}>{m.lighttable_compare()}</Button>
      </div>
    </Form>
  );
}
