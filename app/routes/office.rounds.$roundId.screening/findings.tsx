import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { CheckList } from "#app/ui/check-list.tsx";
import type { DeskCheck } from "./checks.server.ts";

const resultWords = {
  ok: () => m.office_screening_result_ok(),
  warn: () => m.office_screening_result_warn(),
  bad: () => m.office_screening_result_bad(),
};

/** What the rules found by themselves. */
export function Findings({ checks }: { checks: readonly DeskCheck[] }) {
  return (
    <Card title={m.office_screening_findings()}>
      <CheckList checks={checks.map((check) => ({ ...check, resultLabel: resultWords[check.result]() }))} />
    </Card>
  );
}
