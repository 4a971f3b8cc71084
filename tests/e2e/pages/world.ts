import { randomUUID } from "node:crypto";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { draftHandover } from "#app/domain/entries/commands/handovers.server.ts";
import type { ContestSetup } from "#app/domain/contests/model.ts";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { addDays, vnDayOf } from "#app/platform/dates.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { contextOf } from "#db/seeds/demo/stage.ts";
import {
  beginJudging, judgeAll, type MadeContest, moveTo, openContest, setupIn, startOf, type Work,
} from "#tests/support/world/contests.ts";
import { appoint, raiseWorld, type Resident, type World } from "#tests/support/world/world.ts";

/** One contest in each state that some page shows, with everybody who may look at it. */
export type PageWorld = {
  people: World["people"] & { judge: Resident; newcomer: Resident };
  units: World["units"];
  appointmentId: string;
  draft: { contestId: string };
  open: MadeContest;
  /** Its second work is with its unit, its third came back corrected; one more was begun by the office for the school. */
  screening: MadeContest & { roundEntryId: string; correctedId: string; draftId: string; originals: { unitId: string; handoverId: string } };
  judging: MadeContest & { sheets: string[] };
  decision: MadeContest & { rankedEntryId: string; categoryId: string };
  finished: MadeContest;
};

const sent = (...titles: string[]): Work[] => titles.map((title) => ({ title, withFile: true, submit: true }));

/** Makes them all through the commands that the pages call. */
export async function raisePageWorld(runtime: Runtime): Promise<PageWorld> {
  const world = await raiseWorld(runtime);
  const now = new Date();
  const { people, units, stage } = world;
  const { contestId } = await importSetup(
    await contextOf(stage, people.organiser.personId, now), setupIn("Mái trường của em", "MT", "open", now),
  );
  const open = await openContest(world, setupIn("Ước mơ của em", "UM", "open", now), [
    { title: "Bữa cơm nhà em", withFile: false, submit: false },
    { title: "Con suối bản em", withFile: true, submit: false },
    ...sent("Mẹ em đi nương"),
  ]);
  const screened = withLimits(setupIn("Quê hương em", "QH", "screening", now));
  const screening = await openContest(world, screened, sent("Chợ phiên", "Lúa chín", "Cây đa"));
  await moveTo(world, screening, "screening");
  const late = await returnAndEnter(world, screening, now);
  const judging = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", now), sent("Bản em", "Mẹ em", "Nhà sàn"));
  const [judge] = await beginJudging(world, judging, ["Hoàng Thị Nga", "Lương Văn Thắng"]);
  await judgeAll(world, judging, 1);
  const newcomer = await appoint(
    { stage, administrator: people.administrator },
    { fullName: "Vàng Thị Mỷ", username: "vang-thi-my", role: "entrant", unitId: units.school },
    now,
  );
  return {
    people: { ...people, judge: judge!, newcomer },
    units,
    appointmentId: await first(runtime, "appointments", "person_id", newcomer.personId),
    draft: { contestId },
    open,
    screening: {
      ...screening,
      ...late,
      roundEntryId: await partOf(runtime, screening.entries[0]!.entryId),
      originals: await receivedOriginals(world, screening),
    },
    judging: { ...judging, sheets: await sheetsOf(runtime, judging, judge!) },
    decision: await decided(world),
    finished: await finished(world),
  };
}

/** Two of three originals received, one of them scanned again, and a note of both to be signed. */
async function receivedOriginals({ stage, people, units }: World, { roundId, entries }: MadeContest) {
  const now = Date.now();
  const ctx = async (minutesAgo: number) => contextOf(stage, people.secretary.personId, new Date(now - minutesAgo * 60_000));
  const scan = { condition: "torn", carrier: undefined, note: "Rách góc trái", place: "Nhà văn hoá huyện" } as const;
  const [one, two] = entries;
  await checkIn(await ctx(30), roundId, { ...scan, code: one!.code! });
  await checkIn(await ctx(20), roundId, { ...scan, code: one!.code! });
  await checkIn(await ctx(10), roundId, { ...scan, code: two!.code! });
  const form = { giver: "Hà Thị Hằng", giverPost: "Cán bộ xã", receiver: "Triệu Văn Lâm", receiverPost: "Tổ thư ký", place: "", note: "" };
  const { handoverId } = await draftHandover(await ctx(5), roundId, units.commune, form);
  return { unitId: units.commune, handoverId };
}

