import { Link } from "@remix-run/react";
import type { Overview } from "#app/domain/documents/overview.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatCount, percentOf } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** How far the judges are, in counts alone. */
export function JudgesCard({ judges, to }: Pick<Overview, "judges"> & { to: string }) {
  const rows = judges.map((judge) => ({
    ...judge,
    done: sum(judge.categories.map(({ submitted }) => submitted)),
    total: sum(judge.categories.map(({ total }) => total)),
  }));
  const done = sum(rows.map((row) => row.done));
  const total = sum(rows.map((row) => row.total));
  return (
    <Card title={m.office_overview_judges()} aside={`${percentOf(done, total)}%`}>
      <ul className="grid gap-4">
        {rows.map((row) => (
          <li key={row.judgeId}>
            <div className="mb-1 flex items-baseline gap-2">
              <b>{row.name}</b>
              {row.isHead ? <span className="small muted whitespace-nowrap">{m.office_overview_head()}</span> : null}
              <span className="num ml-auto">
                <b>{formatCount(row.done)}</b>
                <span className="muted">/{formatCount(row.total)}</span>
              </span>
            </div>
            <ProgressBar
              value={row.done} max={row.total} label={row.name} tone={row.total > 0 && row.done === row.total ? "ok" : "judge"}
            />
          </li>
        ))}
      </ul>
      <p className="mt-4 border-t border-line pt-3">
        <Link to={to} className="font-semibold">{m.office_overview_judges_more()}</Link>
      </p>
    </Card>
  );
}
