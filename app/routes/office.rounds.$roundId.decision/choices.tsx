import { Link } from "@remix-run/react";
import type { DecisionRow, DecisionView } from "#app/domain/awards/queries/decision.server.ts";
import { m } from "#app/paraglide/messages.js";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import { TierChip } from "#app/ui/tier-chip.tsx";

const changeTo = (roundId: string, sheet: "award" | "nominee", row: DecisionRow, categoryId: string) =>
  `/office/rounds/${roundId}/decision/${sheet}/${row.roundEntryId}?category=${categoryId}`;

type CellProps = { roundId: string; decision: DecisionView; row: DecisionRow };

/** The prize of a work, and the way to change it. */
export function Award({ roundId, decision, row }: CellProps) {
  const tier = decision.tiers.find(({ id }) => id === row.tierId)?.name;
  const shown = tier ? <TierChip>{tier}</TierChip> : <span className="muted">{m.ui_table_empty_value()}</span>;
  return (
    <>
      {decision.may.decide ? (
        <Link
          to={changeTo(roundId, "award", row, decision.categoryId)}
          preventScrollReset
          className="inline-block min-h-6 min-w-11"
          aria-label={m.office_decision_change_award({ code: row.code, tier: tier ?? m.office_decision_no_tier() })}
        >
          {shown}
        </Link>
      ) : shown}
      {row.awardDeparture ? <small className="block text-warn">{row.awardDeparture.reason}</small> : null}
    </>
  );
}

/** Whether a work goes on to the next round, and the way to change it. */
export function Nominee({ roundId, decision, row }: CellProps) {
  const words = row.nominated ? m.office_decision_nominated() : m.office_decision_not_nominated();
  const mark = (
    <span className={cx("nominee-mark", row.nominated && "nominee-mark-on")}>
      {row.nominated ? <Icon name="check" size="s" /> : null}
    </span>
  );
  return (
    <>
      {decision.may.decide ? (
        <Link
          to={changeTo(roundId, "nominee", row, decision.categoryId)}
          preventScrollReset
          className="inline-block min-h-6 min-w-11"
          aria-label={m.office_decision_change_nominee({ code: row.code, state: words })}
        >
          {mark}
        </Link>
      ) : (
        <span role="img" aria-label={words}>{mark}</span>
      )}
      {row.nominationDeparture ? <small className="block text-warn">{row.nominationDeparture.reason}</small> : null}
    </>
  );
}
