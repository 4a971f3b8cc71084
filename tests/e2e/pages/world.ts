import { randomUUID } from "node:crypto";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { openDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { draftHandover } from "#app/domain/entries/commands/handovers.server.ts";
import type { ContestSetup } from "#app/domain/contests/model.ts";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import { confirmImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { startImport } from "#app/domain/entries/commands/import-entries.server.ts";
import { finishKeying, saveKeyedRow, startKeying } from "#app/domain/judging/commands/key-in.server.ts";
import { reviseCriteria } from "#app/domain/judging/commands/revise-criteria.server.ts";
import { findCriteriaVersions } from "#app/domain/judging/queries/criteria-versions.server.ts";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { addConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { addDays, vnDayOf } from "#app/platform/dates.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { contextOf } from "#db/seeds/demo/stage.ts";
import {
  beginJudging, judgeAll, type MadeContest, moveTo, openContest, setupIn, startOf, type Work,
} from "#tests/support/world/contests.ts";
import { appoint, appointHelper, raiseWorld, type Resident, type World } from "#tests/support/world/world.ts";

/** One contest in each state that some page shows, with everybody who may look at it. */
export type PageWorld = {
  people: World["people"] & { judge: Resident; comparing: Resident; choosing: Resident; newcomer: Resident };
  units: World["units"];
  appointmentId: string;
  draft: { contestId: string };
  open: MadeContest;
  /** A child that left a group's work in the open contest, which waits for the unit's word. */
  departure: { entryId: string; childId: string };
  /** Its second work is with its unit, its third came back corrected; one more was begun by the office for the school. */
  screening: MadeContest & { roundEntryId: string; correctedId: string; draftId: string; originals: { unitId: string; handoverId: string; receivedId: string } };
  judging: MadeContest & { sheets: string[]; conflictId: string; keyingId: string };
  /** Its judge is asked to compare its three works in pairs. */
  decision: MadeContest & { rankedEntryId: string; categoryId: string; deciderId: string; judge: Resident };
  /** Its judge chooses works instead of giving points. */
  choosing: MadeContest & { sheetId: string; categoryId: string };
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
  const departure = await departIn(world, open);
  const screened = withLimits(setupIn("Quê hương em", "QH", "screening", now));
  const screening = await openContest(world, screened, sent("Chợ phiên", "Lúa chín", "Cây đa"));
  await moveTo(world, screening, "screening");
  const late = await returnAndEnter(world, screening, now);
  const judging = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", now), sent("Bản em", "Mẹ em", "Nhà sàn"));
  const [judge, other] = await beginJudging(world, judging, ["Hoàng Thị Nga", "Lương Văn Thắng"]);
  await judgeAll(world, judging, 1);
  await reworded(world, judging);
  const decision = await decided(world);
  const { judge: chooser, ...choosing } = await choosingWorks(world);
  const newcomer = await appoint(
    { stage, administrator: people.administrator },
    { fullName: "Vàng Thị Mỷ", username: "vang-thi-my", role: "entrant", unitId: units.school },
    now,
  );
  return {
    people: { ...people, judge: judge!, comparing: decision.judge, choosing: chooser, newcomer },
    units,
    appointmentId: await first(runtime, "appointments", "person_id", newcomer.personId),
    draft: { contestId },
    open,
    departure,
    screening: {
      ...screening,
      ...late,
      roundEntryId: await partOf(runtime, screening.entries[0]!.entryId),
      originals: await receivedOriginals(world, screening),
    },
    judging: {
      ...judging, conflictId: await confirmedConflict(world, judging, other!), sheets: await sheetsOf(runtime, judging, judge!),
      keyingId: await keyedPaper(world, judging, other!),
    },
    decision,
    choosing,
    finished: await finished(world),
    lists: { unit: await sendLists(world, open, people.entrant, false), office: await sendLists(world, open, people.organiser, true) },
  };
}

/** The criteria in other words since judging began: their second version. */
async function reworded({ stage, people }: World, { contestId }: MadeContest): Promise<void> {
  const organiser = await contextOf(stage, people.organiser.personId, new Date());
  const { number, criteria } = await findCriteriaVersions(organiser, contestId, "TV");
  const clearer = criteria.map((one, index) => (index === 0 ? { ...one, guidance: "Bám sát chủ đề gia đình" } : one));
  await reviseCriteria(organiser, contestId, "TV", { base: number, criteria: clearer, reason: "Nói rõ thêm cho giám khảo", next: "confirm" });
}

/** A conflict of the second judge with the first work, noted by the organiser. */
async function confirmedConflict({ stage, people }: World, { roundId, entries }: MadeContest, { personId }: Resident): Promise<string> {
  const organiser = await contextOf(stage, people.organiser.personId, new Date());
  await addConflict(organiser, roundId, { code: entries[0]!.code!, judgeId: personId, note: "Cô giáo cũ của em" });
  return first({ db: organiser.db }, "conflicts", "judge_id", personId);
}

/** The second judge's paper, keyed by two people of the secretariat who differ in one cell; the id of the first keying. */
async function keyedPaper(world: World, { roundId }: MadeContest, { personId: judgeId }: Resident): Promise<string> {
  const { stage, people } = world;
  const helper = await appointHelper(world);
  const { db } = stage.runtime;
  const sheet = await db
    .selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id")
    .select(["s.id", "re.category_id as categoryId"])
    .where("s.judge_id", "=", judgeId).where("re.round_id", "=", roundId).where("s.submitted_at", "is", null).where("s.stopped_at", "is", null)
    .orderBy("re.blind_code").executeTakeFirstOrThrow();
  const criteria = await db.selectFrom("criteria").select("id").where("category_id", "=", sheet.categoryId).execute();
  const keyings: string[] = [];
  for (const [points, person] of [[900, people.secretary], [800, helper]] as const) {
    const ctx = await contextOf(stage, person.personId, new Date());
    const { keyingId } = await startKeying(ctx, { roundId, judgeId, categoryId: sheet.categoryId });
    await saveKeyedRow(ctx, keyingId, sheet.id, Object.fromEntries(criteria.map(({ id }, index) => [id, index === 0 ? points : 500])));
    await finishKeying(ctx, keyingId);
    keyings.push(keyingId);
  }
  return keyings[0]!;
}

/** Two of three originals received, one of them scanned again, and a note of both to be signed. */
async function receivedOriginals({ stage, people, units }: World, { roundId, entries }: MadeContest) {
  const now = Date.now();
  const ctx = async (minutesAgo: number) => contextOf(stage, people.secretary.personId, new Date(now - minutesAgo * 60_000));
  const scan = { condition: "torn", carrier: undefined, note: "Rách góc trái", place: "Nhà văn hoá huyện" } as const;
  const [one, two] = entries;
  const { eventId: receivedId } = await checkIn(await ctx(30), roundId, { ...scan, code: one!.code! });
  await checkIn(await ctx(20), roundId, { ...scan, code: one!.code! });
  await checkIn(await ctx(10), roundId, { ...scan, code: two!.code! });
  const form = { giver: "Hà Thị Hằng", giverPost: "Cán bộ xã", receiver: "Triệu Văn Lâm", receiverPost: "Tổ thư ký", place: "", note: "" };
  const { handoverId } = await draftHandover(await ctx(5), roundId, units.commune, form);
  return { unitId: units.commune, handoverId, receivedId };
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

async function first({ db }: Pick<Runtime, "db">, table: "appointments" | "conflicts", column: string, value: string): Promise<string> {
  const { id } = await db.selectFrom(table).select("id").where(db.dynamic.ref(column), "=", value).executeTakeFirstOrThrow();
  return id;
}

/** Makes the child of the filled draft an author of the sent work too, and takes its family's consent back. */
async function departIn({ stage, people }: World, { contestId, entries }: MadeContest): Promise<PageWorld["departure"]> {
  const { db } = stage.runtime;
  const [, filled, sentEntry] = entries;
  const author = await db.selectFrom("entry_authors").selectAll().where("entry_id", "=", filled!.entryId).executeTakeFirstOrThrow();
  await db.insertInto("entry_authors").values({ ...author, entry_id: sentEntry!.entryId, position: 1 }).execute();
  const now = new Date();
  const ctx = await contextOf(stage, people.entrant.personId, now);
  await withdrawConsents(ctx, contestId, { childId: author.child_id, purposes: ["take-part"], method: "spoken", askedOn: vnDayOf(now), note: "" });
  return { entryId: sentEntry!.entryId, childId: author.child_id };
}

/** A judge's sheets in their order: the first is handed in, the others wait. */
async function sheetsOf({ db }: Runtime, { roundId }: MadeContest, judge: Resident): Promise<string[]> {
  const rows = await db.selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").select("s.id")
    .where("re.round_id", "=", roundId).where("s.judge_id", "=", judge.personId).orderBy("s.position").execute();
  return rows.map(({ id }) => id);
}

/** A round in which two of three works are chosen, one of them already. */
async function choosingWorks(world: World) {
  const setup = setupIn("Cánh diều tuổi thơ", "CD", "judging", new Date());
  setup.rounds[0]!.ballots = [{ category: "TV", kind: "choose", picks: 2, exact: false }];
  setup.rounds[0]!.tieBreakSteps = [{ kind: "shared" }];
  const contest = await openContest(world, setup, sent("Cánh diều", "Đồng lúa", "Bờ suối"));
  const [judge] = await beginJudging(world, contest, ["Lù Thị Sen"]);
  const { db } = world.stage.runtime;
  const { id, category_id: categoryId } = await db.selectFrom("criteria").select(["id", "category_id"])
    .where("round_id", "=", contest.roundId).executeTakeFirstOrThrow();
  const [sheetId] = await sheetsOf(world.stage.runtime, contest, judge!);
  await saveCriterion(await contextOf(world.stage, judge!.personId, await startOf(world, contest, "judging")), sheetId!, id, 100);
  return { ...contest, judge: judge!, sheetId: sheetId!, categoryId: categoryId! };
}

async function judged(world: World, name: string, codePrefix: string, phase: "decision" | "published"): Promise<MadeContest & { judge: Resident }> {
  const works = sent("Ngày hội", "Đường đến trường", "Ông bà em");
  const contest = await openContest(world, setupIn(name, codePrefix, phase, new Date()), works);
  const [judge] = await beginJudging(world, contest, ["Bàn Thị Xuân"]);
  await judgeAll(world, contest);
  const at = await startOf(world, contest, "decision");
  await closeJudging(await contextOf(world.stage, world.people.organiser.personId, at), contest.roundId);
  return { ...contest, judge: judge! };
}

async function decided(world: World): Promise<PageWorld["decision"]> {
  const contest = await judged(world, "Sắc màu tuổi thơ", "SM", "decision");
  const ranked = await world.stage.runtime.db
    .selectFrom("ranked_entries as r").innerJoin("round_entries as re", "re.id", "r.round_entry_id").select(["r.round_entry_id", "r.category_id"])
    .where("re.round_id", "=", contest.roundId).orderBy("r.position").execute();
  const { round_entry_id: rankedEntryId, category_id: categoryId } = ranked[0]!;
  const organiser = await contextOf(world.stage, world.people.organiser.personId, await startOf(world, contest, "decision"));
  const entryIds = ranked.map((row) => row.round_entry_id);
  const { deciderId } = await openDecider(organiser, contest.roundId, { kind: "final", categoryId, entryIds, places: null });
  return { ...contest, rankedEntryId, categoryId, deciderId };
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
