import { m } from "#app/paraglide/messages.js";

const nouns: Record<string, () => string> = {
  province: m.common_noun_province,
  district: m.common_noun_district,
  commune: m.common_noun_commune,
  school: m.common_noun_school,
};

/** The noun that counts units, as in "14/14 xã"; of mixed or unknown kinds "đơn vị". */
export const unitNoun = (kind: string | null): string => (nouns[kind ?? ""] ?? m.common_noun_unit)();
