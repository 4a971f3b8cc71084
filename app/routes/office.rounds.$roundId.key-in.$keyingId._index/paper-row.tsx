import { useRef, useState } from "react";
import type { KeyingPage, KeyingRow } from "#app/domain/judging/queries/key-in.server.ts";
import { sheetTotal } from "#app/domain/judging/points.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths, formatScore, parseHundredths } from "#app/platform/decimal.ts";
import type { SaveState } from "#app/ui/use-save-queue.ts";

type Props = {
  row: KeyingRow;
  criteria: KeyingPage["criteria"];
  /** What was typed and not kept, and why, by the name of the field. */
  typed: (name: string) => string | undefined;
  error: (name: string) => string | undefined;
  state: SaveState | undefined;
  save: (sheetId: string, cells: Record<string, string>) => void;
};

function StateWords({ state }: { state: SaveState | undefined }) {
  if (!state) return null;
  if (state.kind === "refused") return <span className="field-error">{state.words}</span>;
  const words = { saving: m.keyin_row_saving, saved: m.keyin_row_saved, waiting: m.keyin_row_away, "signed-out": m.keyin_row_signed_out };
  return <span className="small muted">{words[state.kind]()}</span>;
}

/** One work of the paper: its points in the order of the criteria and their sum, to compare with the one on paper. */
export function PaperRow({ row, criteria, typed, error, state, save }: Props) {
  const nameOf = (criterionId: string) => `rows.${row.sheetId}.${criterionId}`;
  const [cells, setCells] = useState<Record<string, string>>(() =>
    Object.fromEntries(criteria.map(({ id }) => [id, typed(nameOf(id)) ?? (row.points[id] === undefined ? "" : formatHundredths(row.points[id]))])));
  const sent = useRef(cells);
  if (row.online) {
    return (
      <li className="key-row">
        <span className="key-work"><b className="code">{row.blindCode}</b> {row.title}</span>
        <span className="muted">{m.keyin_row_online()}</span>
      </li>
    );
  }
  const leave = () => {
    if (criteria.every(({ id }) => cells[id] === sent.current[id])) return;
    sent.current = cells;
    save(row.sheetId, cells);
  };
  const fault = criteria.map(({ id }) => error(nameOf(id))).find((words) => words !== undefined) ?? error(`rows.${row.sheetId}`);
  return (
    <li className="key-row" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || leave()}>
      <span className="key-work"><b className="code">{row.blindCode}</b> {row.title}</span>
      {criteria.map(({ id, name }, index) => (
        <label key={id} className="key-cell">
          <span aria-hidden="true">{m.keyin_cell({ number: index + 1 })}</span>
          <input
            className="input num" name={nameOf(id)} data-criterion={id} inputMode="decimal" autoComplete="off" value={cells[id]}
            aria-label={m.keyin_cell_label({ code: row.blindCode, number: index + 1, name })}
            aria-invalid={row.differing.includes(id) || error(nameOf(id)) !== undefined || undefined}
            onChange={(event) => setCells({ ...cells, [id]: event.target.value })}
          />
        </label>
      ))}
      <output className="key-total num"><span>{m.keyin_total()}</span> {totalOf(cells, criteria)}</output>
      <span role="status" className="key-state">
        {fault && !state ? <span className="field-error">{fault}</span> : <StateWords state={state} />}
        {row.differing.length > 0 && !state ? <span className="field-error">{m.keyin_row_differs()}</span> : null}
      </span>
    </li>
  );
}

function totalOf(cells: Record<string, string>, criteria: Props["criteria"]): string {
  const read = criteria.flatMap(({ id }) => {
    const reading = parseHundredths(cells[id] ?? "");
    return reading.ok ? [[id, reading.value] as const] : [];
  });
  return read.length === 0 ? "" : formatScore(sheetTotal(criteria, Object.fromEntries(read)).total);
}
