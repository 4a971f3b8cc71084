import type { ImportField } from "#app/domain/entries/import/model.ts";
import { m } from "#app/paraglide/messages.js";

/** What a column may say, in words. */
export const fieldWords: Record<ImportField, () => string> = {
  order: m.import_field_order, code: m.import_field_code, category: m.import_field_category, title: m.import_field_title,
  statement: m.import_field_statement, material: m.import_field_material, paperSize: m.import_field_paperSize,
  authorName: m.import_field_authorName, familyName: m.import_field_familyName, givenName: m.import_field_givenName,
  birth: m.import_field_birth, male: m.import_field_male, female: m.import_field_female, sex: m.import_field_sex,
  ethnicity: m.import_field_ethnicity, className: m.import_field_className, unit: m.import_field_unit,
  participant: m.import_field_participant, mentorName: m.import_field_mentorName, mentorPhone: m.import_field_mentorPhone,
  guardianName: m.import_field_guardianName, picture: m.import_field_picture,
};
