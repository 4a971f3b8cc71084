import { sql } from "kysely";
import {
  categoryJson,
  categoryOf,
  type CategoryFacts,
  graceOfRound,
  intakeEndOfRound,
  phaseOfRound,
} from "#app/domain/entries/facts.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { type EntryFacts, type Intake, officeTakesIn, type ScreeningFacts } from "#app/domain/entries/rules.ts";
import { type Reader, visibleEntries, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { formatVnDate } from "#app/platform/dates.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Transaction } from "#db/client.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** An entry as commands need it, its row locked until the transaction ends. */
export type LoadedEntry = EntryFacts & {
  id: string;
  contestId: string;
  unitName: string;
  title: string;
  version: number;
  fileId: string | null;
  originalFileId: string | null;
  updatedAt: Date;
  category: CategoryFacts;
  round: { id: string; codePrefix: string };
  onBehalf: { officeUnitId: string; reason: string; postmarkedOn: string | null } | null;
};

/**
 * Loads an entry for writing, through what the actor may see: `not-found` otherwise. The row is locked first and read
 * afterwards, so that the second of two clicks sees what the first one did.
 */
export async function lockEntry(trx: Transaction, actor: Actor, entryId: string): Promise<LoadedEntry> {
  if (!isUuid(entryId)) throw new DomainError("not-found", "entry-not-found");
  await trx.selectFrom("entries").select("id").where("id", "=", entryId).forUpdate().execute();
  const row = await loadEntry({ db: trx, actor }, entryId);
  if (!row) throw new DomainError("not-found", "entry-not-found");
  return row;
}

/** Refuses, in words for the unit, an entry whose form stands: sent, taken back, or returned and its day or judging is over. */
export function refuseUnchangeable({ standing, dueOn, intake }: Pick<EntryFacts, "standing" | "dueOn" | "intake">, now: Date): void {
  if (standing === "submitted" || standing === "withdrawn") throw new DomainError("conflict", `entry-already-${standing}`);
  if (standing === "returned" && isReturnOver(dueOn!, now)) {
    throw new DomainError("closed", "return-over", { day: formatVnDate(dueOn!) });
  }
  if (standing === "returned" && !officeTakesIn(intake.phase)) throw new DomainError("closed", "return-after-judging");
}

async function loadEntry(reader: Reader, entryId: string): Promise<LoadedEntry | null> {
  const row = await visibleEntries(reader)
    .innerJoin("categories as c", "c.id", "e.category_id")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("entries_on_behalf as ob", "ob.entry_id", "e.id")
    .leftJoin("entry_returns as rt", (join) => join.onRef("rt.entry_id", "=", "e.id").on("rt.ended_at", "is", null))
    .where("e.id", "=", entryId)
    .select([
      "e.id", "e.contest_id as contestId", "e.unit_id as unitId", "e.unit_name as unitName", "e.title", "e.version",
      "e.file_id as fileId", "e.original_file_id as originalFileId", "e.updated_at as updatedAt", "r.id as roundId", "r.code_prefix as codePrefix",
      "s.submitted_at as submittedAt", "w.withdrawn_at as withdrawnAt",
      "ob.office_unit_id as officeUnitId", "ob.reason as lateReason", "ob.postmarked_on as postmarkedOn",
      "rt.due_on as dueOn",
      categoryJson.as("category"), phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt"), graceOfRound.as("graceMinutes"),
    ])
    .executeTakeFirst();
  if (!row) return null;
  const { category, phase, endsAt, graceMinutes, roundId, codePrefix, submittedAt, withdrawnAt, ...rest } = row;
  const { lateReason, postmarkedOn, ...entry } = rest;
  return {
    ...entry,
    standing: withdrawnAt ? "withdrawn" : entry.dueOn ? "returned" : submittedAt ? "submitted" : "draft",
    category: categoryOf(category),
    intake: { phase, endsAt, graceMinutes },
    round: { id: roundId, codePrefix },
    onBehalf: entry.officeUnitId ? { officeUnitId: entry.officeUnitId, reason: lateReason ?? "", postmarkedOn } : null,
  };
}

/** The intake of a round, held as it is: a move of its phase waits until the transaction ends. */
export async function holdIntake(trx: Transaction, roundId: string): Promise<Intake> {
  await trx.selectFrom("rounds").select("id").where("id", "=", roundId).forShare().execute();
  return trx
    .selectFrom("rounds as r")
    .where("r.id", "=", roundId)
    .select([phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt"), graceOfRound.as("graceMinutes")])
    .executeTakeFirstOrThrow();
}

/** An entry's part in a round as screening needs it, its row locked until the transaction ends. */
export type LoadedRoundEntry = ScreeningFacts & {
  id: string;
  entryId: string;
  roundId: string;
  contestId: string;
  code: string;
  ordinal: number;
  withdrawn: boolean;
  /** The last day of a standing return, ISO; null while the entry is not with its unit. */
  dueOn: string | null;
  late: boolean;
  standing: { id: string; verdict: string; decidedAt: Date } | null;
};

/** Loads a round's entry for screening: `not-found` unless the actor's office holds the round. */
export async function lockRoundEntry(trx: Transaction, actor: Actor, roundEntryId: string): Promise<LoadedRoundEntry> {
  const missing = () => new DomainError("not-found", "entry-not-found");
  if (!isUuid(roundEntryId)) throw missing();
  // The entry, then the round, as whoever sends it locks them; judging must not begin between phase and verdict.
  await trx
    .selectFrom("entries")
    .select("id")
    .where("id", "=", (eb) => eb.selectFrom("round_entries").select("entry_id").where("id", "=", roundEntryId))
    .forUpdate()
    .execute();
  await trx
    .selectFrom("rounds")
    .select("id")
    .where("id", "=", (eb) => eb.selectFrom("round_entries").select("round_id").where("id", "=", roundEntryId))
    .forShare()
    .execute();
  await trx.selectFrom("round_entries").select("id").where("id", "=", roundEntryId).forUpdate().execute();
  const row = await visibleRoundEntries({ db: trx, actor })
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("screenings as sc", (join) => join.onRef("sc.round_entry_id", "=", "re.id").on("sc.undone_at", "is", null))
    .leftJoin("entry_returns as rt", (join) => join.onRef("rt.entry_id", "=", "e.id").on("rt.ended_at", "is", null))
    .where("re.id", "=", roundEntryId)
    .select([
      "r.ordinal", "rt.due_on as dueOn", "re.id", "re.entry_id as entryId", "re.round_id as roundId", "e.contest_id as contestId", "re.code",
      "r.unit_id as roundUnitId", "w.withdrawn_at as withdrawnAt", "sc.id as screeningId", "sc.verdict",
      "sc.decided_at as decidedAt", phaseOfRound.as("phase"),
      sql<boolean>`(exists (select 1 from entry_returns lr where lr.entry_id = e.id)
        or exists (select 1 from entries_on_behalf lb where lb.entry_id = e.id))`.as("late"),
    ])
    .executeTakeFirst();
  if (!row) throw missing();
  const { withdrawnAt, screeningId, verdict, decidedAt, ...facts } = row;
  return {
    ...facts,
    withdrawn: withdrawnAt !== null,
    standing: screeningId ? { id: screeningId, verdict: verdict!, decidedAt: decidedAt! } : null,
  };
}

/** A round held by one of the actor's offices: `not-found` otherwise. */
export type OfficeRound = ScreeningFacts & {
  id: string; contestId: string; contestName: string; name: string; unitName: string; ordinal: number;
  intakeEndsAt: Date | null; graceMinutes: number;
};

/** The round of this id, if one of the actor's offices holds it: `not-found` otherwise. */
export async function findOfficeRound({ db, actor }: Reader, roundId: string): Promise<OfficeRound> {
  const row = isUuid(roundId)
    ? await db
        .selectFrom("rounds as r")
        .innerJoin("contests as c", "c.id", "r.contest_id")
        .where("r.id", "=", roundId)
        .where(sql<boolean>`r.unit_id = any(${officeUnitIds(actor)}::uuid[])`)
        .select([
          "r.id", "c.id as contestId", "c.name as contestName", "r.name", "r.unit_name as unitName", "r.ordinal",
          "r.unit_id as roundUnitId",
        ])
        .select([phaseOfRound.as("phase"), intakeEndOfRound.as("intakeEndsAt"), graceOfRound.as("graceMinutes")])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "round-not-found");
  return row;
}
