import { record } from "#app/domain/audit/record.server.ts";
import { loadImport } from "#app/domain/entries/import/load.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { refuse } from "#app/domain/files/model.ts";
import type { UploadPolicy } from "#app/domain/files/policies.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";
import { attachPictures } from "./pictures-job.server.ts";

/** The slug under which archives of pictures are uploaded; its input is `{ importId }`. */
export const archiveUploadSlug = "import-pictures";

/** The largest archive taken; a province's pictures of one list fit many times over. */
export const maxArchiveBytes = 2 * 2 ** 30;

const importIdOf = (input: unknown): string | null => {
  const id = typeof input === "object" && input !== null && "importId" in input ? input.importId : null;
  return typeof id === "string" && isUuid(id) ? id : null;
};

/** An archive of pictures for the entries of a list: begun by whoever may bring that list in, read by a job afterwards. */
export const archiveUploadPolicy: UploadPolicy = {
  slug: archiveUploadSlug,

  async begin({ db, actor: who, now }, { input, file }) {
    const actor = who as Actor | null;
    const importId = importIdOf(input);
    if (!actor || !importId) return refuse("import-not-found");
    const found = await loadImport({ db, actor }, importId).catch(() => null);
    if (!found?.confirmedAt || found.undoneAt) return refuse("import-not-found");
    if (!entriesRules.attachPictures(actor, { unitIds: [found.unitId], ...found }, now)) return refuse("not-allowed");
    if (file.bytes > maxArchiveBytes) return refuse("too-large", { limit: maxArchiveBytes });
    return { ok: true, ownerId: actor.personId, purpose: { importId, name: actor.name }, medium: null, maxBytes: maxArchiveBytes };
  },

  complete: () => Promise.resolve(refuse("type-other")),

  async keep({ db: trx, now }, { ownerId, purpose, archive, uploadedName }) {
    const importId = String(purpose.importId);
    const found = await trx
      .selectFrom("imports")
      .select("contest_id")
      .where("id", "=", importId)
      .where("confirmed_at", "is not", null)
      .where("undone_at", "is", null)
      .executeTakeFirst();
    if (!found) return refuse("import-not-found");
    await trx
      .insertInto("import_archives")
      .values({ id: archive.id, import_id: importId, name: uploadedName, state: "waiting", sent_at: now, sent_by: ownerId })
      .execute();
    await attachPictures.later(trx, { archiveId: archive.id }, { singletonKey: archive.id, expireInSeconds: 7_200 });
    const actor = { ...systemActor(String(purpose.name ?? "")), personId: ownerId };
    const detail = { archiveId: archive.id, bytes: archive.bytes, sha256: archive.sha256 };
    await record(trx, { actor, now }, { action: "send-pictures", subject: ["import", importId], contestId: found.contest_id, detail });
    return { ok: true };
  },
};
