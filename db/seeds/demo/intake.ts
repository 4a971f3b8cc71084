import { randomUUID } from "node:crypto";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { needsAssent } from "#app/domain/entries/consent.ts";
import { entryFormSchema } from "#app/domain/entries/model.ts";
import { parseVnDate, vnDayOf } from "#app/platform/dates.ts";
import type { DemoIngest, PhoneFile } from "./ingest.ts";
import type { ReferenceAuthor } from "./reference.ts";
import { contextOf, type Stage } from "./stage.ts";

/** One work on its way in. `consents` says what the families agreed to show; taking part and sending up all did. Null: not heard yet. */
export type Incoming = {
  contestId: string;
  categoryId: string;
  unitId: string;
  entrantId: string;
  title: string;
  statement: string;
  material: string;
  paperSize: string;
  mentor: string;
  authors: readonly ReferenceAuthor[];
  consents: { name: boolean; work: boolean } | null;
  file: PhoneFile | null;
};

const yes = (answer: boolean) => (answer ? "yes" : undefined);

/** Types the form, sends the file, and submits; the clock of the load stands at `now`. Returns the code or null. */
export async function takeIn(
  stage: Stage,
  ingest: DemoIngest,
  incoming: Incoming,
  { now, submit }: { now: Date; submit: boolean },
): Promise<{ entryId: string; code: string | null }> {
  stage.runtime.clock = () => now;
  const ctx = await contextOf(stage, incoming.entrantId, now);
  const { contestId, categoryId, unitId, title } = incoming;
  const { entryId } = await createEntry(ctx, { id: randomUUID(), contestId, categoryId, unitId, title });
  await updateEntry(ctx, entryId, formOf(incoming, now));
  if (incoming.file) await ingest.send(incoming.entrantId, entryId, incoming.file);
  if (!submit) return { entryId, code: null };
  const { code } = await submitEntry(ctx, entryId);
  return { entryId, code };
}

/** Whether the child is old enough to have been asked too. */
function isAsked(birthDate: string, now: Date): boolean {
  const birth = parseVnDate(birthDate);
  return birth.ok && needsAssent({ birthDate: birth.iso, birthPrecision: birth.precision }, vnDayOf(now));
}

function formOf({ title, statement, material, paperSize, mentor, authors, consents }: Incoming, now: Date) {
  return entryFormSchema.parse({
    version: 1,
    title,
    statement,
    material,
    paperSize,
    mentorName: mentor,
    mentorPhone: "",
    authors: authors.map((author) => ({
      fullName: author.name,
      birth: author.birthDate,
      sex: author.sex,
      className: author.className,
      ethnicity: consents ? author.ethnicity : "",
      takePart: yes(consents !== null),
      statistics: yes(consents !== null && author.ethnicity !== ""),
      publishName: yes(consents?.name ?? false),
      publishWork: yes(consents?.work ?? false),
      publishFace: yes(consents?.work ?? false),
      sendUp: yes(consents !== null),
      assented: yes(consents !== null && isAsked(author.birthDate, now)),
      method: "paper",
      guardianName: "",
    })),
  });
}
