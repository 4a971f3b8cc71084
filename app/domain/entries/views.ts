import type { Medium } from "#app/domain/contests/model.ts";
import type { FileFacts } from "#app/domain/entries/file-rules.ts";
import type { ReturnField } from "#app/domain/entries/returns.ts";
import type { Purpose, PurposeField, Relation, Sex } from "#app/domain/entries/states.ts";
import { fileUrl, type Variant } from "#app/domain/files/model.ts";

/** One author with what the family agreed to, in the contest of entry `e`; only what counts is true. */
export type AuthorFacts = Record<PurposeField, boolean> & {
  childId: string;
  fullName: string;
  birthDate: string;
  birthPrecision: "day" | "year";
  sex: Sex;
  className: string;
  ethnicity: string | null;
  /** What the family agreed to and the child, seven or older, has not yet. */
  waiting: Purpose[];
  method: string | null;
  guardianName: string;
  relation: Relation;
  assented: boolean;
  /** Whether any answer of the family is on record, a withdrawn one included. */
  answered: boolean;
  /** Left a group's work; `undecided` until the unit said whether it goes on. */
  departed: boolean;
  undecided: boolean;
};

/** A standing return: why, which parts, until the end of which day (ISO), when and by whom. */
export type ReturnView = { reason: string; fields: ReturnField[]; dueOn: string; at: string; by: string | null };

/** Who entered an entry for its unit: the office, the person, when, why, and the postmark (ISO day) of paper. */
export type OnBehalfView = {
  officeUnitId: string; office: string; by: string | null; at: string; reason: string; postmarkedOn: string | null;
};

/** A stored file with what was derived from it so far. */
export type FileView = FileFacts & {
  id: string;
  medium: Medium;
  mime: string;
  thumbhash: string | null;
  variants: { variant: string; width: number; height: number }[];
  steps: { step: string; state: "waiting" | "running" | "done" | "failed"; error: string | null }[];
};

/** The photo as it was taken, kept beside its straightened picture; for the unit and the office alone. */
export type OriginalView = { id: string; bytes: number; width: number; height: number };

/** A small picture for rows: the file with the names of its ready forms. */
export type ThumbView = {
  fileId: string;
  medium: Medium;
  width: number | null;
  height: number | null;
  thumbhash: string | null;
  variants: string[];
  durationMs: number | null;
};

/** Where the pictures of a file are by width, as far as they are made; `small` is the first to show, or null. */
export type Picture = { sources: { 320?: string; 800?: string; 1600?: string }; small: string | null };

/** The pictures of a file that are ready: sizes of a drawing, the poster of a clip. */
export function pictureOf(file: { id: string; variants: readonly string[] } | null): Picture {
  const ready = (variant: Variant) =>
    file && file.variants.includes(variant) ? fileUrl(file.id, variant) : undefined;
  const poster = ready("poster");
  const sources = poster
    ? { 800: poster }
    : Object.fromEntries((["320", "800", "1600"] as const).flatMap((v) => (ready(v) ? [[v, ready(v)]] : [])));
  return { sources, small: sources[320] ?? sources[800] ?? sources[1600] ?? null };
}

/** The pictures of a row's thumbnail. */
export const thumbPicture = (thumb: ThumbView | null): Picture =>
  pictureOf(thumb && { id: thumb.fileId, variants: thumb.variants });

/** The pictures of a whole file. */
export const filePicture = (file: FileView | null): Picture =>
  pictureOf(file && { id: file.id, variants: file.variants.map(({ variant }) => variant) });
