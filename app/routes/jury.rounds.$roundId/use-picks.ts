import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { OwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import type { SheetCell } from "#app/domain/judging/queries/light-table.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import { type SaveState, useSaveQueue } from "#app/ui/use-save-queue.ts";

type Cell = Pick<SheetCell, "id" | "points">;

/** A choice being made on the light table. */
export type Picks = {
  isPicked: (cell: Cell) => boolean;
  toggle: (cell: Cell) => void;
  count: number;
  /** What is to be said of the last change: full, waiting for the network, refused. */
  words: string | null;
};

const stands = ({ points }: Cell) => (points ?? 0) > 0;

/**
 * The judge's picks as the server knows them, with what was just changed laid over until the server has answered: then
 * the page is read again, so that a pick from another device shows and a refused one is gone.
 */
export function usePicks(choice: OwnChoice | null, cells: readonly Cell[]): Picks | null {
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({});
  const [state, setState] = useState<SaveState | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const waiting = useRef(new Set<string>());
  const { revalidate } = useRevalidator();
  const { save } = useSaveQueue({
    tell: (id, next) => {
      setState(next);
      if (next.kind === "refused") setRefusal(next.words);
      if (next.kind !== "saved" && next.kind !== "refused") return;
      waiting.current.delete(id);
      void revalidate();
    },
  });
  useEffect(() => {
    setChanged((old) => Object.fromEntries(Object.entries(old).filter(([id]) => waiting.current.has(id))));
  }, [cells]);
  if (!choice) return null;
  const isPicked = (cell: Cell) => changed[cell.id] ?? stands(cell);
  const count = choice.picked + cells.reduce((sum, cell) => sum + Number(isPicked(cell)) - Number(stands(cell)), 0);
  const toggle = (cell: Cell) => {
    const on = !isPicked(cell);
    if (on && count >= choice.picks) return setRefusal(m.ballot_full({ picks: formatCount(choice.picks) }));
    setRefusal(null);
    waiting.current.add(cell.id);
    setChanged((old) => ({ ...old, [cell.id]: on }));
    const fields = { criterionId: choice.criterionId, points: on ? "1" : "" };
    save(cell.id, { to: `/jury/sheets/${cell.id}/points`, fields });
  };
  const network = state?.kind === "waiting" || state?.kind === "signed-out" ? state.kind : null;
  const networkWords = network === "waiting" ? m.jury_save_waiting() : network ? m.jury_save_signed_out() : null;
  return { isPicked, toggle, count, words: networkWords ?? refusal };
}
