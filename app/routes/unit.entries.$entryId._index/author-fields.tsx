import type { ReactNode } from "react";
import { consentMethods, type Purpose, purposeFields, purposes, relations, sexes } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { Checkbox, RadioGroup } from "#app/ui/choice.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { purposeWords, relationWords } from "#app/ui/consent-words.ts";
import { methodWords, sexWords } from "#app/ui/entry-words.ts";
import type { Values } from "./values.ts";

type Props = {
  /** Its place among the rows shown, which names its fields; and the row its values come from. */
  place: number;
  origin: number;
  alone: boolean;
  values: Values;
  errors: Record<string, string>;
  children?: ReactNode;
};

/** One child: who it is, and what the family agreed to. Nothing is ticked before somebody ticks it. */
export function AuthorFields({ place, origin, alone, values, errors, children }: Props) {
  const of = (name: string) => {
    const id = `authors.${place}.${name}`;
    return { id, name: id, error: errors[`authors.${origin}.${name}`], defaultValue: values[`authors.${origin}.${name}`] };
  };
  const tick = (name: string) => {
    const { defaultValue, ...field } = of(name);
    return { ...field, value: "yes", defaultChecked: defaultValue === "yes" };
  };
  const answer = (purpose: Purpose) => (
    <Checkbox
      key={purpose} {...tick(purposeFields[purpose])} label={purposeWords[purpose].label()} hint={purposeWords[purpose].hint()}
    />
  );
  const { id: _sex, ...sex } = of("sex");
  return (
    <fieldset className="card stack">
      <legend className={alone ? "sr-only" : "font-semibold"}>{m.unit_author_number({ number: place + 1 })}</legend>
      <input type="hidden" name={`authors.${place}.childId`} defaultValue={of("childId").defaultValue ?? ""} />
      <input type="hidden" name={`authors.${place}.seen`} defaultValue={of("seen").defaultValue ?? ""} />
      <TextField {...of("fullName")} label={m.unit_author_name()} autoComplete="off" />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField {...of("birth")} label={m.unit_author_birth()} hint={m.unit_author_birth_hint()} />
        <TextField {...of("className")} label={m.unit_author_class()} hint={m.unit_author_class_hint()} autoComplete="off" />
      </div>
      <RadioGroup
        {...sex}
        look="pills"
        label={m.unit_author_sex()}
        defaultValue={sex.defaultValue || "undisclosed"}
        options={sexes.map((value) => ({ value, label: sexWords[value]() }))}
      />
      <TextField {...of("ethnicity")} label={m.unit_author_ethnicity()} hint={m.unit_author_ethnicity_hint()} optional autoComplete="off" />
      {answer("statistics")}
      <fieldset className="stack">
        <legend className="field-label mb-2">{m.unit_consent_question()}</legend>
        {purposes.filter((purpose) => purpose !== "statistics").map(answer)}
        <Checkbox {...tick("assented")} label={m.consent_assent()} hint={m.consent_assent_hint()} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            {...of("method")}
            label={m.unit_consent_method()}
            options={consentMethods.map((value) => ({ value, label: methodWords[value]() }))}
          />
          <TextField {...of("guardianName")} label={m.unit_consent_guardian()} optional autoComplete="off" />
          <Select
            {...of("relation")}
            label={m.consent_relation()}
            placeholder={m.consent_relation_none()}
            options={relations.map((value) => ({ value, label: relationWords[value]() }))}
          />
        </div>
      </fieldset>
      {children}
    </fieldset>
  );
}
