import type { CategorySetup } from "#app/domain/contests/model.ts";
import { entryDivision, type ChildFacts } from "#app/domain/entries/division.ts";
import { judgeFile, type FileFacts } from "#app/domain/entries/file-rules.ts";

export type DraftFacts = {
  title: string;
  category: Pick<CategorySetup, "medium" | "minAuthors" | "maxAuthors" | "file" | "divisions">;
  /** `departed` is who left a group's work; on an `undecided` one the unit has not said yet whether it goes on. */
  authors: readonly (ChildFacts & {
    fullName: string; takePart: boolean; waiting?: readonly string[]; departed?: boolean; undecided?: boolean;
  })[];
  file: FileFacts | null;
  /** A clip that was announced to come on a USB stick may be missing until the secretariat has it. */
  usb: boolean;
};

/** One thing that keeps a draft from being sent: a reason key with its numbers, and the part of the form it is in. */
export type Gap = {
  part: "title" | "authors" | "consents" | "file";
  reason: string;
  params: Record<string, string | number>;
};

/**
 * Everything that keeps a draft from being sent, in the order of the form: title, authors and their division, the
 * family's consent to take part for every child with the child's own from seven on, and a file that fits its category. Empty means ready.
 */
export function gapsOf(draft: DraftFacts): Gap[] {
  return [
    ...(draft.title === "" ? [{ part: "title", reason: "title-empty", params: {} } as const] : []),
    ...authorGaps(draft),
    ...draft.authors
      .filter(({ takePart, departed = false, undecided = false }) => !takePart && (!departed || undecided))
      .map(({ fullName, waiting = [] }): Gap => {
        const reason = waiting.includes("take-part") ? "assent-to-take-part-missing" : "consent-to-take-part-missing";
        return { part: "consents", reason, params: { fullName } };
      }),
    ...fileGaps(draft),
  ];
}

function authorGaps({ category, authors }: DraftFacts): Gap[] {
  const params = { count: authors.length, min: category.minAuthors, max: category.maxAuthors };
  if (authors.length < category.minAuthors) return [{ part: "authors", reason: "too-few-authors", params }];
  if (authors.length > category.maxAuthors) return [{ part: "authors", reason: "too-many-authors", params }];
  const division = entryDivision(category.divisions, authors);
  return division.ok ? [] : [{ part: "authors", reason: division.reason, params: division.params }];
}

function fileGaps({ category, file, usb }: DraftFacts): Gap[] {
  if (!file && usb && category.medium === "video") return [];
  if (!file) return [{ part: "file", reason: `file-missing-${category.medium}`, params: {} }];
  return judgeFile(category, file).map(({ rule, params }) => ({ part: "file", reason: rule, params }));
}
