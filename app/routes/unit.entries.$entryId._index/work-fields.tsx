import { limits } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { RadioGroup } from "#app/ui/choice.tsx";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import type { Values } from "./values.ts";

type Props = { values: Values; errors: Record<string, string> };

// Kept as words, always in Vietnamese: they are printed on official lists.
const vi = { locale: "vi" } as const;
const materials = () => [
  m.unit_material_wax({}, vi), m.unit_material_pencil({}, vi), m.unit_material_water({}, vi),
  m.unit_material_marker({}, vi), m.unit_material_gouache({}, vi), m.unit_material_collage({}, vi),
];
const papers = ["A4", "A3", "A2"];

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const choices = (words: readonly string[], present: string | undefined) =>
  [...new Set([...words, ...(present ? [present] : [])])].map((word) => ({ value: word, label: capital(word) }));

/** Title, what the child wants to say, and how the drawing is made. */
export function WorkFields({ values, errors, medium }: Props & { medium: "image" | "video" }) {
  return (
    <div className="stack">
      <TextField
        id="title" name="title" voice="child" autoComplete="off" maxLength={limits.title * 2}
        label={medium === "video" ? m.unit_field_title_video() : m.unit_field_title()}
        defaultValue={values.title} error={errors.title}
      />
      <TextArea
        id="statement" name="statement" rows={4}
        label={medium === "video" ? m.unit_field_statement_video() : m.unit_field_statement()}
        hint={m.unit_field_statement_hint()} optional
        defaultValue={values.statement} error={errors.statement}
      />
      {medium === "image" ? (
        <>
          <RadioGroup
            name="material" look="pills" label={m.unit_field_material()} optional
            options={choices(materials(), values.material)} defaultValue={values.material} error={errors.material}
          />
          <RadioGroup
            name="paperSize" look="pills" label={m.unit_field_paper()} optional
            options={choices(papers, values.paperSize)} defaultValue={values.paperSize} error={errors.paperSize}
          />
        </>
      ) : null}
    </div>
  );
}

/** The teacher who helped, if any. */
export function MentorFields({ values, errors }: Props) {
  return (
    <Fieldset legend={m.unit_mentor()} hint={m.unit_mentor_hint()}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          id="mentorName" name="mentorName" autoComplete="off" optional label={m.unit_field_mentor_name()}
          defaultValue={values.mentorName} error={errors.mentorName}
        />
        <TextField
          id="mentorPhone" name="mentorPhone" inputMode="tel" autoComplete="off" optional
          label={m.unit_field_mentor_phone()} defaultValue={values.mentorPhone} error={errors.mentorPhone}
        />
      </div>
    </Fieldset>
  );
}
