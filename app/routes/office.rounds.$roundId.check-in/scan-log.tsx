import { useEffect, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { isMuted, setMuted } from "./signal.ts";
import type { ScanRow, ScanState } from "./use-scans.ts";

const shown = 8;

const words: Record<ScanState, (row: ScanRow) => string> = {
  sending: () => m.paper_check_in_sending(),
  waiting: () => m.paper_check_in_waiting(),
  "signed-out": () => m.paper_check_in_signed_out(),
  refused: (row) => row.words ?? "",
  received: (row) => m.paper_check_in_received({ code: row.result?.code ?? "" }),
  again: (row) => m.paper_check_in_again({ code: row.result?.code ?? "" }),
  undone: () => m.paper_undone_mark(),
};

/** What this device scanned since the page was opened, the latest first, each with what became of it. */
export function ScanLog({ rows, onUndo }: { rows: readonly ScanRow[]; onUndo: (row: ScanRow) => void }) {
  const [sound, setSound] = useState(true);
  useEffect(() => setSound(!isMuted()), []);
  if (rows.length === 0) return null;
  return (
    <Card title={m.paper_check_in_log()}>
      <ol className="check-in-log" reversed>
        {rows.slice(0, shown).map((row) => (
          <li key={row.key} className={`check-in-${row.state}`}>
            <span>
              <b className="num">{row.result?.code ?? row.input.code}</b> <span className="small">{words[row.state](row)}</span>
            </span>
            {row.state === "received" ? (
              <Button type="button" size="s" icon="undo" onClick={() => onUndo(row)} aria-label={m.paper_undo_of({ code: row.result?.code ?? "" })}>
                {m.paper_undo()}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <Checkbox
        name="sound" label={m.paper_check_in_sound()} checked={sound}
        onChange={(event) => {
          setSound(event.currentTarget.checked);
          setMuted(!event.currentTarget.checked);
        }}
      />
    </Card>
  );
}
