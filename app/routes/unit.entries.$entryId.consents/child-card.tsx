import { Form } from "@remix-run/react";
import { consentMethods, type Purpose, purposeFields, purposes, relations } from "#app/domain/entries/states.ts";
import type { AuthorFacts } from "#app/domain/entries/views.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/choice.tsx";
import { ConsentStates } from "#app/ui/consent-states.tsx";
import { purposeWords, relationWords } from "#app/ui/consent-words.ts";
import { DateField } from "#app/ui/date-field.tsx";
import { methodWords } from "#app/ui/entry-words.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { Note } from "#app/ui/note.tsx";

type Props = { entryId: string; author: AuthorFacts; medium: "image" | "video"; today: string; state: FormState | undefined };

/** One child: what stands, what its absence holds back, and the form for what the family has answered since. */
export function ChildCard({ entryId, author, medium, today, state }: Props) {
  const agreed = purposes.filter((purpose) => author[purposeFields[purpose]]);
  const open = purposes.filter((purpose) => !agreed.includes(purpose));
  const withdrawTo = `/unit/entries/${entryId}/consents/${author.childId}/withdrawal`;
  const some = agreed.length > 0 || author.waiting.length > 0;
  return (
    <Card
      title={author.fullName}
      aside={some ? <LinkButton to={withdrawTo} kind="danger-line" size="s" icon="undo">{m.consent_withdraw_link()}</LinkButton> : null}
    >
      <div className="stack">
        {author.undecided ? (
          <Note
            tone="warn" title={m.consent_group_title({ name: author.fullName })}
            actions={<LinkButton to={`/unit/entries/${entryId}/departures/${author.childId}`} size="s">{m.consent_group_link()}</LinkButton>}
          />
        ) : null}
        {author.departed ? <p className="muted">{m.consent_departed()}</p> : <ConsentStates agreed={agreed} waiting={author.waiting} medium={medium} />}
        {open.length > 0 && !author.departed ? <AnswerForm author={author} open={open} today={today} state={state} /> : null}
      </div>
    </Card>
  );
}

type FormProps = Pick<Props, "author" | "today" | "state"> & { open: readonly Purpose[] };

function AnswerForm({ author, open, today, state }: FormProps) {
  const typed = (name: string) => (typeof state?.values[name] === "string" ? (state.values[name] as string) : undefined);
  const ticked = (name: string) => ({ name, value: "yes", defaultChecked: typed(name) === "yes", error: state?.errors[name] });
  return (
    <Form method="post" className="stack" preventScrollReset>
      <input type="hidden" name="childId" value={author.childId} />
      <fieldset className="stack">
        <legend className="field-label mb-2">{m.consent_answer_legend()}</legend>
        {open.map((purpose) => (
          <Checkbox
            key={purpose} {...ticked(purposeFields[purpose])} label={purposeWords[purpose].label()} hint={purposeWords[purpose].hint()}
          />
        ))}
        <Checkbox {...ticked("assented")} label={m.consent_assent()} hint={m.consent_assent_hint()} />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name="givenOn" label={m.consent_given_on()} defaultValue={typed("givenOn") ?? today} error={state?.errors.givenOn} />
        <Select
          name="method" label={m.unit_consent_method()} defaultValue={typed("method") ?? "paper"}
          options={consentMethods.map((value) => ({ value, label: methodWords[value]() }))}
        />
        <TextField
          name="guardianName" label={m.unit_consent_guardian()} optional autoComplete="off"
          defaultValue={typed("guardianName") ?? author.guardianName} error={state?.errors.guardianName}
        />
        <Select
          name="relation" label={m.consent_relation()} defaultValue={typed("relation") ?? author.relation}
          placeholder={m.consent_relation_none()}
          options={relations.map((value) => ({ value, label: relationWords[value]() }))}
        />
      </div>
      <Button icon="disk">{m.unit_consents_save({ name: author.fullName })}</Button>
    </Form>
  );
}
