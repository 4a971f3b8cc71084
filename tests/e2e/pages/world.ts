import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { confirmImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { startImport } from "#app/domain/entries/commands/import-entries.server.ts";
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
  screening: MadeContest & { roundEntryId: string };
  judging: MadeContest & { sheets: string[] };
  decision: MadeContest & { rankedEntryId: string };
  finished: MadeContest;
  lists: { unit: SentLists; office: SentLists };
};

type SentLists = { waiting: string; entered: string };

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
    screening: { ...screening, roundEntryId: await first(runtime, "round_entries", "round_id", screening.roundId) },
    judging: { ...judging, sheets: await sheetsOf(runtime, judging, judge!) },
    decision: await decided(world),
    finished: await finished(world),
    lists: { unit: await sendLists(world, open, people.entrant, false), office: await sendLists(world, open, people.organiser, true) },
  };
}

/** A list with a row of each outcome that waits for its yes, and one that was entered. */
async function sendLists(world: World, { contestId }: MadeContest, who: Resident, onBehalf: boolean): Promise<SentLists> {
  const ctx = await contextOf(world.stage, who.personId, new Date());
  const rows = ["Ma Thị Lan;Đàn gà nhà em;2014;4A;Tranh", "Lò Văn Pá;Vườn nhà;31/02/2014;4A;Tranh", "Hà Thị Yến;Bếp lửa;05/09/2014;5B;Tranh"];
  const send = (at: number) => {
    const text = ["Họ và tên;Tên tác phẩm;Ngày sinh;Lớp;Hạng mục", ...rows.map((row) => row.replace(";", ` ${"ABC"[at]}${onBehalf ? "x" : "y"};`))].join("\n");
    const file = { name: `Danh sách ${at + 1}.csv`, bytes: Buffer.from(text) };
    return startImport(ctx, { contestId, onBehalf, file, mapping: { defaultUnitId: world.units.school } });
  };
  const [waiting, entered] = [await send(0), await send(1)];
  await confirmImport(ctx, entered.importId);
  return { waiting: waiting.importId, entered: entered.importId };
}

async function first({ db }: Runtime, table: "appointments" | "round_entries", column: string, value: string): Promise<string> {
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
