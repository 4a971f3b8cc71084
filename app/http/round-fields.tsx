import { AGGREGATIONS } from "#app/domain/contests/kinds.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths } from "#app/platform/decimal.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import type { fieldState } from "./field-state.ts";
import { methodWord } from "./method-words.ts";

type Saved = { name: string; unitId: string; codePrefix: string; aggregation: (typeof AGGREGATIONS)[number]; spreadLimit?: number };

/** The fields of one round, for a new one and for changing one. */
export function RoundFields({ form, saved, units }: {
  form: ReturnType<typeof fieldState>;
  saved?: Saved;
  units: readonly { value: string; label: string }[];
}) {
  const { field } = form;
  return (
    <>
      <TextField label={m.office_round_name()} {...field("name", saved?.name)} required />
      <Select label={m.office_round_host()} hint={m.office_round_host_hint()} placeholder={m.office_choose()} options={units} {...field("unitId", saved?.unitId)} />
      <TextField label={m.office_round_prefix()} hint={m.office_round_prefix_hint()} {...field("codePrefix", saved?.codePrefix)} required />
      <Select
        label={m.office_round_aggregation()}
        hint={m.panel_method_hint()}
        options={AGGREGATIONS.map((kind) => ({ value: kind, label: methodWord[kind]() }))}
        {...field("aggregation", saved?.aggregation ?? "mean")}
      />
      <TextField
        label={m.panel_spread_limit()} hint={m.panel_spread_limit_hint()} inputMode="decimal" optional
        {...field("spreadLimit", saved?.spreadLimit ? formatHundredths(saved.spreadLimit) : "")}
      />
    </>
  );
}
