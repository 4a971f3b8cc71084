import type { AuthorFacts } from "#app/domain/entries/views.ts";

/** One child of a version, as its form said at the time. */
export type VersionAuthor = Pick<AuthorFacts, "childId" | "fullName" | "birthDate" | "birthPrecision" | "sex" | "className"> & {
  ethnicity: string;
};

/** The form of an entry as it was sent. */
export type VersionForm = {
  title: string; statement: string; material: string; paperSize: string; mentorName: string; mentorPhone: string;
  authors: VersionAuthor[];
};

/** What is compared between two versions, in the order of the form. */
export const versionParts = ["file", "title", "statement", "material", "authors", "mentor"] as const;
export type VersionPart = (typeof versionParts)[number];

type Compared = { form: VersionForm; fileId: string | null };

const authorWords = ({ fullName, birthDate, birthPrecision, sex, className, ethnicity }: VersionAuthor) =>
  [fullName, birthDate, birthPrecision, sex, className, ethnicity].join("|");

const worded: Record<VersionPart, (version: Compared) => string> = {
  file: ({ fileId }) => fileId ?? "",
  title: ({ form }) => form.title,
  statement: ({ form }) => form.statement,
  material: ({ form }) => `${form.material}|${form.paperSize}`,
  authors: ({ form }) => form.authors.map(authorWords).join("\n"),
  mentor: ({ form }) => `${form.mentorName}|${form.mentorPhone}`,
};

/** The parts in which two versions differ, in the order of the form. */
export const changedParts = (before: Compared, after: Compared): VersionPart[] =>
  versionParts.filter((part) => worded[part](before) !== worded[part](after));
