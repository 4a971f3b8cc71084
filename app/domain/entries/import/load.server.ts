import { sql, type SqlBool } from "kysely";
import { intakeEndOfRound, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import type { Intake } from "#app/domain/entries/rules.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Transaction } from "#db/client.ts";
import type { Mapping } from "./model.ts";
import type { TableFound } from "./previews.server.ts";
import type { ImportSummary } from "./read.ts";

/** Imports an actor may know of: those of one's own units, and what one's office brought in for others. */
export function visibleImports({ db, actor }: Reader) {
  return db
    .selectFrom("imports as i")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "i.contest_id").on("r.ordinal", "=", 1))
    .where(
      sql<SqlBool>`case when i.on_behalf then r.unit_id = any(${officeUnitIds(actor)}::uuid[])
        else i.unit_id = any(${[...actor.entrantUnitIds]}::uuid[]) end`,
    );
}

export type LoadedImport = {
  id: string; contestId: string; unitId: string; onBehalf: boolean; fileName: string; mapping: Mapping; tableFound: TableFound;
  summary: ImportSummary & { written?: number }; createdAt: Date; createdByName: string; confirmedAt: Date | null; confirmedBy: string | null;
  undoneAt: Date | null; roundUnitId: string; intake: Intake;
};

/** An import in the actor's sight: `not-found` otherwise. */
export async function loadImport(reader: Reader, importId: string): Promise<LoadedImport> {
  const row = isUuid(importId)
    ? await visibleImports(reader)
        .where("i.id", "=", importId)
        .select([
          "i.id", "i.contest_id as contestId", "i.unit_id as unitId", "i.on_behalf as onBehalf", "i.file_name as fileName", "i.mapping",
          "i.table_found as tableFound", "i.summary", "i.created_at as createdAt", "i.created_by_name as createdByName",
          "i.confirmed_at as confirmedAt", "i.confirmed_by as confirmedBy", "i.undone_at as undoneAt", "r.unit_id as roundUnitId",
          phaseOfRound.as("phase"), intakeEndOfRound.as("endsAt"),
        ])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "import-not-found");
  const { phase, endsAt, ...rest } = row;
  return { ...rest, intake: { phase, endsAt } } as unknown as LoadedImport;
}

/** The same for writing, its row locked first, so that the second of two clicks sees what the first one did. */
export async function lockImport(trx: Transaction, reader: Omit<Reader, "db">, importId: string): Promise<LoadedImport> {
  if (isUuid(importId)) await trx.selectFrom("imports").select("id").where("id", "=", importId).forUpdate().execute();
  return loadImport({ db: trx, actor: reader.actor }, importId);
}
