import { sql, type SqlBool } from "kysely";
import { maxSlips } from "#app/domain/entries/commands/slips.server.ts";
import { parseSlip } from "#app/domain/entries/slip-code.ts";
import { ownEntries, type Reader, visibleEntries } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** What is printed with a slip's code; nothing of a child is among it. */
export type PrintedSlip = {
  code: string; contestName: string; year: number; unitName: string; categoryName: string | null; entryCode: string | null;
};

/** Slips of one's own units, and those of contests in which one's office holds a round. */
function visibleSlips({ db, actor }: Reader) {
  return db.selectFrom("paper_slips as p").where(sql<SqlBool>`(p.unit_id = any(${actor.entrantUnitIds}::uuid[])
    or exists (select 1 from entries oe where oe.id = p.entry_id and oe.unit_id = any(${actor.entrantUnitIds}::uuid[]))
    or exists (select 1 from rounds r where r.contest_id = p.contest_id and r.unit_id = any(${officeUnitIds(actor)}::uuid[])))`);
}

/** The slips of these codes, in this order; codes that one may not see are left out, and none at all is not found. */
export async function findSlips(reader: Reader, texts: readonly string[]): Promise<PrintedSlip[]> {
  const codes = [...new Set(texts.map((text) => parseSlip(text)).filter((code) => code !== null))].slice(0, maxSlips);
  const rows = await visibleSlips(reader)
    .innerJoin("contests as k", "k.id", "p.contest_id")
    .innerJoin("units as u", "u.id", "p.unit_id")
    .leftJoin("entries as e", "e.id", "p.entry_id")
    .leftJoin("categories as c", "c.id", "e.category_id")
    .leftJoin("round_entries as re", (join) => join.onRef("re.entry_id", "=", "e.id").on("re.source_round_id", "is", null))
    .where(sql<SqlBool>`p.code = any(${codes}::text[])`)
    .select((eb) => [
      "p.code", "k.name as contestName", "k.year", eb.fn.coalesce("e.unit_name", "u.name").as("unitName"),
      "c.name as categoryName", "re.code as entryCode",
    ])
    .execute();
  if (rows.length === 0) throw new DomainError("not-found", "slips-none");
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return codes.flatMap((code) => byCode.get(code) ?? []);
}

/** Entries of one's own units in a contest, or of a participant in a round one's office holds, that have no slip yet; at most four hundred. */
export async function listWithoutSlip(
  reader: Reader,
  { contestId, participantId }: { contestId: string; participantId?: string },
): Promise<string[]> {
  if (!isUuid(contestId)) return [];
  const office = participantId !== undefined && isUuid(participantId);
  const rows = await (office ? visibleEntries(reader).where("e.participant_id", "=", participantId!) : ownEntries(reader))
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("paper_slips as p", "p.entry_id", "e.id")
    .where("e.contest_id", "=", contestId)
    .where("w.entry_id", "is", null)
    .where("p.code", "is", null)
    .select("e.id")
    .orderBy("e.created_at")
    .orderBy("e.id")
    .limit(maxSlips)
    .execute();
  return rows.map(({ id }) => id);
}

export type BlankSlips = { unitId: string; unitName: string; codes: string[] };

/** Printed slips that no entry claimed yet, by unit, the latest printed first; at most four hundred of a unit. */
export async function listBlankSlips(reader: Reader, contestId: string): Promise<BlankSlips[]> {
  if (!isUuid(contestId)) return [];
  const rows = await visibleSlips(reader)
    .innerJoin("units as u", "u.id", "p.unit_id")
    .where("p.contest_id", "=", contestId)
    .where("p.entry_id", "is", null)
    .select((eb) => [
      "p.unit_id as unitId", "u.name as unitName",
      sql<string[]>`(array_agg(p.code order by p.issued_at desc, p.code))[1:${sql.lit(maxSlips)}]`.as("codes"),
      eb.fn.max("u.sort_key").as("sortKey"),
    ])
    .groupBy(["p.unit_id", "u.name"])
    .orderBy("sortKey")
    .execute();
  return rows.map(({ sortKey: _key, ...row }) => row);
}
