import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import type { RejectionRule } from "#app/domain/entries/model.ts";
import { acceptAllClear, acceptEntry, rejectEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { vnInstant } from "#app/platform/dates.ts";
import { createRandom, hashText } from "#app/platform/random.ts";
import { takeIn } from "./intake.ts";
import { openIngest } from "./ingest.ts";
import { appoint, type Organisation } from "./organisation.ts";
import { type ReferenceEntry, referenceSheets } from "./reference.ts";
import { fillSheets, type Score } from "./sheets.ts";
import { referenceSetup } from "./setups.ts";
import { contextOf, type Stage } from "./stage.ts";
import { statements } from "./statements.ts";

type Cast = { organiserId: string; provinceOrganiserId: string };
type Round = { id: string; unit: "district" | "province" };

const rejectionRule: Record<string, RejectionRule> = {
  "Sai khổ giấy": "paper-size",
  "Thiếu thông tin mặt sau": "back-side",
  "Nghi sao chép tranh có sẵn": "copied",
};

const at = (day: string, time: string) => vnInstant(day, time);

/** "Lắng nghe con nói" 2023, from its first entry to the province's results, by the program's own commands alone. */
export async function runReferenceContest(
  stage: Stage,
  organisation: Organisation,
  cast: Cast,
  entries: readonly ReferenceEntry[],
): Promise<void> {
  const { db } = stage.runtime;
  const before = await contextOf(stage, cast.organiserId, at("2023-07-10", "08:00"));
  const admin = await contextOf(stage, organisation.administratorId, at("2023-07-10", "08:00"));
  const { contestId } = await importSetup(admin, referenceSetup());
  await inviteParticipants(before, contestId, { unitIds: [...organisation.communeIds.values()], allBelow: null });
  const rounds = await db.selectFrom("rounds").select(["id"]).where("contest_id", "=", contestId).orderBy("ordinal").execute();
  const district: Round = { id: rounds[0]!.id, unit: "district" };
  const province: Round = { id: rounds[1]!.id, unit: "province" };
  await movePhase(await contextOf(stage, cast.organiserId, at("2023-08-01", "07:00")), district.id, "open");

  const codes = await sendAll(stage, organisation, contestId, entries);
  await screenDistrict(stage, cast, district, entries, codes);
  await judgeDistrict(stage, organisation, cast, district, codes);
  stage.progress("Công bố kết quả huyện, gửi 16 tranh và 5 video lên tỉnh");
  await publishRound(await contextOf(stage, cast.organiserId, at("2023-09-09", "17:00")), district.id);
  await movePhase(await contextOf(stage, cast.provinceOrganiserId, at("2023-09-11", "07:00")), province.id, "open");
  await forwardNominees(await contextOf(stage, cast.organiserId, at("2023-09-11", "08:00")), district.id);
  await runProvince(stage, organisation, cast, province);
}

async function sendAll(
  stage: Stage,
  organisation: Organisation,
  contestId: string,
  entries: readonly ReferenceEntry[],
): Promise<Map<string, string>> {
  const { db } = stage.runtime;
  const categories = await db.selectFrom("categories").select(["id", "code"]).where("contest_id", "=", contestId).execute();
  const ingest = await openIngest(stage.runtime);
  const codes = new Map<string, string>();
  const works = entries.map((entry, index) => ({
    key: entry.code, title: entry.title, material: entry.material, durationMs: entry.durationMs,
    twelveMegapixels: index % 12 === 5,
  }));
  const drawn = works.map((work) => stage.studio.make(work));
  for (const promise of drawn) promise.catch(() => undefined);
  for (const [index, entry] of entries.entries()) {
    const file = await drawn[index]!;
    const { code } = await takeIn(stage, ingest, {
      contestId,
      categoryId: categories.find((category) => category.code === entry.category)!.id,
      unitId: organisation.schoolIds.get(entry.school)!,
      entrantId: organisation.entrantIds.get(entry.commune)!,
      title: entry.title,
      statement: statements[entry.title] ?? "",
      material: entry.material,
      paperSize: entry.paperSize,
      mentor: "",
      authors: entry.authors,
      consents: consentsOf(entry),
      file,
    }, { now: at(entry.receivedOn, "09:00"), submit: true });
    codes.set(entry.code, code!);
    if ((index + 1) % 12 === 0) stage.progress(`Nhận bài: ${index + 1}/${entries.length}`);
  }
  ingest.close();
  return codes;
}

/** Most families agreed to show the work, about half to give the name; fixed by the code. */
function consentsOf({ code }: ReferenceEntry) {
  const random = createRandom(hashText(`consent ${code}`));
  return { work: random.chance(0.85), name: random.chance(0.55) };
}

async function screenDistrict(
  stage: Stage,
  { organiserId }: Cast,
  round: Round,
  entries: readonly ReferenceEntry[],
  codes: ReadonlyMap<string, string>,
): Promise<void> {
  stage.progress("Kiểm tra bài: 94 hợp lệ, 3 không hợp lệ");
  await movePhase(await contextOf(stage, organiserId, at("2023-08-31", "17:00")), round.id, "screening");
  const ctx = await contextOf(stage, organiserId, at("2023-09-04", "09:00"));
  const ids = await roundEntryIds(stage, round.id);
  for (const entry of entries) {
    if (!entry.rejection) continue;
    await rejectEntry(ctx, ids.get(codes.get(entry.code)!)!, {
      rule: rejectionRule[entry.rejection] ?? "other",
      note: `${entry.rejection}, đối chiếu với bản gốc nộp tại huyện.`,
    });
  }
  await acceptAllClear(ctx, round.id);
  await acceptRest(stage, organiserId, round.id, at("2023-09-04", "10:00"));
}

/** Works in which the rules found something that a person lets pass. */
async function acceptRest(stage: Stage, organiserId: string, roundId: string, now: Date): Promise<void> {
  const ctx = await contextOf(stage, organiserId, now);
  const rest = await stage.runtime.db
    .selectFrom("round_entries as re")
    .leftJoin("screenings as s", (join) => join.onRef("s.round_entry_id", "=", "re.id").on("s.undone_at", "is", null))
    .select("re.id")
    .where("re.round_id", "=", roundId)
    .where("s.id", "is", null)
    .execute();
  for (const { id } of rest) await acceptEntry(ctx, id);
}

async function roundEntryIds({ runtime: { db } }: Stage, roundId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom("round_entries").select(["id", "code"]).where("round_id", "=", roundId).execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

async function judgeDistrict(
  stage: Stage,
  organisation: Organisation,
  { organiserId }: Cast,
  round: Round,
  codes: ReadonlyMap<string, string>,
): Promise<void> {
  const judges = ["GK1", "GK2", "GK3"];
  const names = ["Hoàng Thị Nga (mẫu)", "Lương Văn Thắng (mẫu)", "Bàn Thị Xuân (mẫu)"];
  const judgeIds = new Map<string, string>();
  for (const [index, judge] of judges.entries()) {
    judgeIds.set(judge, await appoint(stage, organisation, {
      fullName: names[index]!, username: `giam-khao-${index + 1}`, role: index === 0 ? "head-judge" : "judge", roundId: round.id,
      does: "chấm cuộc thi “Nét vẽ bản em”",
    }));
  }
  await startJudging(await contextOf(stage, organiserId, at("2023-09-05", "17:00")), round.id);
  const scores = new Map<string, Score>();
  for (const { code, judge, points } of referenceSheets()) {
    scores.set(`${judgeIds.get(judge)!} ${codes.get(code)!}`, points.map((point) => point * 100));
  }
  await fillSheets(stage, round.id, at("2023-09-07", "08:00"), (judgeId, code) => scores.get(`${judgeId} ${code}`)!);
  await closeJudging(await contextOf(stage, organiserId, at("2023-09-07", "16:20")), round.id);
}

async function runProvince(stage: Stage, organisation: Organisation, cast: Cast, round: Round): Promise<void> {
  const { provinceOrganiserId: organiser } = cast;
  await movePhase(await contextOf(stage, organiser, at("2023-09-25", "17:00")), round.id, "screening");
  await acceptRest(stage, organiser, round.id, at("2023-09-26", "09:00"));
  for (const [index, fullName] of ["Vũ Thị Hạnh (mẫu)", "Giàng A Sử (mẫu)", "Đặng Thị Liên (mẫu)"].entries()) {
    const role = index === 0 ? "head-judge" : "judge";
    await appoint(stage, organisation, { fullName, username: `giam-khao-tinh-${index + 1}`, role, roundId: round.id });
  }
  await startJudging(await contextOf(stage, organiser, at("2023-09-28", "17:00")), round.id);
  await fillSheets(stage, round.id, at("2023-10-03", "08:00"), (judgeId, code, maxima) => {
    const random = createRandom(hashText(`${code} ${maxima.length}`));
    const quality = random.between(0.72, 0.95);
    const taste = createRandom(hashText(`${judgeId} ${code}`));
    return maxima.map((max) => Math.round((max / 100) * Math.min(1, quality + taste.between(-0.06, 0.06))) * 100);
  });
  await closeJudging(await contextOf(stage, organiser, at("2023-10-05", "16:00")), round.id);
  await publishRound(await contextOf(stage, organiser, at("2023-10-10", "17:00")), round.id);
}
