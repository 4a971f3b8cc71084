import { m } from "#app/paraglide/messages.js";
import { StatusChip } from "#app/ui/status-chip.tsx";

/** One round an entry takes part in; `tier` once it is known, `later` beyond the first round. */
type Standing = { roundName: string; unitName: string; code: string; later: boolean; tier: string | null };

/** How far an entry came: sent on to the next level, prizes with the round that gave them. */
export function StandingChips({ standings }: { standings: readonly Standing[] }) {
  return (
    <>
      {standings.map(({ roundName, unitName, code, later, tier }) => (
        <span key={roundName} className="cluster">
          {later ? <StatusChip status="nominee">{m.ui_standing_sent({ unit: unitName, code })}</StatusChip> : null}
          {tier ? <StatusChip status="award">{m.ui_standing_tier({ tier, round: roundName })}</StatusChip> : null}
        </span>
      ))}
    </>
  );
}
