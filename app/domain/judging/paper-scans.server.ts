import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { refuse } from "#app/domain/files/model.ts";
import { registerUploadPolicy, type UploadPolicy } from "#app/domain/files/policies.server.ts";
import { type FileViewer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { hasPaper, type PaperOf } from "#app/domain/judging/keyings.server.ts";
import { judgingRules } from "#app/domain/judging/rules.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { uploaderActor } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

/** The slug under which pictures of filled paper sheets are uploaded; its input is `{ roundId, judgeId, categoryId }`. */
export const scanUploadSlug = "paperScan";
const maxBytes = 30 * 2 ** 20;

function placeOf(input: unknown): PaperOf | null {
  const { roundId, judgeId, categoryId } = (input ?? {}) as Record<string, unknown>;
  const ids = [roundId, judgeId, categoryId];
  return ids.every((id) => typeof id === "string" && isUuid(id)) ? ({ roundId, judgeId, categoryId } as PaperOf) : null;
}

/** A picture of a judge's filled paper, added by those who may key it. */
export const scanUploadPolicy: UploadPolicy = {
  slug: scanUploadSlug,

  async begin({ db, actor: who, now }, { input }) {
    const [actor, place] = [who as Actor | null, placeOf(input)];
    if (!actor || !place) return refuse("not-allowed");
    const round = await findOfficeRound({ db, actor }, place.roundId).catch(() => null);
    if (!round || !judgingRules.startKeying(actor, { ...round, roundId: place.roundId }, now)) return refuse("not-allowed");
    if (!(await hasPaper(db, place))) return refuse("not-allowed");
    return { ok: true, ownerId: actor.personId, purpose: place, medium: "image", maxBytes };
  },

  async complete({ db: trx, now }, { ownerId, purpose, file }) {
    const place = placeOf(purpose)!;
    const { roundId: round_id, judgeId: judge_id, categoryId: category_id } = place;
    await trx
      .insertInto("paper_scans")
      .values({ round_id, judge_id, category_id, file_id: file.id, added_at: now, added_by: ownerId })
      .execute();
    const round = await trx.selectFrom("rounds").select("contest_id").where("id", "=", round_id).executeTakeFirstOrThrow();
    const actor = await uploaderActor(trx, ownerId);
    const event = { action: "add-paper-scan", subject: ["round", round_id], contestId: round.contest_id } as const;
    await record(trx, { actor, now }, { ...event, detail: { ...place, fileId: file.id, sha256: file.sha256 } });
    return { ok: true };
  },
};

/**
 * The picture of a paper shows points: until judging is closed it is for the judge and for those who keyed it, and
 * afterwards for the office of the round as well.
 */
export const scanViewer: FileViewer = async ({ db, actor }, { fileId }) => {
  const reader = actor as Actor | null;
  if (!reader || !isUuid(fileId)) return false;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select 1 from paper_scans f join rounds r on r.id = f.round_id where f.file_id = ${fileId} and (
        f.judge_id = ${reader.personId}
        or (r.unit_id = any(${officeUnitIds(reader)}::uuid[]) and (
          exists (select 1 from judging_closures jc where jc.round_id = r.id)
          or exists (select 1 from paper_keyings k where k.round_id = f.round_id and k.judge_id = f.judge_id
            and k.category_id = f.category_id and k.keyed_by = ${reader.personId} and k.withdrawn_at is null))))
    ) as seen`.execute(db);
  return rows[0]?.seen ?? false;
};

/** Makes pictures of papers known to the files module. Again is once. */
export function registerPaperScans(): void {
  registerUploadPolicy(scanUploadPolicy);
  registerFileViewer("judging.paper-scans", scanViewer);
}
