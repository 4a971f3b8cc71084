import type { CriterionFacts } from "#app/domain/judging/criteria-version.ts";
import type { fieldState } from "#app/http/field-state.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths } from "#app/platform/decimal.ts";
import { NumberField, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";

/** A criterion as a form shows it: everything typed text. */
export type CriterionLine = { id?: string; name: string; guidance: string; maxPoints: string; step: string; weight: string };

const EMPTY: CriterionLine = { id: "", name: "", guidance: "", maxPoints: "", step: "1", weight: "1" };

/** The lines of a rubric for its form, with two empty ones; a line without a name is left out when it is sent. */
export const criterionLines = (criteria: readonly (CriterionFacts & { id?: string })[]): CriterionLine[] => [
  ...criteria.map(({ maxPoints, step, weight, ...words }) => ({
    ...words, maxPoints: formatHundredths(maxPoints), step: formatHundredths(step), weight: formatHundredths(weight),
  })),
  EMPTY,
  EMPTY,
];

type Props = { lines: readonly CriterionLine[]; field: ReturnType<typeof fieldState>["field"]; typed: ReturnType<typeof fieldState>["typed"] };

/** The fields of each line of a rubric; `id` says which criterion a line goes on from. */
export function CriterionFields({ lines, field, typed }: Props) {
  return lines.map((one, at) => (
    <Fieldset key={at} legend={m.office_criterion({ position: at + 1 })}>
      {one.id === undefined ? null : <input type="hidden" name={`criteria.${at}.id`} defaultValue={typed(`criteria.${at}.id`) ?? one.id} />}
      <TextField label={m.office_criterion_name()} {...field(`criteria.${at}.name`, one.name)} />
      <TextField label={m.office_criterion_guidance()} optional {...field(`criteria.${at}.guidance`, one.guidance)} />
      <div className="grid grid-cols-3 gap-3 sm:gap-4">
        <NumberField label={m.office_criterion_max()} {...field(`criteria.${at}.maxPoints`, one.maxPoints)} />
        <NumberField label={m.office_criterion_step()} {...field(`criteria.${at}.step`, one.step)} />
        <NumberField label={m.office_criterion_weight()} {...field(`criteria.${at}.weight`, one.weight)} />
      </div>
    </Fieldset>
  ));
}
