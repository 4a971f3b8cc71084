import { z } from "zod";
import { parseVnDate } from "#app/platform/dates.ts";
import { normaliseText } from "#app/platform/vietnamese.ts";
import { UNIT_KINDS } from "./kinds.ts";

const MAX_UNIT_NAME = 150;

/** A unit's name on one line; issues carry the reason key. */
export const unitNameSchema = z
  .string()
  .transform(normaliseText)
  .pipe(z.string().min(1, "unit-name-empty").max(MAX_UNIT_NAME, "unit-name-too-long"));

export const unitKindSchema = z.enum(UNIT_KINDS, "unit-kind-unknown");

const line = z.string().default("").transform(normaliseText).pipe(z.string().max(200, "text-too-long"));

/** A typed day that must be there, as an ISO date; issues carry the reason key. */
export const daySchema = z.string().transform((raw, issues) => {
  const read = parseVnDate(raw);
  if (read.ok && read.precision === "day") return read.iso;
  issues.addIssue({ code: "custom", message: read.ok ? "day-needed" : `day-${read.reason}` });
  return z.NEVER;
});

/** As `daySchema`, or empty for "not known". */
const optionalDaySchema = z
  .string()
  .default("")
  .transform((raw) => raw.trim())
  .pipe(z.union([z.literal("").transform(() => null), daySchema]));

/** A unit's code in lists and set-up files: capital letters, digits, hyphens; empty for none. */
const codeSchema = z
  .string()
  .default("")
  .transform((raw) => raw.trim().toUpperCase() || null)
  .refine((code) => code === null || /^[A-Z0-9][A-Z0-9-]{0,39}$/.test(code), "unit-code-not-valid");

const idOrNone = z.union([z.uuid(), z.literal("").transform(() => null)]).nullable().default(null);

export const unitSchema = z.object({
  name: unitNameSchema,
  kind: unitKindSchema,
  organisation: line,
  code: codeSchema,
  phone: line,
  parentId: idOrNone,
  validFrom: optionalDaySchema,
});
export type UnitInput = z.output<typeof unitSchema>;

export const unitsSchema = z.object({
  names: z.string(),
  kind: unitKindSchema,
  parentId: z.uuid("unit-missing"),
});
export type UnitsInput = z.output<typeof unitsSchema>;

export const renameSchema = z.object({ name: unitNameSchema, organisation: line, code: codeSchema, phone: line });
export type RenameInput = z.output<typeof renameSchema>;

const reason = z.string().transform(normaliseText).pipe(z.string().min(1, "reason-empty").max(500, "text-too-long"));

export const moveUnitSchema = z.object({ parentId: idOrNone, effectiveOn: daySchema, reason });
export type MoveUnitInput = z.output<typeof moveUnitSchema>;

export type SucceedUnitInput = { successorId: string; effectiveOn: string; documentNo: string };

/**
 * The names in a pasted list, one a line: leading numbers and bullets ("1. ", "- ") are dropped, empty lines and
 * repeats too. At most 200.
 */
export function readUnitNames(text: string): { names: string[]; tooLong: string[] } {
  const names = text
    .split(/\r?\n/)
    .map((row) => normaliseText(row).replace(/^(?:\d{1,3}[.)]|[-•+*])\s*/u, ""))
    .filter((name) => name !== "");
  const unique = [...new Set(names)].slice(0, 200);
  return { names: unique, tooLong: unique.filter((name) => name.length > MAX_UNIT_NAME) };
}

/** The end of a unit as one form: with a successor it is a succession, without one a closing. */
export const endUnitSchema = z.object({
  lastDay: daySchema,
  successorId: z.union([z.uuid(), z.literal("")]).default(""),
  documentNo: line,
});
