import { beforeAll, describe, expect, it } from "vitest";
import { createContestFromTemplate } from "#app/domain/contests/commands/create-contest.server.ts";
import { removeCategory } from "#app/domain/contests/commands/edit-categories.server.ts";
import { addRound, removeRound, saveAwards, saveRound, saveTieBreak } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { savePhases } from "#app/domain/contests/commands/schedule-phases.server.ts";
import { phasesSchema, templateSchema } from "#app/domain/contests/forms.ts";
import { loadContest } from "#app/domain/contests/load.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { freshDb, someoneWaits } from "#tests/support/database.ts";
import { contextFor, makeUnit, refusalOf } from "#tests/support/organisation.ts";

const at = freshDb();
const now = new Date("2023-07-01T02:00:00Z");
let organiser: Context;
let district = "";
let above = "";
let year = 2000;

beforeAll(async () => {
  above = await makeUnit(at.db, "Tỉnh Lào Cai", { kind: "province" });
  district = await makeUnit(at.db, "Huyện Bảo Yên", { kind: "district", parentId: above });
  organiser = await contextFor(at.db, now, "Tổ chức", [{ role: "organiser", unitId: district }]);
});

async function make() {
  const { contestId } = await createContestFromTemplate(organiser, templateSchema.parse({
    name: "Cuộc thi", theme: "Chủ đề", year: String(++year), hostUnitId: district, nextUnitId: above,
    opensOn: "01/08/2023", closesOn: "31/08/2023", divisionBasis: "class",
  }));
  const [first, second] = (await loadContest(organiser, contestId)).rounds;
  return { contestId, first: first!.id, second: second!.id };
}
type Made = Awaited<ReturnType<typeof make>>;

const round = (codePrefix: string, unitId: string) => ({
  name: `Vòng ${codePrefix}`, unitId, codePrefix, aggregation: "mean" as const,
});

/** What an edit answers that begins while a move of a round's phase is under way, not yet seen by others. */
async function meetingMove(work: (made: Made) => Promise<unknown>, which: "first" | "second", to: string): Promise<string> {
  const made = await make();
  let answer: Promise<string> | undefined;
  await at.db.transaction().execute(async (trx) => {
    await trx.selectFrom("rounds").select("id").where("id", "=", made[which]).forUpdate().execute();
    await trx
      .insertInto("phase_moves")
      .values({ round_id: made[which], from_kind: "draft", to_kind: to, moved_at: now, reason: "" })
      .execute();
    answer = refusalOf(work(made));
    await expect.poll(() => someoneWaits(at.pool), { timeout: 5_000 }).toBe(true);
  });
  return answer!;
}

describe("an edit that meets the move of a phase waits for it and is refused", () => {
  it.each<[string, "first" | "second", string, (made: Made) => Promise<unknown>, string]>([
    ["the round", "first", "open", ({ first }) => saveRound(organiser, first, round("KH", district)), "round-frozen"],
    ["the chain", "first", "open", ({ first }) => saveTieBreak(organiser, first, [{ kind: "shared" }]), "round-frozen"],
    ["the dates", "first", "open", ({ first }) => savePhases(organiser, first, phasesSchema.parse({})), "phases-frozen"],
    ["the awards", "first", "decision", ({ first }) => saveAwards(organiser, first, { tiers: [], quotas: [] }), "awards-frozen"],
    ["a round taken away", "second", "open", ({ second }) => removeRound(organiser, second), "round-frozen"],
    ["quotas that go with it", "first", "decision", ({ second }) => removeRound(organiser, second), "awards-frozen"],
    ["categories", "first", "open", ({ contestId }) => removeCategory(organiser, contestId, "VC"), "setup-frozen"],
  ])("%s", async (_, which, to, work, reason) => {
    expect(await meetingMove(work, which, to)).toBe(`closed: ${reason}`);
  });
});

it("two rounds added at once stand one after the other", async () => {
  const { contestId } = await make();
  await Promise.all(["P3", "P4"].map((prefix) => addRound(organiser, contestId, round(prefix, above))));
  const { rounds } = await loadContest(organiser, contestId);
  expect(rounds.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
});
