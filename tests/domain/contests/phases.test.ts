import { beforeAll, describe, expect, it } from "vitest";
import { freshDb } from "#tests/support/database.ts";
import { contextFor, makeUnit, refusalOf } from "#tests/support/organisation.ts";
import { createContestFromTemplate } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { extendPhase, savePhases } from "#app/domain/contests/commands/schedule-phases.server.ts";
import { extensionSchema, phasesSchema, templateSchema } from "#app/domain/contests/forms.ts";
import { movePhasesByClock } from "#app/domain/contests/jobs.server.ts";
import { loadContest } from "#app/domain/contests/load.server.ts";
import { registerPhaseStarter } from "#app/domain/contests/phase-starters.server.ts";
import { readStoredSetup } from "#app/domain/contests/setup-read.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { formatVnDate, vnDayOf, vnTimeOf } from "#app/platform/dates.ts";
import { DomainError } from "#app/platform/domain-error.ts";

const at = freshDb();
const day = (text: string) => new Date(`${text}+07:00`);
const start = day("2023-07-01T09:00");
let organiser: Context;
let province: Context;
let district = "";
let above = "";
let year = 2000;

async function make({ invite = true } = {}) {
  const { contestId } = await createContestFromTemplate(organiser, templateSchema.parse({
    name: "Cuộc thi", theme: "Chủ đề", year: String(++year), hostUnitId: district, nextUnitId: above,
    opensOn: "01/08/2023", closesOn: "31/08/2023", divisionBasis: "class",
  }));
  if (invite) await inviteParticipants(organiser, contestId, { unitIds: [], allBelow: district });
  const [first, second] = (await loadContest(organiser, contestId)).rounds;
  return { contestId, first: first!.id, second: second!.id };
}
/** A moment as it is typed: "31/08/2023 17:00". */
const written = (iso: string) => `${formatVnDate(vnDayOf(new Date(iso)))} ${vnTimeOf(new Date(iso))}`;
const phaseOf = async (contestId: string) => (await loadContest(organiser, contestId)).rounds.map(({ phase }) => phase);
const datesOf = async (contestId: string) =>
  (await readStoredSetup(at.db, contestId)).setup.rounds[0]!.phases.map(({ kind, startsAt, endsAt }) => [kind, startsAt, endsAt]);

beforeAll(async () => {
  above = await makeUnit(at.db, "Tỉnh Lào Cai", { kind: "province" });
  district = await makeUnit(at.db, "Huyện Bảo Yên", { kind: "district", parentId: above });
  await makeUnit(at.db, "Xã Nghĩa Đô", { parentId: district });
  organiser = await contextFor(at.db, start, "Tổ chức", [{ role: "organiser", unitId: district }]);
  province = await contextFor(at.db, start, "Cấp tỉnh", [{ role: "organiser", unitId: above }]);
});

describe("dates", () => {
  const pair = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });

  it("are typed in Vietnamese time and refused when phases overlap", async () => {
    const { contestId, first } = await make();
    const dates = phasesSchema.parse({
      open: pair("01/08/2023 07:00", "31/08/2023 17 giờ 00"), screening: pair("31/08/2023 17:00", "05/09/2023 17h"),
    });
    await savePhases(organiser, first, dates);
    expect(await datesOf(contestId)).toEqual([
      ["open", "2023-08-01T00:00:00.000Z", "2023-08-31T10:00:00.000Z"],
      ["screening", "2023-08-31T10:00:00.000Z", "2023-09-05T10:00:00.000Z"],
    ]);
    const overlapping = phasesSchema.parse({
      open: pair("01/08/2023 07:00", "31/08/2023 17:00"), screening: pair("31/08/2023 16:59", "05/09/2023 17:00"),
    });
    expect(await refusalOf(savePhases(organiser, first, overlapping))).toBe("invalid: phases-overlap");
    const reversed = phasesSchema.parse({ open: pair("02/08/2023 07:00", "01/08/2023 17:00") });
    expect(await refusalOf(savePhases(organiser, first, reversed))).toBe("invalid: phase-ends-before-start");
  });

  it("say what is wrong with what was typed, by field", () => {
    const read = phasesSchema.safeParse({ open: pair("31/02/2023 07:00", "31/08/2023") });
    expect(read.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["open.startsAt", "day-no-such-day"], ["open.endsAt", "day-time-empty"],
    ]);
  });
});

