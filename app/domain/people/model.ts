import { z } from "zod";
import { fold, normalisePhone, normaliseText, readPersonName } from "#app/platform/vietnamese.ts";
import { roles } from "./actor.ts";

/** By what a person is named at sign-in: a telephone number (0 and nine digits) or a username. */
export type Identifier = { kind: "phone"; value: string } | { kind: "username"; value: string };

export type IdentifierReading = { ok: true; value: Identifier } | { ok: false; reason: string };

/**
 * Reads "0912 345 678", "+84912345678" or a username ("lnxh.nghia-do"; letters without marks, digits, dots and
 * hyphens, 3–40 characters, a letter first). Anything made of digits and separators is taken for a number.
 */
export function readIdentifier(raw: string): IdentifierReading {
  const text = normaliseText(raw);
  if (text === "") return { ok: false, reason: "identifier-empty" };
  if (/^[+(]?\d[\d\s.()-]*$/.test(text)) {
    const phone = normalisePhone(text);
    return phone.ok ? { ok: true, value: { kind: "phone", value: phone.value } } : { ok: false, reason: phone.reason };
  }
  const username = fold(text);
  return /^[a-z][a-z0-9.-]{2,39}$/.test(username)
    ? { ok: true, value: { kind: "username", value: username } }
    : { ok: false, reason: "identifier-not-valid" };
}

/** A schema's string that becomes an `Identifier`; issues carry the reason key. */
export const identifierSchema = z.string().transform((raw, issues) => {
  const read = readIdentifier(raw);
  if (read.ok) return read.value;
  issues.addIssue({ code: "custom", message: read.reason });
  return z.NEVER;
});

/** A person's full name, cleaned; issues carry the reason key. */
export const personNameSchema = z.string().transform((raw, issues) => {
  const read = readPersonName(raw);
  if (read.ok) return read.value;
  issues.addIssue({ code: "custom", message: `person-${read.reason}` });
  return z.NEVER;
});

/** Six digits; spaces between them are dropped, since people read a PIN in threes. A list comes from six boxes. */
export const pinSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((raw) => (Array.isArray(raw) ? raw.join("") : raw).replace(/\s/g, ""))
  .refine((pin) => /^\d{6}$/.test(pin), "pin-not-six-digits");

const optionalId = z.union([z.uuid(), z.literal("").transform(() => undefined)]).optional();

/** What the form of an appointment holds; which of unit and round is needed follows from the role. */
export const appointSchema = z
  .object({
    fullName: personNameSchema,
    identifier: identifierSchema,
    role: z.enum(roles, "role-unknown"),
    unitId: optionalId,
    roundId: optionalId,
  })
  .superRefine(({ role, unitId, roundId }, issues) => {
    const scope = scopeOf(role);
    if (scope === "unit" && !unitId) issues.addIssue({ code: "custom", path: ["unitId"], message: "unit-missing" });
    if (scope === "round" && !roundId) issues.addIssue({ code: "custom", path: ["roundId"], message: "round-missing" });
  });
export type AppointInput = z.output<typeof appointSchema>;

/** What an appointment to a role is bound to. */
export function scopeOf(role: (typeof roles)[number]): "installation" | "unit" | "round" {
  if (role === "administrator") return "installation";
  return role === "judge" || role === "head-judge" ? "round" : "unit";
}
