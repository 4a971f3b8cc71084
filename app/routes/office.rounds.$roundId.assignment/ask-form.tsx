import { Form } from "@remix-run/react";
import type { AssignmentOverview, AssignmentSetting } from "#app/domain/judging/queries/assignment.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { NumberField, Select } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { formatCount } from "#app/ui/format.ts";

type Props = { category: AssignmentSetting; judges: AssignmentOverview["judges"]; perEntry: number | null; panel: readonly string[]; attempt: number };

/** How the works shall be given out; sent as an address, so that a preview can be looked at again and shown to others. */
export function AskForm({ category, judges, perEntry, panel, attempt }: Props) {
  const counts = judges.map((_, index) => ({ value: String(index + 1), label: m.tasks_assignment_count({ count: formatCount(index + 1) }) }));
  return (
    <Form method="get" className="stack max-w-[620px]" key={category.id}>
      <input type="hidden" name="category" value={category.id} />
      <Select
        name="per" label={m.tasks_assignment_per()} defaultValue={perEntry === null ? "all" : String(perEntry)}
        options={[{ value: "all", label: m.tasks_assignment_all() }, ...counts]}
      />
      <Fieldset legend={m.tasks_assignment_panel()} hint={m.tasks_assignment_panel_hint()}>
        {judges.map(({ id, name }) => (
          <Checkbox key={id} name="judge" value={id} label={name} defaultChecked={panel.includes(id)} />
        ))}
      </Fieldset>
      <NumberField name="attempt" label={m.tasks_assignment_attempt()} hint={m.tasks_assignment_attempt_hint()} defaultValue={attempt} min={1} max={999} />
      <div><Button name="look" value="1" icon="search">{m.tasks_assignment_look()}</Button></div>
    </Form>
  );
}
