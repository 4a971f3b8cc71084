import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { findEntryChoices } from "#app/domain/entries/queries/for-unit.server.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import { refuse } from "#app/domain/files/model.ts";
import { registerUploadPolicy, type UploadPolicy } from "#app/domain/files/policies.server.ts";
import { type FileViewer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { uploaderActor } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** The slug under which pictures of signed forms are uploaded; its input is `{ contestId }`. */
export const proofUploadSlug = "consentProof";
const maxBytes = 30 * 2 ** 20;
const shown = 12;

/** The unit for which a person keeps proofs in a contest: the one of the appointment, or the first that takes part. */
async function unitFor(reader: Reader, contestId: string): Promise<string | null> {
  const { units } = await findEntryChoices(reader, contestId);
  const own = reader.actor.appointments.find(({ role, unitId }) => role === "entrant" && units.some(({ id }) => id === unitId));
  return own?.unitId ?? units[0]?.id ?? null;
}

/** A picture of one form or of a stack, kept by the unit that took it; families' answers then point at it. */
export const proofUploadPolicy: UploadPolicy = {
  slug: proofUploadSlug,

  async begin({ db, actor: who }, { input }) {
    const actor = who as Actor | null;
    const contestId = (input as { contestId?: unknown } | null)?.contestId;
    if (!actor || typeof contestId !== "string" || !isUuid(contestId)) return refuse("not-allowed");
    const unitId = await unitFor({ db, actor }, contestId);
    if (!unitId) return refuse("not-allowed");
    return { ok: true, ownerId: actor.personId, purpose: { contestId, unitId }, medium: "image", maxBytes };
  },

  async complete({ db: trx, now }, { ownerId, purpose, file }) {
    const [contestId, unitId] = [String(purpose.contestId), String(purpose.unitId)];
    const { id } = await trx
      .insertInto("consent_proofs")
      .values({ contest_id: contestId, unit_id: unitId, file_id: file.id, created_at: now, created_by: ownerId })
      .returning("id")
      .executeTakeFirstOrThrow();
    const actor = await uploaderActor(trx, ownerId);
    const event = { action: "add-consent-proof", subject: ["consent-proof", id], contestId } as const;
    await record(trx, { actor, now }, { ...event, detail: { fileId: file.id, sha256: file.sha256 } });
    return { ok: true };
  },
};

/**
 * A proof is for its unit and the units above, for the office of the first round, and for that of a later round only
 * where the answer of a child whose work was sent up rests on it; never for judges.
 */
export const proofViewer: FileViewer = async ({ db, actor }, { fileId }) => {
  const reader = actor as Actor | null;
  if (!reader || !isUuid(fileId)) return false;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select 1 from consent_proofs p where p.file_id = ${fileId} and (
        p.unit_id = any(${reader.entrantUnitIds}::uuid[])
        or exists (select 1 from rounds r where r.contest_id = p.contest_id
          and r.unit_id = any(${officeUnitIds(reader)}::uuid[])
          and (r.ordinal = 1 or exists (select 1 from consents k
            join entry_authors a on a.child_id = k.child_id join round_entries re on re.entry_id = a.entry_id
            where k.proof_id = p.id and re.round_id = r.id))))
    ) as seen`.execute(db);
  return rows[0]?.seen ?? false;
};

/** Makes proofs known to the files module. Again is once. */
export function registerConsentProofs(): void {
  registerUploadPolicy(proofUploadPolicy);
  registerFileViewer("entries.consent-proofs", proofViewer);
}

/** `used` while an answer rests on it: it stays as long. */
export type ProofView = { id: string; fileId: string; createdAt: Date; used: boolean };

/** The latest pictures of forms of one's own units in a contest. */
export async function listProofs({ db, actor }: Reader, contestId: string): Promise<ProofView[]> {
  return db
    .selectFrom("consent_proofs as p")
    .select(["id", "file_id as fileId", "created_at as createdAt"])
    .select(sql<boolean>`exists (select 1 from consents k where k.proof_id = p.id)`.as("used"))
    .where("contest_id", "=", contestId)
    .where(sql<boolean>`unit_id = any(${actor.entrantUnitIds}::uuid[])`)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(shown)
    .execute();
}
