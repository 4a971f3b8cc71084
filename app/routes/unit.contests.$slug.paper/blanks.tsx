import { Form } from "@remix-run/react";
import type { BlankSlips } from "#app/domain/entries/queries/slips.server.ts";
import { PrintOptions } from "#app/http/print-options.tsx";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { NumberField, Select } from "#app/ui/field.tsx";
import { formatCount } from "#app/ui/format.ts";

type BlanksProps = { contestId: string; action: string; pdf: string; units: readonly { id: string; name: string }[]; blanks: readonly BlankSlips[] };

/** Slips printed before there is an entry, for the day the drawings are made; those not used yet can be printed again. */
export function Blanks({ contestId, action, pdf, units, blanks }: BlanksProps) {
  if (units.length === 0) return null;
  return (
    <Card title={m.paper_blank_title()}>
      <div className="stack">
        <p className="muted">{m.paper_blank_explain()}</p>
        {blanks.map(({ unitId, unitName, codes }) => (
          <p key={unitId}>
            <a href={`${pdf}?layout=slips&codes=${codes.join(".")}`}>{m.paper_blank_again({ unit: unitName, count: formatCount(codes.length) })}</a>
          </p>
        ))}
        <Form method="post" action={action} reloadDocument className="stack">
          <input type="hidden" name="contestId" value={contestId} />
          <input type="hidden" name="which" value="blank" />
          {units.length === 1 ? <input type="hidden" name="unitId" value={units[0]!.id} /> : (
            <Select name="unitId" label={m.paper_blank_unit()} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
          )}
          <NumberField name="count" label={m.paper_blank_count()} hint={m.paper_blank_count_hint()} defaultValue="20" />
          <PrintOptions prefix="blank" />
          <div><Button icon="print">{m.paper_blank_print()}</Button></div>
        </Form>
      </div>
    </Card>
  );
}
