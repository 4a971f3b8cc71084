import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/** What one rule found. */
export type Check = {
  key: string;
  result: "ok" | "warn" | "bad";
  title: ReactNode;
  detail?: ReactNode;
  /** A count at the right, such as 63/63. */
  count?: ReactNode;
  /** The result in a word, for screen readers. */
  resultLabel: string;
};

const ICONS: Record<Check["result"], IconName> = { ok: "check", warn: "warning", bad: "close" };

/** What the rules found by themselves, each with its reason in the same place. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.key} className={`check check-${check.result}`}>
          <span className={`check-mark tone-${check.result}`}>
            <Icon name={ICONS[check.result]} label={check.resultLabel} />
          </span>
          <div className="check-text">
            <b>{check.title}</b>
            {check.detail ? <span>{check.detail}</span> : null}
          </div>
          {check.count ? <span className="check-count">{check.count}</span> : null}
        </li>
      ))}
    </ul>
  );
}
