import { Form, useNavigation } from "@remix-run/react";
import type { Trace } from "#app/domain/documents/traces.server.ts";
import type { ChildConsents } from "#app/domain/entries/queries/child-consents.server.ts";
import { consentMethods, publishingPurposes, type Purpose } from "#app/domain/entries/states.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { purposeWords } from "#app/ui/consent-words.ts";
import { DateField } from "#app/ui/date-field.tsx";
import { methodWords } from "#app/ui/entry-words.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

type Props = { child: ChildConsents; traces: readonly Trace[]; today: string; backTo: string; state: FormState | undefined };

/** A family takes something back: what, how and when it was asked, and what follows from it. Nothing is ticked before. */
export function WithdrawalForm({ child, traces, today, backTo, state }: Props) {
  const busy = useNavigation().state === "submitting";
  const typed = (name: string) => (typeof state?.values[name] === "string" ? (state.values[name] as string) : undefined);
  if (child.open.length === 0) return <Note tone="info" title={m.consent_withdraw_none()} actions={<LinkButton to={backTo} size="s">{m.consent_withdraw_back()}</LinkButton>} />;
  const chosen = ([] as unknown[]).concat(state?.values.purposes ?? []);
  return (
    <Form method="post" className="stack max-w-[640px]">
      <FormError title={state?.formError} faults={state?.errors.purposes ? [{ message: state.errors.purposes }] : []} />
      <input type="hidden" name="childId" value={child.childId} />
      <fieldset className="stack">
        <legend className="field-label mb-2">{m.consent_withdraw_legend()}</legend>
        {child.open.map((purpose) => (
          <Checkbox
            key={purpose} name="purposes" value={purpose} defaultChecked={chosen.includes(purpose)}
            label={purposeWords[purpose].label()} hint={consequenceOf(purpose, child)}
          />
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          name="askedOn" label={m.consent_withdraw_asked_on()} hint={m.consent_withdraw_asked_hint()}
          defaultValue={typed("askedOn") ?? today} error={state?.errors.askedOn}
        />
        <Select
          name="method" label={m.consent_withdraw_method()} defaultValue={typed("method") ?? "spoken"}
          options={consentMethods.map((value) => ({ value, label: methodWords[value]() }))}
        />
      </div>
      <TextField name="note" label={m.consent_withdraw_note()} optional defaultValue={typed("note") ?? ""} error={state?.errors.note} />
      <Traces traces={traces} />
      <div className="cluster">
        <LinkButton to={backTo}>{m.ui_confirm_cancel()}</LinkButton>
        <Button kind="danger" icon="undo" busy={busy}>{m.consent_withdraw_submit({ name: child.fullName })}</Button>
      </div>
    </Form>
  );
}

function consequenceOf(purpose: Purpose, { entries }: ChildConsents): string {
  if (purpose === "take-part") {
    const alone = entries.filter(({ authors }) => authors === 1).length;
    return m.consent_withdraw_take_part_hint({ alone, group: entries.length - alone });
  }
  if (purpose === "statistics") return m.consent_withdraw_statistics_hint();
  if (purpose === "send-up") return m.consent_withdraw_send_up_hint();
  if (publishingPurposes.some((each) => each === purpose)) return m.consent_withdraw_publish_hint();
  return m.consent_withdraw_archive_hint();
}

/** Where the child's works have gone already, for what must be followed up by hand. */
export function Traces({ traces }: { traces: readonly Trace[] }) {
  return (
    <Card title={m.consent_traces_title()} tone="soft">
      {traces.length === 0 ? <p>{m.consent_traces_none()}</p> : (
        <ul className="stack">
          {traces.map((trace) => {
            const at = { code: trace.code, round: trace.roundName, unit: trace.unitName, date: formatDate(trace.at) };
            return (
              <li key={`${trace.kind}-${trace.code}`}>
                {trace.kind === "published" ? m.consent_trace_published({ ...at, tier: trace.tier ?? "" }) : m.consent_trace_forwarded(at)}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
