import { Form, useNavigation } from "@remix-run/react";
import { importFields } from "#app/domain/entries/import/model.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { Select } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { fieldState } from "../field-state.ts";
import { Defaults } from "./desk.tsx";
import { fieldWords } from "./field-words.ts";
import type { ListData } from "./list.tsx";

const options = () => [
  { value: "", label: m.import_field_none() },
  ...importFields.map((field) => ({ value: field, label: fieldWords[field]() })),
];

/** What each column was taken for, to be corrected; and the answers to what a list leaves open. */
export function MappingForm({ data, answer }: { data: ListData; answer: Parameters<typeof fieldState>[0] }) {
  const { tableFound, mapping } = data.list;
  const { typed, error, formError } = fieldState(answer);
  const busy = useNavigation().state === "submitting";
  const { sheet, sheetNames, headingRow, columns } = tableFound;
  return (
    <Card title={m.import_columns_title()}>
      <Form method="post" className="stack">
        <FormError title={error("columns") ?? formError} />
        <p className="muted">{sheet ? m.import_columns_hint({ row: headingRow, sheet }) : m.import_columns_hint_csv({ row: headingRow })}</p>
        {sheetNames.length > 1 ? (
          <Select name="sheet" label={m.import_sheet()} options={sheetNames.map((name) => ({ value: name, label: name }))} defaultValue={sheet} />
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
          {columns.map(({ index, heading, field, confidence }) => (
            <Select
              key={index}
              name={`column.c${index}`}
              label={heading || m.import_column_number({ number: index + 1 })}
              hint={field && confidence < 100 ? m.import_column_sure({ percent: confidence }) : undefined}
              options={options()}
              defaultValue={typed(`column.c${index}`) ?? field ?? ""}
            />
          ))}
        </div>
        <Defaults
          units={data.units} categories={data.categories}
          unitId={typed("defaultUnitId") ?? mapping.defaultUnitId ?? ""} categoryId={typed("defaultCategoryId") ?? mapping.defaultCategoryId ?? ""}
        />
        <Checkbox
          name="serialsAreDays" value="yes" label={m.import_serials()} hint={m.import_serials_hint()} defaultChecked={mapping.serialsAreDays ?? false}
        />
        <Checkbox
          name="titleCase" value="yes" label={m.import_name_case()} hint={m.import_name_case_hint()} defaultChecked={mapping.nameCase === "title"}
        />
        <Button className="sm:justify-self-start" icon="rotate" busy={busy}>{m.import_look_again()}</Button>
      </Form>
    </Card>
  );
}
