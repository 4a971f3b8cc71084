import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Overview } from "#app/domain/documents/overview.server.ts";
import { unitNoun } from "#app/http/unit-nouns.ts";
import { m } from "#app/paraglide/messages.js";
import { CommuneCards } from "#app/ui/commune-board.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount } from "#app/ui/format.ts";
import { shortNames } from "#app/ui/short-names.ts";

type Unit = Overview["counts"]["participants"][number];
type Noun = { code: string; noun: string };

/** "9 tranh · 1 video", leaving out what is none. */
function countsOf(unit: Unit, nouns: readonly Noun[]): ReactNode {
  const sent = nouns.filter(({ code }) => (unit.byCategory[code]?.received ?? 0) > 0);
  if (sent.length === 0) return m.office_overview_none_yet();
  return sent.map(({ code, noun }, at) => (
    <span key={code}>
      {at > 0 ? " · " : ""}
      <b>{formatCount(unit.byCategory[code]?.received ?? 0)}</b> {noun}
    </span>
  ));
}

/** The line under a unit's bar: how far its works have been looked through. */
function noteOf(unit: Unit): string {
  if (unit.received === 0) return m.office_overview_unit_none();
  if (unit.pending > 0) return m.office_overview_unit_pending({ count: unit.pending });
  return unit.rejected > 0
    ? m.office_overview_unit_rejected({ valid: unit.valid, rejected: unit.rejected })
    : m.office_overview_unit_valid({ valid: unit.valid });
}

/** The invited units with what each has sent; in later rounds those whose works have come. */
export function Board({ overview }: { overview: Overview }) {
  const { round, counts, unitKind, children } = overview;
  const units = round.ordinal === 1 ? counts.participants : counts.participants.filter(({ received }) => received > 0);
  const sent = units.filter(({ received, withdrawn }) => received > withdrawn).length;
  const short = shortNames(counts.categories.map(({ name }) => name));
  const nouns = counts.categories.map(({ code }, at) => ({ code, noun: short[at] ?? "" }));
  const totals = counts.categories.map(({ received }, at) => `${formatCount(received)} ${short[at]}`);
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="section-title num">
          {m.office_overview_board({ sent, invited: units.length, units: unitNoun(unitKind) })}
        </h2>
        <span className="small muted num">
          {[...totals, m.office_overview_children({ count: formatCount(children) })].join(" · ")}
        </span>
        <Link to={`/office/rounds/${round.id}/report`} className="small ml-auto font-semibold">
          {m.office_overview_table()}
        </Link>
      </div>
      {units.length === 0 ? (
        <EmptyState title={m.office_overview_no_units()}>{m.office_overview_no_units_text()}</EmptyState>
      ) : (
        <CommuneCards
          units={units.map((unit) => ({
            id: unit.unitId,
            name: unit.unitName,
            counts: countsOf(unit, nouns),
            done: unit.received - unit.pending,
            total: unit.received,
            note: noteOf(unit),
            warn: round.phase === "open" ? unit.received === 0 : unit.pending > 0,
          }))}
        />
      )}
    </section>
  );
}
