import { fileJsonOf, type FileView } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import { type ReturnField, isReturnOver } from "#app/domain/entries/returns.ts";
import type { ReturnOutcome } from "#app/domain/entries/returns.server.ts";
import { changedParts, type VersionForm, type VersionPart } from "#app/domain/entries/versions.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** An entry as it was sent once; `changed` are the parts that differ from the version before. */
export type EntryVersion = {
  number: number; at: Date; by: string | null; form: VersionForm; divisionName: string | null; file: FileView | null;
  changed: VersionPart[];
};
export type EntryReturn = {
  at: Date; by: string | null; reason: string; fields: ReturnField[]; dueOn: string;
  endedAt: Date | null; outcome: ReturnOutcome | null;
};
export type EntryVersions = {
  roundId: string; id: string; code: string; title: string; versions: EntryVersion[]; returns: EntryReturn[];
};

/** Everything that was sent of an entry and why it was returned, the first first, for the round's own office. */
export async function findVersions(reader: Reader, roundId: string, roundEntryId: string): Promise<EntryVersions> {
  const entry = isUuid(roundId) && isUuid(roundEntryId)
    ? await visibleRoundEntries(reader)
        .where("re.id", "=", roundEntryId)
        .where("re.round_id", "=", roundId)
        .select(["re.id", "re.round_id as roundId", "re.code", "e.title", "e.id as entryId"])
        .executeTakeFirst()
    : undefined;
  if (!entry) throw new DomainError("not-found", "entry-not-found");
  const { entryId, ...about } = entry;
  return { ...about, versions: await versionsOf(reader, entryId), returns: await returnsOf(reader, entryId) };
}

async function versionsOf({ db }: Reader, entryId: string): Promise<EntryVersion[]> {
  const rows = await db
    .selectFrom("entry_versions as v")
    .leftJoin("people as p", "p.id", "v.submitted_by")
    .leftJoin("divisions as d", "d.id", "v.division_id")
    .where("v.entry_id", "=", entryId)
    .select(["v.number", "v.submitted_at as at", "p.full_name as by", "v.form", "d.name as divisionName", "v.file_id as fileId"])
    .select(fileJsonOf("v.file_id").as("file"))
    .orderBy("v.number")
    .execute();
  const sent = rows.map(({ form, ...row }) => ({ ...row, form: form as unknown as VersionForm }));
  return sent.map(({ fileId, ...version }, index) => {
    const before = sent[index - 1];
    return { ...version, changed: before ? changedParts(before, { ...version, fileId }) : [] };
  });
}

async function returnsOf({ db }: Reader, entryId: string): Promise<EntryReturn[]> {
  const rows = await db
    .selectFrom("entry_returns as rt")
    .leftJoin("people as p", "p.id", "rt.returned_by")
    .where("rt.entry_id", "=", entryId)
    .select(["rt.returned_at as at", "p.full_name as by", "rt.reason", "rt.fields", "rt.due_on as dueOn"])
    .select(["rt.ended_at as endedAt", "rt.outcome"])
    .orderBy("rt.returned_at")
    .execute();
  return rows.map((row) => ({ ...row, fields: row.fields as ReturnField[], outcome: row.outcome as ReturnOutcome | null }));
}

export type StandingReturn = {
  id: string; code: string; title: string; unitName: string; reason: string; fields: ReturnField[]; dueOn: string;
  at: Date; by: string | null; over: boolean;
};

/** Entries of a round that are with their units for correction, those whose day is over first. */
export async function listReturns(reader: Reader, roundId: string, now: Date): Promise<{ round: OfficeRound; returns: StandingReturn[] }> {
  const round = await findOfficeRound(reader, roundId);
  const rows = await visibleRoundEntries(reader)
    .innerJoin("entry_returns as rt", (join) => join.onRef("rt.round_entry_id", "=", "re.id").on("rt.ended_at", "is", null))
    .leftJoin("people as p", "p.id", "rt.returned_by")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .where("re.round_id", "=", roundId)
    .where("w.entry_id", "is", null)
    .select(["re.id", "re.code", "e.title", "e.unit_name as unitName", "rt.reason", "rt.fields", "rt.due_on as dueOn"])
    .select(["rt.returned_at as at", "p.full_name as by"])
    .orderBy("rt.due_on")
    .orderBy("re.code")
    .limit(500)
    .execute();
  return {
    round,
    returns: rows.map((row) => ({ ...row, fields: row.fields as ReturnField[], over: isReturnOver(row.dueOn, now) })),
  };
}
