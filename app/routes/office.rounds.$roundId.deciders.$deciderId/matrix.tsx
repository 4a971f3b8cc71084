import type { MatrixCell, MatrixRow } from "#app/domain/awards/queries/deciders.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";

function Cell({ cell, own }: { cell: MatrixCell; own: string }) {
  if (cell.code === own) return <td role="cell" aria-hidden="true" />;
  const counts = { for: formatCount(cell.for), against: formatCount(cell.against), equal: formatCount(cell.equal) };
  return (
    <td role="cell" data-label={cell.code} className="cell-number num">
      <span aria-hidden="true">{m.decider_matrix_short(counts)}</span>
      <span className="sr-only">{m.decider_matrix_cell(counts)}</span>
    </td>
  );
}

/** How each work fared against each other, the best first. */
export function Matrix({ rows }: { rows: readonly MatrixRow[] }) {
  return (
    <div className="table-card overflow-x-auto">
      <table className="data-table" role="table">
        <caption className="data-caption">{m.decider_matrix()}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{m.decider_matrix_work()}</th>
            <th role="columnheader" scope="col" className="cell-number">{m.decider_matrix_score()}</th>
            {rows.map(({ code }) => <th key={code} role="columnheader" scope="col" className="cell-number num">{code}</th>)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ code, title, score, cells }) => (
            <tr key={code} role="row">
              <td role="cell" className="cell-title"><b className="num">{code}</b> {title}</td>
              <td role="cell" data-label={m.decider_matrix_score()} className="cell-number"><b className="num">{formatCount(score)}</b></td>
              {cells.map((cell) => <Cell key={cell.code} cell={cell} own={code} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
