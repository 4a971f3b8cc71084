import { needsAssent } from "#app/domain/entries/consent.ts";
import type { ContestChild } from "#app/domain/entries/queries/contest-children.server.ts";
import { type Purpose, purposeFields, purposes, relations } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { formatVnDate } from "#app/platform/dates.ts";
import { Button } from "#app/ui/button.tsx";
import { purposeWords, relationWords } from "#app/ui/consent-words.ts";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { tickRow } from "./grid-keys.ts";
import type { SheetState } from "./route.tsx";

/** A child's row of the form: its number, and what was typed in it when it could not be saved. */
type Row = ContestChild & { at: number; typed: Record<string, string>; errors: [field: string, words: string][]; asked: boolean };

function rowsOf(children: readonly ContestChild[], state: SheetState | undefined, day: string): Row[] {
  const sent = new Map<string, string>();
  for (const [name, value] of Object.entries(state?.values ?? {})) {
    const [, number] = /^rows\.(\d+)\.childId$/.exec(name) ?? [];
    if (number && typeof value === "string") sent.set(value, number);
  }
  return children.map((child, at) => {
    const prefix = `rows.${sent.get(child.childId)}.`;
    const under = (fields: object | undefined) =>
      Object.entries(fields ?? {}).flatMap(([name, value]): [string, string][] => (name.startsWith(prefix) ? [[name.slice(prefix.length), String(value)]] : []));
    return {
      ...child, at, asked: needsAssent(child, day),
      typed: Object.fromEntries(under(state?.values)), errors: under(state?.errors),
    };
  });
}

/** The faults of a sheet, each with the child it is about and the field to go to, if that row is still on the page. */
export function faultsOf(children: readonly ContestChild[], state: SheetState | undefined, day: string) {
  return rowsOf(children, state, day).flatMap((row) =>
    row.errors.map(([field, words]) => {
      const message = m.consent_row_fault({ name: row.fullName, words });
      return field === "" ? { message } : { id: `rows.${row.at}.${field}`, message };
    }),
  );
}

const named = (row: Row, field: string) => ({ id: `rows.${row.at}.${field}`, name: `rows.${row.at}.${field}`, "data-column": field });

function PurposeCell({ row, purpose }: { row: Row; purpose: Purpose }) {
  const field = purposeFields[purpose];
  const label = m.consent_cell({ purpose: purposeWords[purpose].short(), name: row.fullName });
  if (row.agreed.includes(purpose)) return <Icon name="check" label={m.consent_cell_given({ what: label })} />;
  return (
    <input
      type="checkbox" className="tick" value="yes" aria-label={label} data-purpose={purpose} {...named(row, field)}
      defaultChecked={row.typed[field] === "yes"}
    />
  );
}

function ChildCell({ row }: { row: Row }) {
  return (
    <>
      <input type="hidden" name={`rows.${row.at}.childId`} value={row.childId} />
      <b>{row.fullName}</b>
      <span className="small muted block">
        {[formatVnDate(row.birthDate, row.birthPrecision), row.className, row.unitName].filter(Boolean).join(" · ")}
      </span>
      {row.waiting.length > 0 ? (
        <span className="small block">{m.consent_row_waiting({ purposes: row.waiting.map((each) => purposeWords[each].short()).join(", ") })}</span>
      ) : null}
      {row.errors.map(([field, words]) => (
        <span key={field} className="field-error"><Icon name="warning" size="s" /> {words}</span>
      ))}
      {row.agreed.length < purposes.length ? (
        <Button type="button" kind="tertiary" size="s" onClick={(event) => tickRow(event.currentTarget)}>{m.consent_row_all()}</Button>
      ) : null}
    </>
  );
}

function GiverCell({ row }: { row: Row }) {
  return (
    <span className="grid gap-2">
      <input
        className="input" aria-label={m.consent_cell({ purpose: m.unit_consent_guardian(), name: row.fullName })} placeholder={m.consent_giver_short()}
        autoComplete="off" {...named(row, "guardianName")} defaultValue={row.typed.guardianName ?? row.guardianName}
      />
      <span className="grid grid-cols-[minmax(0,1fr)_6.5rem] gap-2">
        <select
          className="input input-select small px-2" aria-label={m.consent_cell({ purpose: m.consent_relation(), name: row.fullName })}
          {...named(row, "relation")} defaultValue={row.typed.relation ?? row.relation}
        >
          <option value="">{m.consent_relation_short()}</option>
          {relations.map((value) => <option key={value} value={value}>{relationWords[value]()}</option>)}
        </select>
        <input
          className="input num small px-2" inputMode="numeric" placeholder={m.consent_day_shared()} autoComplete="off" maxLength={10}
          aria-label={m.consent_cell({ purpose: m.consent_given_on(), name: row.fullName })}
          {...named(row, "givenOn")} defaultValue={row.typed.givenOn ?? ""}
        />
      </span>
    </span>
  );
}

const columns = (): Column<Row>[] => [
  { key: "child", header: m.consent_column_child(), card: "title", cell: (row) => <ChildCell row={row} /> },
  ...purposes.map((purpose): Column<Row> => ({
    key: purpose, header: purposeWords[purpose].short(), cell: (row) => <PurposeCell row={row} purpose={purpose} />,
  })),
  {
    key: "assented", header: m.consent_column_assent(),
    cell: (row) =>
      row.asked ? (
        <input
          type="checkbox" className="tick" value="yes" aria-label={m.consent_cell({ purpose: m.consent_assent(), name: row.fullName })}
          {...named(row, "assented")} defaultChecked={row.typed.assented === "yes"}
        />
      ) : <span className="small muted">{m.consent_assent_not_asked()}</span>,
  },
  { key: "giver", header: m.consent_column_giver(), card: "action", cell: (row) => <GiverCell row={row} /> },
];

type Props = { rows: readonly ContestChild[]; state: SheetState | undefined; day: string };

/** A stack of forms: a child a row on a PC, a card on a phone. What is on record is a mark, not a tick to be lost. */
export function ChildRows({ rows, state, day }: Props) {
  const shown = rowsOf(rows, state, day);
  return (
    <DataTable
      key={state ? JSON.stringify(state.errors) : "fresh"} caption={m.consent_sheet_title()} columns={columns()} rows={shown}
      rowKey={(row) => `${row.childId}-${row.agreed.length}`} rowTone={(row) => (row.errors.length > 0 ? "bad" : undefined)}
    />
  );
}
