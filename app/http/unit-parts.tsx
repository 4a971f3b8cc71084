import { Link } from "@remix-run/react";
import { UNIT_KINDS, type UnitKind } from "#app/domain/units/kinds.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { formatDay } from "#app/ui/format.ts";
import type { fieldState } from "./field-state.ts";
import { unitKindWord } from "./kind-words.ts";

/** A unit as one choice of a list, with the unit above it, since names repeat. */
export const unitOption = ({ id, name, above }: { id: string; name: string; above: string | null }) => ({
  value: id, label: above ? `${name} (${above})` : name,
});

export type UnitRow = {
  id: string; name: string; kind: UnitKind; code: string | null; children: number; people: number; validTo: string | null;
};

/** Units as a table: name, level, code, how many below and how many accounts. */
export function UnitTable({ caption, units, empty }: { caption: string; units: readonly UnitRow[]; empty: string }) {
  return (
    <DataTable
      caption={caption}
      captionShown
      rows={units}
      rowKey={(unit) => unit.id}
      empty={<p className="muted">{empty}</p>}
      columns={[
        {
          key: "name", header: m.office_units_name(), card: "title",
          cell: (unit) => <Link to={`/office/units/${unit.id}`}>{unit.name}</Link>,
        },
        { key: "kind", header: m.office_units_kind(), cell: (unit) => unitKindWord(unit.kind) },
        { key: "code", header: m.office_units_code(), cell: (unit) => unit.code ?? "" },
        { key: "children", header: m.office_units_below(), align: "number", cell: (unit) => unit.children },
        { key: "people", header: m.office_units_people(), align: "number", cell: (unit) => unit.people },
        {
          key: "state", header: m.office_units_state(), card: "status",
          cell: (unit) =>
            unit.validTo ? <Chip>{m.office_units_ended({ day: formatDay(unit.validTo) })}</Chip> : <Chip tone="ok">{m.office_units_active()}</Chip>,
        },
      ]}
    />
  );
}

type Saved = { name: string; organisation: string; code: string | null; phone: string | null };

/** The fields of one unit; `kind` offers the level as well, for a new one. */
export function UnitFields({ form, saved, kind }: { form: ReturnType<typeof fieldState>; saved?: Saved; kind?: UnitKind }) {
  const { field } = form;
  return (
    <>
      <TextField label={m.office_units_name()} {...field("name", saved?.name)} required />
      {kind ? (
        <Select
          label={m.office_units_kind()}
          {...field("kind", kind)}
          options={UNIT_KINDS.map((one) => ({ value: one, label: unitKindWord(one) }))}
        />
      ) : null}
      <TextField label={m.office_units_organisation()} hint={m.office_units_organisation_hint()} optional {...field("organisation", saved?.organisation)} />
      <TextField label={m.office_units_code()} hint={m.office_units_code_hint()} optional {...field("code", saved?.code)} />
      <TextField label={m.office_units_phone()} hint={m.office_units_phone_hint()} optional type="tel" {...field("phone", saved?.phone)} />
    </>
  );
}
