import { sql } from "kysely";
import { attachReceived, entryUploadSlug } from "#app/domain/entries/attach-file.server.ts";
import { categoryJson, categoryOf, phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { registerDuplicates } from "#app/domain/entries/duplicates/jobs.server.ts";
import { pairedFileViewer } from "#app/domain/entries/duplicates/viewer.server.ts";
import { archiveUploadPolicy } from "#app/domain/entries/import/archive-policy.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { maxOriginalBytes, readPurpose, type UploadPurpose } from "#app/domain/entries/upload-purpose.ts";
import { usbUploadPolicy } from "#app/domain/entries/usb-uploads.server.ts";
import { formEntries } from "#app/domain/entries/visibility.server.ts";
import { refuse, type Refusal } from "#app/domain/files/model.ts";
import { type OfferedFile, registerUploadPolicy, type UploadPolicy } from "#app/domain/files/policies.server.ts";
import { type FileViewer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { isUuid } from "#app/platform/uuid.ts";
import type { Database } from "#db/client.ts";

export { entryUploadSlug } from "#app/domain/entries/attach-file.server.ts";

async function findForUpload(db: Database, actor: Actor, entryId: string) {
  const entry = await formEntries({ db, actor })
    .innerJoin("categories as c", "c.id", "e.category_id")
    .innerJoin("rounds as r", (join) => join.onRef("r.contest_id", "=", "e.contest_id").on("r.ordinal", "=", 1))
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("entry_returns as rt", (join) => join.onRef("rt.entry_id", "=", "e.id").on("rt.ended_at", "is", null))
    .leftJoin("entries_on_behalf as ob", "ob.entry_id", "e.id")
    .where("e.id", "=", entryId)
    .select(["e.unit_id as unitId", "ob.office_unit_id as officeUnitId", "rt.due_on as dueOn"])
    .select(["s.entry_id as sent", "w.entry_id as withdrawn", categoryJson.as("category"), phaseOfRound.as("phase")])
    .executeTakeFirst();
  if (!entry) return null;
  const { category, sent, withdrawn, phase, ...facts } = entry;
  const standing = withdrawn ? "withdrawn" : facts.dueOn ? "returned" : sent ? "submitted" : "draft";
  return { facts: { ...facts, standing, intake: { phase, endsAt: null } } as const, category: categoryOf(category) };
}

/** What a file for an entry may be: the category's kind and size; an original is always a picture. */
function limitsOf(
  { role }: UploadPurpose,
  category: ReturnType<typeof categoryOf>,
  { bytes }: OfferedFile,
): { maxBytes: number } | Refusal {
  if (role === "original" && category.medium !== "image") return refuse("file-wrong-medium");
  const maxBytes = role === "original" ? maxOriginalBytes : category.file.maxBytes;
  return bytes > maxBytes ? refuse("file-too-big", { bytes, maxBytes }) : { maxBytes };
}

/**
 * An entry's files: a work is begun by whoever may change the form of a draft or of a
 * returned entry, up to the category's size; taken when it fits
 * the category's rules, and then it replaces the file before together with its original. A refused file leaves the
 * one before in place. An original is begun by whoever may change the entry.
 */
export const entryUploadPolicy: UploadPolicy = {
  slug: entryUploadSlug,

  async begin(ctx, { input, file }) {
    const actor = ctx.actor as Actor | null;
    const purpose = readPurpose(input);
    const entry = actor && purpose && (await findForUpload(ctx.db, actor, purpose.entryId));
    if (!entry) return refuse("entry-not-found");
    const rule = purpose.role === "original" ? entriesRules.attachOriginal : entriesRules.attachFile;
    if (!rule(actor, entry.facts, ctx.now)) return refuse(entry.facts.standing === "withdrawn" ? "entry-already-withdrawn" : "entry-already-submitted");
    const limits = limitsOf(purpose, entry.category, file);
    if ("ok" in limits) return limits;
    return { ok: true, ownerId: actor.personId, purpose, medium: entry.category.medium, maxBytes: limits.maxBytes };
  },

  async complete({ db: trx, now }, { ownerId, purpose, file }) {
    // Written by `begin`; an upload that began before an update of the portal carries less.
    const read = readPurpose(purpose);
    return read ? attachReceived({ trx, now, ownerId, purpose: read, file }) : refuse("entry-not-found");
  },
};

/**
 * A work's files are for the units it belongs to, in every form, and for the offices of the rounds it takes part in or
 * that entered it; the files of a former version as well.
 */
export const entryFileViewer: FileViewer = async ({ db, actor }, { fileId }) => {
  const reader = actor as Actor | null;
  if (!reader || !isUuid(fileId)) return false;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select 1 from entries e
      where (e.file_id = ${fileId} or e.original_file_id = ${fileId}
        or e.id in (select v.entry_id from entry_versions v where ${fileId} in (v.file_id, v.original_file_id))) and (
        e.unit_id = any(${reader.entrantUnitIds}::uuid[])
        or exists (
          select 1 from entries_on_behalf ob
          where ob.entry_id = e.id and ob.office_unit_id = any(${officeUnitIds(reader)}::uuid[]))
        or exists (
          select 1 from round_entries re join rounds r on r.id = re.round_id
          where re.entry_id = e.id and r.unit_id = any(${officeUnitIds(reader)}::uuid[])))
    ) as seen`.execute(db);
  return rows[0]?.seen ?? false;
};

/** Makes works known to the files module: how they are received, and who may look at them. Again is once. */
export function registerEntryFiles(): void {
  registerUploadPolicy(entryUploadPolicy);
  registerUploadPolicy(archiveUploadPolicy);
  registerUploadPolicy(usbUploadPolicy);
  registerFileViewer("entries.units-and-offices", entryFileViewer);
  registerFileViewer("entries.paired", pairedFileViewer);
  registerDuplicates();
}
