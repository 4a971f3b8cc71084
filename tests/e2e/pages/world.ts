import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { draftHandover } from "#app/domain/entries/commands/handovers.server.ts";
import { addConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
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
  screening: MadeContest & { roundEntryId: string; originals: { unitId: string; handoverId: string } };
  judging: MadeContest & { sheets: string[]; conflictId: string };
  decision: MadeContest & { rankedEntryId: string };
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
  const screening = await openContest(world, setupIn("Quê hương em", "QH", "screening", now), sent("Chợ phiên", "Lúa chín", "Cây đa"));
  await moveTo(world, screening, "screening");
  const judging = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", now), sent("Bản em", "Mẹ em", "Nhà sàn"));
  const [judge, other] = await beginJudging(world, judging, ["Hoàng Thị Nga", "Lương Văn Thắng"]);
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
      roundEntryId: await first(runtime, "round_entries", "round_id", screening.roundId),
      originals: await receivedOriginals(world, screening),
    },
    judging: { ...judging, conflictId: await confirmedConflict(world, judging, other!), sheets: await sheetsOf(runtime, judging, judge!) },
    decision: await decided(world),
    finished: await finished(world),
  };
}

/** A conflict of the second judge with the first work, noted by the organiser. */
async function confirmedConflict({ stage, people }: World, { roundId, entries }: MadeContest, { personId }: Resident): Promise<string> {
  const organiser = await contextOf(stage, people.organiser.personId, new Date());
  await addConflict(organiser, roundId, { code: entries[0]!.code!, judgeId: personId, note: "Cô giáo cũ của em" });
  return first({ db: organiser.db }, "conflicts", "judge_id", personId);
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

async function first({ db }: Pick<Runtime, "db">, table: "appointments" | "round_entries" | "conflicts", column: string, value: string): Promise<string> {
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
  const { round_entry_id } = await world.stage.runtime.db
    .selectFrom("ranked_entries as r").innerJoin("round_entries as re", "re.id", "r.round_entry_id").select("r.round_entry_id")
    .where("re.round_id", "=", contest.roundId).orderBy("r.rank").executeTakeFirstOrThrow();
  return { ...contest, rankedEntryId: round_entry_id };
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
