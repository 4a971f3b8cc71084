import type { OnBehalfView } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { DateField } from "#app/ui/date-field.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { formatDay } from "#app/ui/format.ts";
import type { fieldState } from "./field-state.ts";

type Props = {
  field: ReturnType<typeof fieldState>["field"];
  saved?: Pick<OnBehalfView, "reason" | "postmarkedOn">;
  /** Whether the deadline has passed, so that one of the two is needed. */
  late: boolean;
};

/** Why an office enters a work for a unit, and the postmark where it came by post. */
export function BehalfFields({ field, saved, late }: Props) {
  return (
    <>
      <TextArea
        label={m.limits_behalf_field_reason()} optional={!late}
        hint={late ? m.limits_behalf_field_reason_late() : m.limits_behalf_field_reason_hint()}
        {...field("reason", saved?.reason)}
      />
      <DateField
        label={m.limits_behalf_field_postmark()} hint={m.limits_behalf_field_postmark_hint()} optional
        {...field("postmarkedOn", saved?.postmarkedOn ? formatDay(saved.postmarkedOn) : "")}
      />
    </>
  );
}
