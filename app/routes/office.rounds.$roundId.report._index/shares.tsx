import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { formatCount } from "#app/ui/format.ts";
import { ProgressBar } from "#app/ui/progress-bar.tsx";

type SharesProps = { title: string; total: number; shares: readonly { label: string; children: number }[] };

/** Children by one trait, with bars; the number stands beside each. */
export function Shares({ title, total, shares }: SharesProps) {
  return (
    <Card title={title} aside={m.office_report_children({ count: formatCount(total) })}>
      {shares.length === 0 ? <p className="muted">{m.office_report_no_children()}</p> : null}
      <ul className="grid gap-3">
        {shares.map(({ label, children }) => (
          <li key={label}>
            <div className="mb-1 flex justify-between gap-3">
              <span>{label}</span>
              <b className="num">{formatCount(children)}</b>
            </div>
            <ProgressBar value={children} max={total} label={label} thin />
          </li>
        ))}
      </ul>
    </Card>
  );
}
