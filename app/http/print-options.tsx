import { m } from "#app/paraglide/messages.js";
import { RadioGroup } from "#app/ui/choice.tsx";
import { NumberField } from "#app/ui/field.tsx";

/** Slips or stickers, and how far this printer draws beside them; `prefix` keeps two forms of a page apart. */
export function PrintOptions({ prefix }: { prefix: string }) {
  return (
    <>
      <RadioGroup
        name="layout" label={m.paper_print_layout()} defaultValue="slips"
        options={[
          { value: "slips", label: m.paper_print_slips(), hint: m.paper_print_slips_hint() },
          { value: "labels", label: m.paper_print_labels(), hint: m.paper_print_labels_hint() },
        ]}
      />
      <details>
        <summary>{m.paper_print_offset()}</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <NumberField id={`${prefix}-right`} name="right" label={m.paper_print_right()} hint={m.paper_print_offset_hint()} suffix="mm" defaultValue="0" />
          <NumberField id={`${prefix}-down`} name="down" label={m.paper_print_down()} suffix="mm" defaultValue="0" />
        </div>
      </details>
    </>
  );
}
