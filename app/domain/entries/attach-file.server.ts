import { record } from "#app/domain/audit/record.server.ts";
import { askForDuplicates } from "#app/domain/entries/duplicates/jobs.server.ts";
import { categoryJson, categoryOf, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { judgeFile } from "#app/domain/entries/file-rules.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import type { UploadPurpose } from "#app/domain/entries/upload-purpose.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import { refuse, type Refusal, type StoredFile } from "#app/domain/files/model.ts";
import { findPaired } from "#app/domain/files/uploads.server.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";

/** The slug under which works are uploaded; its input is an `UploadPurpose`. */
export const entryUploadSlug = "entry";

type Arrival = { trx: Transaction; now: Date; ownerId: string; purpose: UploadPurpose; file: StoredFile };
type Answer = { ok: true } | Refusal;
type Held = NonNullable<Awaited<ReturnType<typeof holdEntry>>>;

async function holdEntry(trx: Transaction, entryId: string, ownerId: string) {
  await trx.selectFrom("entries").select("id").where("id", "=", entryId).forUpdate().execute();
  return trx
    .selectFrom("entries as e")
    .innerJoin("categories as c", "c.id", "e.category_id")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("entry_returns as rt", (join) => join.onRef("rt.entry_id", "=", "e.id").on("rt.ended_at", "is", null))
    .leftJoin("people as p", (join) => join.on("p.id", "=", ownerId))
    .where("e.id", "=", entryId)
    .select(["e.contest_id as contestId", "s.submitted_at as submittedAt", "w.withdrawn_at as withdrawnAt", "p.full_name as name"])
    .select(["rt.due_on as dueOn", "e.file_id as fileId", "e.original_file_id as originalId", phaseOfRound.as("phase"), categoryJson.as("category")])
    .executeTakeFirst();
}

/**
 * Puts a received file where it belongs: a work in place of the one before, an original beside its work. The two
 * halves of a pair may come in either order; an original without its work waits for it until the night after.
 */
export async function attachReceived(arrival: Arrival): Promise<Answer> {
  const { trx, purpose, ownerId } = arrival;
  const entry = await holdEntry(trx, purpose.entryId, ownerId);
  if (!entry) return refuse("entry-not-found");
  // It may have begun before the family took its word back.
  if (entry.withdrawnAt) return refuse("entry-already-withdrawn");
  return purpose.role === "work" ? attachWork(arrival, entry) : attachOriginal(arrival, entry);
}

async function attachWork(arrival: Arrival, entry: Held): Promise<Answer> {
  const { trx, purpose, file, now } = arrival;
  if (entry.submittedAt && (!entry.dueOn || isReturnOver(entry.dueOn, now) || !officeTakesIn(entry.phase))) return refuse("entry-already-submitted");
  if (purpose.ifEmpty && entry.fileId) return refuse("entry-has-file");
  if (purpose.cutFrom && purpose.cutFrom !== entry.originalId) return refuse("entry-picture-changed");
  const finding = judgeFile(categoryOf(entry.category), file)[0];
  if (finding) return refuse(finding.rule, finding.params);
  const original = purpose.cutFrom ?? (await pairedWith(trx, purpose, "original"));
  const changes = { file_id: file.id, original_file_id: original, updated_at: now };
  await trx.updateTable("entries").set(changes).where("id", "=", purpose.entryId).execute();
  const gone = [entry.fileId, entry.originalId === original ? null : entry.originalId];
  for (const fileId of gone) if (fileId) await removeStoredFile.later(trx, { fileId });
  // A returned entry's new file is not what was compared when it was sent.
  if (entry.submittedAt) await askForDuplicates(trx, purpose.entryId);
  await remember(arrival, entry, { replaces: entry.fileId, original });
  return { ok: true };
}

async function attachOriginal(arrival: Arrival, entry: Held): Promise<Answer> {
  const { trx, purpose, file, now } = arrival;
  const work = await pairedWith(trx, purpose, "work");
  if (work === null) return entry.submittedAt ? refuse("entry-picture-changed") : { ok: true };
  if (work !== entry.fileId) return refuse("entry-picture-changed");
  const changes = { original_file_id: file.id, updated_at: now };
  await trx.updateTable("entries").set(changes).where("id", "=", purpose.entryId).execute();
  // A version that was sent with this picture is kept with its photo as well, though that came later.
  await trx.updateTable("entry_versions").set({ original_file_id: file.id }).where("entry_id", "=", purpose.entryId).where("file_id", "=", work).execute();
  if (entry.originalId) await removeStoredFile.later(trx, { fileId: entry.originalId });
  await remember(arrival, entry, { of: work, replaces: entry.originalId });
  return { ok: true };
}

/** The other half of a pair, if it was received for the same entry. */
async function pairedWith(trx: Transaction, { pair, entryId }: UploadPurpose, role: UploadPurpose["role"]): Promise<string | null> {
  if (!pair) return null;
  const found = await findPaired(trx, entryUploadSlug, pair);
  return found.find(({ purpose }) => purpose.entryId === entryId && purpose.role === role)?.fileId ?? null;
}

async function remember(arrival: Arrival, entry: Held, about: Record<string, string | null>): Promise<void> {
  const { trx, now, ownerId, purpose, file } = arrival;
  const actor = { ...systemActor(entry.name ?? ""), personId: ownerId };
  await record(trx, { actor, now }, {
    action: purpose.role === "work" ? "attach-file" : "attach-original",
    subject: ["entry", purpose.entryId],
    contestId: entry.contestId,
    detail: { fileId: file.id, sha256: file.sha256, ...about },
  });
}