describe("an extension", () => {
  const extension = (to: string) => extensionSchema.parse({ newEndsAt: to, reason: "Tựu trường muộn", documentNo: "12/CV" });

  it("pushes back what follows as far as needed and keeps its reason; the same twice is one", async () => {
    const { contestId, first } = await make();
    await movePhase(organiser, first, "open");
    for (let i = 0; i < 2; i++) await extendPhase(organiser, first, "open", extension("02/09/2023 17:00"));
    expect((await datesOf(contestId)).slice(0, 3)).toEqual([
      ["open", "2023-07-31T17:00:00.000Z", "2023-09-02T10:00:00.000Z"],
      ["screening", "2023-09-02T10:00:00.000Z", "2023-09-07T10:00:00.000Z"],
      ["judging", "2023-09-07T10:00:00.000Z", "2023-09-11T10:00:00.000Z"],
    ]);
    const kept = await at.db.selectFrom("phase_extensions").innerJoin("phases", "phases.id", "phase_id")
      .select(["reason", "old_ends_at", "new_ends_at"]).where("round_id", "=", first).execute();
    expect(kept).toEqual([
      { reason: "Tựu trường muộn", old_ends_at: day("2023-08-31T17:00"), new_ends_at: day("2023-09-02T17:00") },
    ]);
  });

  it("is refused backwards, into the past, for a phase that is over, and by another host", async () => {
    const { first } = await make();
    expect(await refusalOf(extendPhase(organiser, first, "open", extension("30/08/2023 17:00")))).toBe("invalid: extension-not-later");
    const late = { ...organiser, now: day("2023-12-01T09:00") };
    expect(await refusalOf(extendPhase(late, first, "open", extension("02/09/2023 17:00")))).toBe("invalid: extension-in-the-past");
    expect(await refusalOf(extendPhase(province, first, "open", extension("02/09/2023 17:00")))).toBe("not-found: round-unknown");
    await movePhase(organiser, first, "open");
    await movePhase(organiser, first, "screening");
    expect(await refusalOf(extendPhase(organiser, first, "open", extension("02/09/2023 17:00")))).toBe("closed: phase-passed");
  });
});

describe("moving a phase", () => {
  it("opens only what can be entered", async () => {
    const { first } = await make({ invite: false });
    expect(await refusalOf(movePhase(organiser, first, "open"))).toBe("invalid: open-needs-participants");
    const { first: undated } = await make();
    await savePhases(organiser, undated, phasesSchema.parse({}));
    expect(await refusalOf(movePhase(organiser, undated, "open"))).toBe("invalid: open-needs-dates");
  });

  it("goes one step on, back with a reason, and is one when clicked twice", async () => {
    const { contestId, first } = await make();
    expect(await refusalOf(movePhase(organiser, first, "judging"))).toBe("invalid: phase-skips");
    const twice = await Promise.all([movePhase(organiser, first, "open"), movePhase(organiser, first, "open")]);
    expect(twice.map(({ from }) => from).sort()).toEqual(["draft", "open"]);
    await movePhase(organiser, first, "screening");
    expect(await refusalOf(movePhase(organiser, first, "open"))).toBe("invalid: reason-empty");
    expect(await refusalOf(movePhase(organiser, first, "judging", "", "open"))).toBe("conflict: phase-moved-meanwhile");
    await movePhase(organiser, first, "open", "Nhận bổ sung");
    expect(await phaseOf(contestId)).toEqual(["open", "draft"]);
    const moves = await at.db.selectFrom("phase_moves").select(["from_kind", "to_kind", "reason"]).where("round_id", "=", first)
      .orderBy("id").execute();
    expect(moves.map((move) => Object.values(move).join(" ").trim())).toEqual([
      "draft open", "open screening", "screening open Nhận bổ sung",
    ]);
  });

  it("is the host's: a province does not move the district's round, nor the other way round", async () => {
    const { first, second } = await make();
    expect(await refusalOf(movePhase(province, first, "open"))).toBe("not-found: round-unknown");
    expect(await refusalOf(movePhase(organiser, second, "open"))).toBe("forbidden: not-allowed");
  });
});

