import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { grantOverride } from "#app/domain/entries/commands/grant-override.server.ts";
import { draftHandover, signHandover } from "#app/domain/entries/commands/handovers.server.ts";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import { noteInterest } from "#app/domain/judging/commands/conflicts.server.ts";
import { flagEntry } from "#app/domain/judging/commands/flags.server.ts";
import { markFavourite, saveSheetTexts } from "#app/domain/judging/commands/jury-notes.server.ts";
import { deferSheet } from "#app/domain/judging/commands/put-off.server.ts";
import { addDays, vnDayOf } from "#app/platform/dates.ts";
import { contextOf, type Stage } from "./stage.ts";

/** Work that the people of the demo have begun, so that each printed sign-in finds something waiting. */

type Office = { contestId: string; roundId: string; organiserId: string; secretaryId: string; now: Date };

/** What an intake looks like in its third week: one work returned, originals coming in, a limit raised, a family's word taken back. */
export async function beginIntakeWork(stage: Stage, office: Office, shownSchoolId: string): Promise<void> {
  const { db } = stage.runtime;
  const { contestId, roundId, now } = office;
  const secretary = await contextOf(stage, office.secretaryId, now);
  const sent = await db
    .selectFrom("round_entries as re").innerJoin("entries as e", "e.id", "re.entry_id").where("re.round_id", "=", roundId)
    .select(["re.id", "re.code", "e.id as entryId", "e.unit_id as unitId", "e.participant_id as participantId", "e.category_id as categoryId"])
    .orderBy("re.code").execute();
  const own = sent.find(({ unitId }) => unitId === shownSchoolId)!;
  const dueOn = addDays(vnDayOf(now), 5);
  await returnEntry(secretary, own.id, { fields: ["file"], reason: "Ảnh bị loá ở góc, chữ mặt sau không đọc được. Nhà trường chụp lại giúp.", dueOn });
  const others = sent.filter(({ unitId }) => unitId !== shownSchoolId);
  const first = others[0]!;
  for (const [index, { code }] of others.slice(0, 5).entries()) {
    const torn = index === 3;
    await checkIn(secretary, roundId, { code, condition: torn ? "torn" : "good", carrier: undefined, note: torn ? "Rách mép trái, đã dán lại" : "", place: "Tủ số 2" });
  }
  const signers = { giver: "Cán bộ xã (mẫu)", giverPost: "Chi hội trưởng", receiver: secretary.actor.name, receiverPost: "Tổ thư ký", place: "Hội LHPN huyện", note: "" };
  const { handoverId } = await draftHandover(secretary, roundId, first.participantId, signers);
  await signHandover(secretary, handoverId);
  const organiser = await contextOf(stage, office.organiserId, now);
  await grantOverride(organiser, roundId, { id: randomUUID(), categoryId: own.categoryId, unitId: shownSchoolId, extra: 2, reason: "Trường có hai điểm lẻ ở bản xa." });
  await takeBack(stage, { contestId, entryIds: others.map(({ entryId }) => entryId) }, secretary);
}

/** One family takes back that a work may be shown; its consequences and the office's legal days follow by themselves. */
async function takeBack(stage: Stage, { contestId, entryIds }: { contestId: string; entryIds: string[] }, office: Awaited<ReturnType<typeof contextOf>>) {
  const agreed = await stage.runtime.db
    .selectFrom("standing_consents as k").innerJoin("entry_authors as a", "a.child_id", "k.child_id")
    .where("k.contest_id", "=", contestId).where("k.purpose", "=", "publish-work").where("a.entry_id", "in", entryIds)
    .select(sql<string>`k.child_id`.as("childId")).orderBy("a.full_name").limit(1).executeTakeFirst();
  if (!agreed) throw new Error("no family of the demo agreed to show a work");
  const note = "Gia đình gọi điện, chưa muốn đăng tranh của con.";
  await withdrawConsents(office, contestId, { childId: agreed.childId, purposes: ["publish-work"], method: "spoken", askedOn: vnDayOf(office.now), note });
}

/** What a panel looks like on its third day: a work put off, a note and a favourite, a flag, and a bond of a judge to look into. */
export async function beginPanelWork(
  stage: Stage,
  { roundId, organiserId, judgeIds, communeId, now }: { roundId: string; organiserId: string; judgeIds: readonly string[]; communeId: string; now: Date },
): Promise<void> {
  const openOf = (judgeId: string) => stage.runtime.db
    .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .where("re.round_id", "=", roundId).where("s.judge_id", "=", judgeId)
    .where("s.stopped_at", "is", null).where("s.submitted_at", "is", null)
    .select("s.id").orderBy("s.position").execute();
  const [first, second] = judgeIds as [string, string];
  const [headCtx, judgeCtx] = [await contextOf(stage, first, now), await contextOf(stage, second, now)];
  const [put, liked] = await openOf(first);
  await deferSheet(headCtx, put!.id);
  await saveSheetTexts(headCtx, liked!.id, { own: "Bố cục lạ, màu nương lúa rất thật. Xem lại lần hai." });
  await markFavourite(headCtx, liked!.id);
  const [doubtful] = await openOf(second);
  await flagEntry(judgeCtx, doubtful!.id, { reason: "other", note: "Ảnh chụp hơi tối, đề nghị thư ký kiểm tra bản gốc." });
  await noteInterest(await contextOf(stage, organiserId, now), roundId, { judgeId: second, unitId: communeId, note: "Từng dạy vẽ ở xã này." });
}
