import { z } from "zod";
import { limits, sexes } from "#app/domain/entries/states.ts";

/**
 * Longest text of one cell that is taken as typed; what is too long for its meaning is told by `readRow`. JSON can carry
 * a NUL and half of a character, which the database does not take: one such cell must not hold up the other rows.
 */
const cell = z.string().max(1000, "text-too-long").default("").transform((text) => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\u{fffd}"));

export const deskTypedSchema = z.object({
  title: cell,
  children: z
    .array(z.object({ fullName: cell, birth: cell, sex: z.enum(sexes).default("undisclosed"), className: cell }))
    .max(limits.authors, "too-many-authors")
    .default([]),
});

const deskRowSchema = z.object({
  /** Made by the device; it is the entry's id from the first save on. */
  id: z.uuid(),
  /** One for each change: a save that is sent again after a lost answer is known by it. */
  saveId: z.uuid(),
  /** The version the row was typed on top of; 0 for a row that was never saved. */
  version: z.number().int().min(0),
  /** The place among the rows that were begun together. */
  line: z.number().int().min(0).max(1_000_000),
  unitId: z.uuid("unit-missing"),
  categoryId: z.uuid("category-missing"),
  typed: deskTypedSchema,
});
export type DeskRowInput = z.output<typeof deskRowSchema>;

export const maxRowsAtOnce = 50;

/** Rows of the desk as the page sends them, as JSON in one field. */
export const deskSaveSchema = z.object({
  rows: z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: "custom", message: "not-valid" });
        return z.NEVER;
      }
    })
    .pipe(z.array(deskRowSchema).min(1).max(maxRowsAtOnce)),
});

/** The entries to be sent, by id. */
export const deskSubmissionSchema = z.object({
  entryIds: z
    .string("desk-nothing-to-send")
    .transform((text) => [...new Set(text.split(" ").filter(Boolean))])
    .pipe(z.array(z.uuid()).min(1, "desk-nothing-to-send").max(200)),
});
