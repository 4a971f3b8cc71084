import { Link } from "@remix-run/react";
import type { Role } from "#app/domain/people/actor.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatDay } from "#app/ui/format.ts";

/** The way down from the top of the tree, as links. */
export function UnitPath({ path }: { path: readonly { id: string; name: string }[] }) {
  return (
    <nav className="cluster small" aria-label={m.office_units_path()}>
      <Link to="/office/units">{m.office_units_title()}</Link>
      {path.slice(0, -1).map(({ id, name }) => (
        <span key={id} className="cluster">
          <span aria-hidden="true">›</span>
          <Link to={`/office/units/${id}`}>{name}</Link>
        </span>
      ))}
    </nav>
  );
}

/** Who is appointed at this unit. */
export function PeopleHere({ people }: { people: readonly { id: string; fullName: string; role: Role }[] }) {
  if (people.length === 0) return <p className="muted">{m.office_units_people_none()}</p>;
  return (
    <ul className="stack">
      {people.map(({ id, fullName, role }) => (
        <li key={`${id}-${role}`}>
          <Link to={`/office/people/${id}`}>{fullName}</Link> <span className="muted small">{roleWord(role)}</span>
        </li>
      ))}
    </ul>
  );
}

type HistoryRow = { kind: "moved" | "succeeded" | "succeeds"; other: string | null; on: string; note: string };

const sentence = ({ kind, other, on }: HistoryRow) => {
  const values = { name: other ?? m.office_units_top(), day: formatDay(on) };
  if (kind === "moved") return m.office_units_history_moved(values);
  return kind === "succeeded" ? m.office_units_history_succeeded(values) : m.office_units_history_succeeds(values);
};

/** Moves and successions, the latest first, with their reasons. */
export function History({ rows }: { rows: readonly HistoryRow[] }) {
  return (
    <ul className="stack">
      {rows.map((row, at) => (
        <li key={at}>
          {sentence(row)}
          {row.note ? <span className="muted small"> · {row.note}</span> : null}
        </li>
      ))}
    </ul>
  );
}
