import type { ReturnField } from "#app/domain/entries/returns.ts";
import type { VersionPart } from "#app/domain/entries/versions.ts";
import type { OnBehalfView, ReturnView } from "#app/domain/entries/views.ts";
import { m } from "#app/paraglide/messages.js";
import { formatDateTime, formatDay } from "#app/ui/format.ts";

/** The parts that a return may ask to put right, in words. */
export const returnFieldWords: Record<ReturnField, () => string> = {
  file: () => m.returns_field_file(),
  title: () => m.returns_field_title(),
  statement: () => m.returns_field_statement(),
  material: () => m.returns_field_material(),
  authors: () => m.returns_field_authors(),
  birth: () => m.returns_field_birth(),
  class: () => m.returns_field_class(),
  consents: () => m.returns_field_consents(),
  mentor: () => m.returns_field_mentor(),
  paper: () => m.returns_field_paper(),
};

/** The parts in which two versions may differ, in words. */
export const versionPartWords: Record<VersionPart, () => string> = {
  file: returnFieldWords.file,
  title: returnFieldWords.title,
  statement: returnFieldWords.statement,
  material: returnFieldWords.material,
  authors: () => m.returns_part_authors(),
  mentor: returnFieldWords.mentor,
};

/** "ảnh hoặc clip, lớp": the parts of a return in one line. */
export const fieldsLine = (fields: readonly ReturnField[]): string => fields.map((field) => returnFieldWords[field]()).join(", ");

/** "Cần sửa: lớp. Hạn 25/08/2026." */
export const returnLine = ({ fields, dueOn }: Pick<ReturnView, "fields" | "dueOn">): string =>
  m.returns_line({ fields: fieldsLine(fields), day: formatDay(dueOn) });

/** Who entered a work for its unit, when, why, and by which postmark. */
export function onBehalfLine({ by, office, at, reason, postmarkedOn }: OnBehalfView, unitName: string): string {
  return [
    m.limits_behalf_line({ unit: unitName, by: by ?? office, office, at: formatDateTime(at) }),
    reason ? m.limits_behalf_reason({ reason }) : "",
    postmarkedOn ? m.limits_behalf_postmark({ day: formatDay(postmarkedOn) }) : "",
  ].filter(Boolean).join(" ");
}
