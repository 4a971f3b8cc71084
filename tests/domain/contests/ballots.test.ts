import { beforeAll, describe, expect, it } from "vitest";
import { ballotsSchema } from "#app/domain/contests/ballot-form.ts";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { saveBallots } from "#app/domain/contests/commands/edit-ballots.server.ts";
import { removeCategory } from "#app/domain/contests/commands/edit-categories.server.ts";
import { saveTieBreak } from "#app/domain/contests/commands/edit-rounds.server.ts";
import type { BallotSetup } from "#app/domain/contests/model.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { readStoredSetup } from "#app/domain/contests/setup-read.server.ts";
import { makeContest, putInPhase, type TestContest } from "#tests/support/builders/contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const now = new Date("2023-07-01T02:00:00Z");
const at = freshDb();
let contest: TestContest;
const roundId = () => contest.district.roundId;
const stored = async () => (await readStoredSetup(at.db, contest.contestId)).setup;
const all: BallotSetup[] = [
  { category: "TV", kind: "pass", quorum: 50, quorumIn: "percent" },
  { category: "VC", kind: "choose", picks: 5, exact: true },
];

beforeAll(async () => {
  contest = await makeContest(at.db, now, ["Nghĩa Đô"]);
});

describe("the ballots of a round", () => {
  it("are kept by category, and the rubric of the contest stays as it was", async () => {
    const before = await stored();
    await saveBallots(contest.district.organiser, roundId(), { ballots: all });
    const setup = await stored();
    expect(setup.rounds[0]!.ballots).toEqual(all);
    expect(setup.rounds[1]!.ballots).toBeUndefined();
    expect(setup.categories).toEqual(before.categories);
    await saveBallots(contest.district.organiser, roundId(), { ballots: [{ category: "TV", kind: "stars", stars: 10 }] });
    expect((await stored()).rounds[0]!.ballots).toEqual([{ category: "TV", kind: "stars", stars: 10 }]);
    const { rows } = await at.pool.query<{ name: string; max: number }>(
      "select name, max_points as max from round_criteria where round_id = $1 and category_id = $2", [roundId(), contest.categories.TV.id]);
    expect(rows).toEqual([{ name: "Số sao", max: 1000 }]);
  });

  it("drop the steps against ties that no category can use, and refuse new ones", async () => {
    await saveBallots(contest.district.organiser, roundId(), { ballots: all });
    const { round, mostCriteria } = await findRoundSetup(contest.district.organiser, contest.contestId, "1");
    expect(mostCriteria).toBe(0);
    expect(round.tieBreakSteps.filter(({ kind }) => kind === "criterion")).toEqual([]);
    expect(await refusalOf(saveTieBreak(contest.district.organiser, roundId(), [{ kind: "criterion", position: 1 }]))).toMatch(/^invalid/);
    await saveBallots(contest.district.organiser, roundId(), { ballots: [] });
    await saveTieBreak(contest.district.organiser, roundId(), [{ kind: "criterion", position: 1 }, { kind: "shared" }]);
    expect((await stored()).rounds[0]!.tieBreakSteps).toHaveLength(2);
  });

  it("name categories of the contest, each once", async () => {
    const { organiser } = contest.district;
    expect(await refusalOf(saveBallots(organiser, roundId(), { ballots: [{ category: "XX", kind: "stars", stars: 5 }] }))).toMatch(/^invalid/);
    expect(await refusalOf(saveBallots(organiser, roundId(), { ballots: [all[0]!, all[0]!] }))).toMatch(/^invalid/);
  });

  it("go with the file of the set-up, and with a removed category", async () => {
    const { organiser } = contest.district;
    await saveBallots(organiser, roundId(), { ballots: all });
    const { contestId } = await importSetup(organiser, { ...(await stored()), name: "Cuộc thi chép lại" });
    const copied = async () => (await readStoredSetup(at.db, contestId)).setup.rounds[0]!.ballots;
    expect(await copied()).toEqual(all);
    await removeCategory(organiser, contestId, "VC");
    expect(await copied()).toEqual([all[0]]);
  });

  it("are the host's to set, until the round opens", async () => {
    const { organiser, secretary } = contest.district;
    expect(await refusalOf(saveBallots(secretary, roundId(), { ballots: all }))).toMatch(/^forbidden/);
    expect(await refusalOf(saveBallots(contest.province.organiser, roundId(), { ballots: all }))).toMatch(/^(forbidden|not-found)/);
    await putInPhase(at.db, roundId(), "open", now);
    expect(await refusalOf(saveBallots(organiser, roundId(), { ballots: all }))).toMatch(/ballots-frozen$/);
  });
});

describe("the form of ballots", () => {
  const read = (ballot: Record<string, string>) => ballotsSchema.safeParse({ ballots: { TV: ballot } });
  const faults = (ballot: Record<string, string>) => read(ballot).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

  it("asks only for what the chosen kind needs", () => {
    expect(read({ kind: "rubric", picks: "x" }).data).toEqual({ ballots: [] });
    expect(read({ kind: "stars", stars: "5", quorum: "x" }).data).toEqual({ ballots: [{ category: "TV", kind: "stars", stars: 5 }] });
    expect(read({ kind: "choose", picks: "1.000", exact: "yes" }).data).toEqual({ ballots: [{ category: "TV", kind: "choose", picks: 1000, exact: true }] });
    expect(read({ kind: "pass", quorum: "2", quorumIn: "votes" }).data)
      .toEqual({ ballots: [{ category: "TV", kind: "pass", quorum: 2, quorumIn: "votes" }] });
  });

  it("says what is wrong beside the field", () => {
    expect(faults({ kind: "stars", stars: "11" })).toEqual([["ballots.TV.stars", "ballot-stars-not-valid"]]);
    expect(faults({ kind: "choose", picks: "" })).toEqual([["ballots.TV.picks", "ballot-picks-not-valid"]]);
    expect(faults({ kind: "pass", quorum: "0" })).toEqual([["ballots.TV.quorum", "ballot-quorum-not-valid"]]);
  });
});