describe("the clock", () => {
  const at2 = (text: string) => movePhasesByClock(at.db, day(text));
  const mine = (report: Awaited<ReturnType<typeof at2>>, id: string) => ({
    moved: report.moved.filter(({ roundId }) => roundId === id).map(({ to }) => to),
    refused: report.refused.filter(({ roundId }) => roundId === id).map(({ reason }) => reason),
  });

  it("opens and ends intake at the minute, once, without a person's name", async () => {
    const { first } = await make();
    expect(mine(await at2("2023-07-31T23:59"), first)).toEqual({ moved: [], refused: [] });
    expect(mine(await at2("2023-08-01T00:00"), first)).toEqual({ moved: ["open"], refused: [] });
    expect(mine(await at2("2023-08-31T16:59"), first)).toEqual({ moved: [], refused: [] });
    expect(mine(await at2("2023-08-31T17:00"), first)).toEqual({ moved: ["screening"], refused: [] });
    const moves = await at.db.selectFrom("phase_moves").select("moved_by").where("round_id", "=", first).execute();
    expect(moves).toEqual([{ moved_by: null }, { moved_by: null }]);
  });

  it("leaves intake open for its minutes of grace, whose dates nobody sees", async () => {
    const { contestId, first } = await make();
    const before = await datesOf(contestId);
    const typed = ([kind, startsAt, endsAt]: (string | undefined)[]) => [kind, { startsAt: written(startsAt!), endsAt: written(endsAt!) }];
    await savePhases(organiser, first, phasesSchema.parse({ ...Object.fromEntries(before.map(typed)), graceMinutes: "15" }));
    expect(await datesOf(contestId)).toEqual(before);
    expect(mine(await at2("2023-08-31T17:00"), first)).toEqual({ moved: ["open"], refused: [] });
    expect(mine(await at2("2023-08-31T17:14"), first)).toEqual({ moved: [], refused: [] });
    expect(mine(await at2("2023-08-31T17:15"), first)).toEqual({ moved: ["screening"], refused: [] });
  });

  it("does not undo a step back that somebody took for a reason", async () => {
    const { first } = await make();
    await at2("2023-08-31T17:00");
    await movePhase({ ...organiser, now: day("2023-08-31T18:00") }, first, "open", "Nhận bổ sung hai bài");
    expect(mine(await at2("2023-08-31T18:01"), first)).toEqual({ moved: [], refused: [] });
    await movePhase({ ...organiser, now: day("2023-09-01T09:00") }, first, "screening");
    expect(mine(await at2("2023-09-01T09:01"), first)).toEqual({ moved: [], refused: [] });
  });

  it("leaves a round that is not ready, and enters judging only the way judging says", async () => {
    const { first: unready } = await make({ invite: false });
    const { first } = await make();
    const report = await at2("2023-09-06T09:00");
    expect(mine(report, unready)).toEqual({ moved: [], refused: ["open-needs-participants"] });
    expect(mine(report, first)).toEqual({ moved: ["open", "screening"], refused: [] });
    registerPhaseStarter("judging", async (ctx, roundId) => {
      if (roundId !== first) throw new DomainError("invalid", "no-judges");
      return movePhase(ctx, roundId, "judging");
    });
    expect(mine(await at2("2023-09-06T09:01"), first)).toEqual({ moved: ["judging"], refused: [] });
    expect(mine(await at2("2023-12-06T09:01"), first)).toEqual({ moved: [], refused: [] });
  });
});
