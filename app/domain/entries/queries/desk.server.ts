import { sql, type SqlBool } from "kysely";
import { type Gap, gapsOf } from "#app/domain/entries/completeness.ts";
import { deskTypedSchema } from "#app/domain/entries/desk/form.ts";
import { type DeskFault, type DeskTyped, readRow } from "#app/domain/entries/desk/row.ts";
import {
  type AuthorFacts, authorsJson, categoryJson, categoryOf, fileJson, thumbJson, type ThumbView, usbAnnounced,
} from "#app/domain/entries/facts.server.ts";
import { listUnitContests, type UnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import { ownEntries, type Reader } from "#app/domain/entries/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { formatVnDate, readInstant } from "#app/platform/dates.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** One draft on the desk, or an entry sent within the last day. */
export type DeskRow = {
  id: string; version: number; line: number; unitId: string; categoryId: string; typed: DeskTyped;
  code: string | null; slip: string | null; submittedAt: Date | null; thumb: ThumbView | null; usb: boolean;
  /** How many of the children have the family's word that they may take part. */
  consented: number;
  faults: DeskFault[]; gaps: Gap[];
};

/** The contest of this address, if the actor's units take part in it; `not-found` otherwise. */
export async function findUnitContest(reader: Reader, slug: string): Promise<UnitContest> {
  const contest = (await listUnitContests(reader)).find((one) => one.slug === slug);
  if (!contest) throw new DomainError("not-found", "contest-not-found");
  return contest;
}

/** Rows on one page of the desk. */
export const deskPageSize = 100;
const sentStaysMs = 24 * 3600 * 1000;

/**
 * The drafts of a contest for the desk, the oldest first and those begun together in their order, with what was sent
 * within the last day; 100 a page, `after` being the cursor `next` of the page before. One statement.
 */
export async function listDesk(
  reader: Reader & { now: Date },
  contestId: string,
  after = "",
): Promise<{ rows: DeskRow[]; next: string | null }> {
  const [at = "", line = "", id = ""] = after.split("_");
  const since = /^\d{1,7}$/.test(line) && isUuid(id) ? readInstant(at) : null;
  const found = await deskEntries(reader, contestId)
    .$if(since !== null, (q) =>
      q.where(sql<SqlBool>`(e.created_at, coalesce(d.line, 0), e.id) > (${since}, ${Number(line)}, ${id}::uuid)`),
    )
    .orderBy("e.created_at")
    .orderBy(sql`coalesce(d.line, 0)`)
    .orderBy("e.id")
    .limit(deskPageSize + 1)
    .execute();
  const page = found.slice(0, deskPageSize);
  const last = page.at(-1);
  const next = found.length > deskPageSize && last ? `${last.createdAt.toISOString()}_${last.line}_${last.id}` : null;
  return { rows: page.map(toRow), next };
}

function deskEntries(reader: Reader & { now: Date }, contestId: string) {
  const since = new Date(reader.now.getTime() - sentStaysMs);
  return ownEntries(reader)
    .innerJoin("categories as c", "c.id", "e.category_id")
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("desk_rows as d", "d.entry_id", "e.id")
    .leftJoin("paper_slips as p", "p.entry_id", "e.id")
    .leftJoin("round_entries as re", (join) => join.onRef("re.entry_id", "=", "e.id").on("re.source_round_id", "is", null))
    .where("e.contest_id", "=", contestId)
    .where("w.entry_id", "is", null)
    .where(sql<SqlBool>`(s.entry_id is null or s.submitted_at > ${since})`)
    .select([
      "e.id", "e.version", "e.unit_id as unitId", "e.category_id as categoryId", "e.title", "e.created_at as createdAt",
      "re.code", "p.code as slip", "s.submitted_at as submittedAt", "d.typed", "d.version as typedVersion",
      sql<number>`coalesce(d.line, 0)`.as("line"), categoryJson.as("category"), authorsJson.as("authors"),
      fileJson.as("file"), thumbJson.as("thumb"), usbAnnounced.as("usb"),
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof deskEntries>["execute"]>>[number];

function toRow(row: Found): DeskRow {
  const { title, typed: kept, typedVersion, category, authors, file, createdAt: _at, ...rest } = row;
  const unread = kept !== null && typedVersion === row.version ? deskTypedSchema.parse(kept) : null;
  const typed = unread ?? { title, children: authors.map(childOf) };
  const gaps = row.submittedAt ? [] : gapsOf({ title, category: categoryOf(category), authors, file, usb: row.usb });
  const consented = authors.filter(({ takePart }) => takePart).length;
  return { ...rest, typed, consented, faults: unread ? readRow(unread).faults : [], gaps };
}

const childOf = ({ fullName, birthDate, birthPrecision, sex, className }: AuthorFacts) => ({
  fullName, birth: formatVnDate(birthDate, birthPrecision), sex, className,
});

/** What the desk needs of some rows after they were saved: one statement. */
export async function listDeskRows(reader: Reader & { now: Date }, contestId: string, ids: readonly string[]): Promise<DeskRow[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  return (await deskEntries(reader, contestId).where("e.id", "in", known).execute()).map(toRow);
}
