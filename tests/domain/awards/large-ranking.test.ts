import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { findDecision, findDecisionRow } from "#app/domain/awards/queries/decision.server.ts";
import type { TestContest } from "#tests/support/builders/contest.ts";
import { scoredContest } from "#tests/support/builders/large-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";

const fresh = freshDb();
const now = new Date("2023-10-01T02:00:00Z");

describe("the decision room of three hundred works", () => {
  let contest: TestContest;
  const see = (from?: number) => findDecision(contest.district.organiser, contest.district.roundId, { from });

  beforeAll(async () => {
    contest = await scoredContest(fresh.db, now, 300);
    await closeJudging({ ...contest.district.organiser, now }, contest.district.roundId);
  });

  it("shows the top, the prizes and the neighbourhood of the cut, and folds the rest", async () => {
    const { stretches, rows, quota } = await see();
    expect(quota).toBe(16);
    expect(stretches.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["rows", 1, 6], ["gap", 7, 13], ["rows", 14, 19], ["gap", 20, 300],
    ]);
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19]);
    const last = await findDecisionRow(contest.district.organiser, contest.district.roundId, (await see(300)).rows[0]!.roundEntryId);
    expect([last.row.position, stretches[3]!.ranks[1], last.quota, last.nominated]).toEqual([300, last.row.rank, 16, 16]);
  });

  it("turns the pages of the whole ranking, each place once", async () => {
    const places: number[] = [];
    for (let from = 1; from <= 300; from += 50) {
      const { rows, stretches } = await see(from);
      expect(stretches.map(({ kind, from: first, to }) => [kind, first, to])).toEqual([["rows", from, Math.min(300, from + 49)]]);
      places.push(...rows.map(({ position }) => position));
    }
    expect(places).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
    expect((await see(9_999)).rows.map(({ position }) => position)).toEqual([300]);
    expect((await see(-5)).rows[0]!.position).toBe(1);
  });

  it("gives the ties that a cut runs through first, and says that there are more than it gives", async () => {
    const { ties, moreTies } = await see();
    const neighbours = ties.map(({ left, right }) => [right.position - left.position, left.score]);
    expect(neighbours).toEqual(ties.map(({ right }) => [1, right.score]));
    const atCut = ties.filter((tie) => tie.atCut).map(({ left }) => left.position);
    expect(ties.slice(0, atCut.length).every((tie) => tie.atCut)).toBe(true);
    expect(atCut.filter((place) => ![1, 3, 6, 16].includes(place))).toEqual([]);
    expect(moreTies).toBe(true);
  });

  it("keeps with each work its own values alone", async () => {
    const kept = await fresh.db.selectFrom("ranked_entries").select(["round_entry_id as id", "trail"]).execute();
    const foreign = kept.filter(({ id, trail }) =>
      (trail as unknown as { values: { entryId: string }[] }[]).some(({ values }) => values.some(({ entryId }) => entryId !== id)));
    expect([kept.length, foreign.length]).toEqual([300, 0]);
  });

  it("takes eight queries, folded or from any place", async () => {
    for (const from of [undefined, 1, 251]) expect((await countQueries(fresh.db, () => see(from))).count).toBe(8);
  });
});
