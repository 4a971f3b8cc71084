import type { Condition } from "#app/domain/entries/paper.ts";
import { conditionWord } from "#app/http/paper-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import type { ScanRow } from "./use-scans.ts";

type Shown = Pick<ScanRow, "state" | "words"> & { input?: { code: string }; result?: Omit<NonNullable<ScanRow["result"]>, "eventId"> };

/** What became of a scan, large enough to be read with a pile of sheets in the hand. */
export function Outcome({ row: { state, words, result, input } }: { row: Shown }) {
  if (state === "sending") return <Note tone="info">{m.paper_check_in_sending()}</Note>;
  if (state === "waiting") return <Note tone="warn">{m.paper_check_in_waiting()}</Note>;
  if (state === "signed-out") return <Note tone="bad">{m.paper_check_in_signed_out()}</Note>;
  if (!result) {
    const code = input?.code ?? "";
    return <Note tone="bad" title={code ? m.paper_check_in_refused({ code }) : undefined}>{words}</Note>;
  }
  const { code, title, unitName, categoryName, condition, withdrawn, at, by } = result;
  const line = m.paper_line({ unit: unitName, category: categoryName, condition: conditionWord(condition as Condition) });
  if (state === "undone") return <Note tone="info" title={m.paper_undone({ code })}>{line}</Note>;
  const isAgain = state === "again";
  return (
    <Note tone={isAgain || withdrawn ? "warn" : "ok"} title={<span className="check-in-code">{isAgain ? m.paper_check_in_again({ code }) : m.paper_check_in_received({ code })}</span>}>
      <span className="hand block text-[1.25rem]">{title}</span>
      <span className="block">{line}</span>
      {isAgain ? <span className="block">{m.paper_check_in_again_text({ at: formatDateTime(new Date(at)), by: by ?? m.paper_somebody() })}</span> : null}
      {withdrawn ? <span className="block">{m.paper_check_in_withdrawn()}</span> : null}
      {words ? <span className="block">{words}</span> : null}
    </Note>
  );
}
