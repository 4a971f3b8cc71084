import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { categoryJson, categoryOf } from "#app/domain/entries/facts.server.ts";
import { judgeFile } from "#app/domain/entries/file-rules.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { entryIdOf, usbUploadPolicy } from "#app/domain/entries/usb-uploads.server.ts";
import { ownEntries } from "#app/domain/entries/visibility.server.ts";
import { removeStoredFile } from "#app/domain/files/jobs.server.ts";
import { refuse } from "#app/domain/files/model.ts";
import { registerUploadPolicy, type UploadPolicy } from "#app/domain/files/policies.server.ts";
import { type FileViewer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { systemActor } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** The slug under which works are uploaded; its input is `{ entryId }`. */
export const entryUploadSlug = "entry";

/**
 * A work's file: begun by whoever may change the draft, up to the category's size; taken when it fits the category's
 * rules, and then it replaces the file before. A refused file leaves the one before in place.
 */
export const entryUploadPolicy: UploadPolicy = {
  slug: entryUploadSlug,

  async begin(ctx, { input, file }) {
    const actor = ctx.actor as Actor | null;
    const entryId = entryIdOf(input);
    if (!actor || !entryId) return refuse("entry-not-found");
    const entry = await ownEntries({ db: ctx.db, actor })
      .innerJoin("categories as c", "c.id", "e.category_id")
      .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
      .where("e.id", "=", entryId)
      .select(["e.unit_id as unitId", "s.submitted_at as submittedAt", categoryJson.as("category")])
      .executeTakeFirst();
    if (!entry) return refuse("entry-not-found");
    const standing = entry.submittedAt ? "submitted" : "draft";
    const facts = { unitId: entry.unitId, standing, intake: { phase: "draft", endsAt: null } } as const;
    if (!entriesRules.attachFile(actor, facts, ctx.now)) return refuse("entry-already-submitted");
    const { medium, file: rules } = categoryOf(entry.category);
    if (file.bytes > rules.maxBytes) return refuse("file-too-big", { bytes: file.bytes, maxBytes: rules.maxBytes });
    return { ok: true, ownerId: actor.personId, purpose: { entryId }, medium, maxBytes: rules.maxBytes };
  },

  async complete({ db: trx, now }, { ownerId, purpose, file }) {
    const entryId = String(purpose.entryId);
    await trx.selectFrom("entries").select("id").where("id", "=", entryId).forUpdate().execute();
    const entry = await trx
      .selectFrom("entries as e")
      .innerJoin("categories as c", "c.id", "e.category_id")
      .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
      .leftJoin("people as p", (join) => join.on("p.id", "=", ownerId))
      .where("e.id", "=", entryId)
      .select(["e.contest_id as contestId", "s.submitted_at as submittedAt", "p.full_name as name", "e.file_id as before"])
      .select(categoryJson.as("category"))
      .executeTakeFirst();
    if (!entry) return refuse("entry-not-found");
    if (entry.submittedAt) return refuse("entry-already-submitted");
    const finding = judgeFile(categoryOf(entry.category), file)[0];
    if (finding) return refuse(finding.rule, finding.params);
    await trx.updateTable("entries").set({ file_id: file.id, updated_at: now }).where("id", "=", entryId).execute();
    if (entry.before) await removeStoredFile.later(trx, { fileId: entry.before });
    const actor = { ...systemActor(entry.name ?? ""), personId: ownerId };
    await record(trx, { actor, now }, {
      action: "attach-file",
      subject: ["entry", entryId],
      contestId: entry.contestId,
      detail: { fileId: file.id, sha256: file.sha256, replaces: entry.before },
    });
    return { ok: true };
  },
};

/** A work's file is for the units it belongs to, in every form, and for the offices of the rounds it takes part in. */
export const entryFileViewer: FileViewer = async ({ db, actor }, { fileId }) => {
  const reader = actor as Actor | null;
  if (!reader || !isUuid(fileId)) return false;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select 1 from entries e
      where e.file_id = ${fileId} and (
        e.unit_id = any(${reader.entrantUnitIds}::uuid[])
        or exists (
          select 1 from round_entries re join rounds r on r.id = re.round_id
          where re.entry_id = e.id and r.unit_id = any(${officeUnitIds(reader)}::uuid[])))
    ) as seen`.execute(db);
  return rows[0]?.seen ?? false;
};

/** Makes works known to the files module: how they are received, and who may look at them. Again is once. */
export function registerEntryFiles(): void {
  registerUploadPolicy(entryUploadPolicy);
  registerUploadPolicy(usbUploadPolicy);
  registerFileViewer("entries.units-and-offices", entryFileViewer);
}