const withLimits = (setup: ContestSetup): ContestSetup => ({
  ...setup,
  categories: setup.categories.map((category) => ({ ...category, limits: { perUnitMin: 5, perUnitMax: 20, perChildMax: 3 } })),
});

/** Returns two works, of which one comes back, and begins a third for the school, as its office does. */
async function returnAndEnter({ stage, people, units }: World, { contestId, entries }: MadeContest, now: Date) {
  const { runtime } = stage;
  const secretary = await contextOf(stage, people.secretary.personId, now);
  const [, waiting, corrected] = await Promise.all(entries.map(({ entryId }) => partOf(runtime, entryId)));
  const dueOn = addDays(vnDayOf(now), 3);
  for (const id of [waiting!, corrected!]) {
    await returnEntry(secretary, id, { fields: ["file", "class", "paper"], reason: "Ảnh còn mờ, mặt sau thiếu lớp của em.", dueOn });
  }
  await submitEntry(await contextOf(stage, people.entrant.personId, now), entries[2]!.entryId);
  const { id: categoryId } = await runtime.db.selectFrom("categories").select("id")
    .where("contest_id", "=", contestId).where("code", "=", "TV").executeTakeFirstOrThrow();
  const draft = { id: randomUUID(), contestId, categoryId, unitId: units.school, title: "Suối nguồn" };
  const { entryId } = await createEntry(secretary, draft, { reason: "Bưu phẩm đến muộn vì lũ.", postmarkedOn: null });
  return { correctedId: corrected!, draftId: entryId };
}

/** The part of an entry in its first round. */
async function partOf({ db }: Runtime, entryId: string): Promise<string> {
  return (await db.selectFrom("round_entries").select("id").where("entry_id", "=", entryId).executeTakeFirstOrThrow()).id;
}

async function first({ db }: Runtime, table: "appointments", column: string, value: string): Promise<string> {
  const { id } = await db.selectFrom(table).select("id").where(db.dynamic.ref(column), "=", value).executeTakeFirstOrThrow();
  return id;
}

/** A judge's sheets in their order: the first is handed in, the others wait. */
async function sheetsOf({ db }: Runtime, { roundId }: MadeContest, judge: Resident): Promise<string[]> {
  const rows = await db.selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").select("s.id")
    .where("re.round_id", "=", roundId).where("s.judge_id", "=", judge.personId).orderBy("s.position").execute();
  return rows.map(({ id }) => id);
}

async function judged(world: World, name: string, codePrefix: string, phase: "decision" | "published"): Promise<MadeContest> {
  const works = sent("Ngày hội", "Đường đến trường", "Ông bà em");
  const contest = await openContest(world, setupIn(name, codePrefix, phase, new Date()), works);
  await beginJudging(world, contest, ["Bàn Thị Xuân"]);
  await judgeAll(world, contest);
  const at = await startOf(world, contest, "decision");
  await closeJudging(await contextOf(world.stage, world.people.organiser.personId, at), contest.roundId);
  return contest;
}

async function decided(world: World): Promise<PageWorld["decision"]> {
  const contest = await judged(world, "Sắc màu tuổi thơ", "SM", "decision");
  const { round_entry_id, category_id } = await world.stage.runtime.db
    .selectFrom("ranked_entries as r").innerJoin("round_entries as re", "re.id", "r.round_entry_id").select(["r.round_entry_id", "r.category_id"])
    .where("re.round_id", "=", contest.roundId).orderBy("r.rank").executeTakeFirstOrThrow();
  return { ...contest, rankedEntryId: round_entry_id, categoryId: category_id };
}

async function finished(world: World): Promise<MadeContest> {
  const { stage, people } = world;
  const contest = await judged(world, "Lắng nghe con nói", "LN", "published");
  const at = await startOf(world, contest, "published");
  const organiser = await contextOf(stage, people.organiser.personId, at);
  await publishRound(organiser, contest.roundId);
  await movePhase(await contextOf(stage, people.provinceOrganiser.personId, at), contest.nextRoundId, "open");
  await forwardNominees(organiser, contest.roundId);
  return contest;
}
