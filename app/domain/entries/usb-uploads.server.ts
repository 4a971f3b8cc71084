import { record } from "#app/domain/audit/record.server.ts";
import { categoryJson, categoryOf, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { judgeFile } from "#app/domain/entries/file-rules.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import { refuse } from "#app/domain/files/model.ts";
import type { UploadPolicy } from "#app/domain/files/policies.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** The slug under which the secretariat sends a clip that came on a USB stick; its input is `{ entryId }`. */
export const usbUploadSlug = "entry-usb";

/** The entry that an upload names, or null. */
export const entryIdOf = (input: unknown): string | null => {
  const id = typeof input === "object" && input !== null && "entryId" in input ? input.entryId : null;
  return typeof id === "string" && isUuid(id) ? id : null;
};

/** An entry in its first round, for the office that holds it; only one whose clip was announced. */
async function findAnnounced(reader: Reader, entryId: string) {
  return visibleRoundEntries(reader)
    .innerJoin("usb_announcements as ua", "ua.entry_id", "e.id")
    .innerJoin("categories as c", "c.id", "e.category_id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .where("e.id", "=", entryId)
    .where("r.ordinal", "=", 1)
    .where("w.entry_id", "is", null)
    .select(["r.unit_id as roundUnitId", phaseOfRound.as("phase"), categoryJson.as("category")])
    .executeTakeFirst();
}

/**
 * A clip handed in on a USB stick: the secretariat of the first round puts it to an entry that was sent without its
 * file, until judging begins. It has to fit the category's rules as any other; a second one replaces the first.
 */
export const usbUploadPolicy: UploadPolicy = {
  slug: usbUploadSlug,

  async begin({ db, actor: who, now }, { input, file }) {
    const actor = who as Actor | null;
    const entryId = entryIdOf(input);
    const entry = actor && entryId ? await findAnnounced({ db, actor }, entryId) : undefined;
    if (!actor || !entryId || !entry) return refuse("entry-not-found");
    if (!entriesRules.receiveUsbFile(actor, entry, now)) return refuse("not-allowed");
    const { medium, file: rules } = categoryOf(entry.category);
    if (file.bytes > rules.maxBytes) return refuse("file-too-big", { bytes: file.bytes, maxBytes: rules.maxBytes });
    return { ok: true, ownerId: actor.personId, purpose: { entryId }, medium, maxBytes: rules.maxBytes };
  },

  async complete({ db: trx, now }, { ownerId, purpose, file }) {
    const entryId = String(purpose.entryId);
    // The round first, as everywhere: judging must not begin between reading its phase and the clip.
    await trx
      .selectFrom("rounds as r")
      .innerJoin("round_entries as re", "re.round_id", "r.id")
      .where("re.entry_id", "=", entryId)
      .where("r.ordinal", "=", 1)
      .select("r.id")
      .forShare("r")
      .execute();
    await trx.selectFrom("entries").select("id").where("id", "=", entryId).forUpdate().execute();
    const entry = await trx
      .selectFrom("entries as e")
      .innerJoin("usb_announcements as ua", "ua.entry_id", "e.id")
      .innerJoin("categories as c", "c.id", "e.category_id")
      .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
      .leftJoin("people as p", (join) => join.on("p.id", "=", ownerId))
      .where("e.id", "=", entryId)
      .select(["e.contest_id as contestId", "e.file_id as before", "p.full_name as name"])
      .select([phaseOfRound.as("phase"), categoryJson.as("category")])
      .executeTakeFirst();
    if (!entry) return refuse("entry-not-found");
    if (entry.phase !== "open" && entry.phase !== "screening") return refuse("not-allowed");
    const finding = judgeFile(categoryOf(entry.category), file)[0];
    if (finding) return refuse(finding.rule, finding.params);
    await trx.updateTable("entries").set({ file_id: file.id, updated_at: now }).where("id", "=", entryId).execute();
    if (entry.before) await removeStoredFile.later(trx, { fileId: entry.before });
    const actor = { ...systemActor(entry.name ?? ""), personId: ownerId };
    await record(trx, { actor, now }, {
      action: "receive-usb-file",
      subject: ["entry", entryId],
      contestId: entry.contestId,
      detail: { fileId: file.id, sha256: file.sha256, replaces: entry.before },
    });
    return { ok: true };
  },
};
