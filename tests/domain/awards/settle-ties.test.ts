import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { chooseAward } from "#app/domain/awards/commands/choose.server.ts";
import { drawLots, recordJuryVote } from "#app/domain/awards/commands/settle-ties.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { findTieToVote } from "#app/domain/awards/queries/ties.server.ts";
import { rank, type TieBreakStep } from "#app/domain/awards/ranking.ts";
import { tieGroups } from "#app/domain/awards/tie-groups.ts";
import type { Candidate } from "#app/domain/awards/tie-steps.ts";
import { writeChain } from "#app/domain/contests/setup-write.server.ts";
import { fraction } from "#app/platform/decimal.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const now = new Date("2023-09-07T03:00:00Z");

describe("ties left to the committee", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  const entry = (number: number) => contest.entries[number - 1]!.roundEntryId;
  const at = () => ({ roundId: contest.district.roundId, categoryId: contest.categories.TV.id });
  const ranks = async () => {
    const { rows } = await findDecision(contest.district.organiser, at().roundId, { category: at().categoryId });
    return rows.map((row) => [row.code.slice(-1), row.rank, row.trail.map(({ outcome }) => outcome).join(" ")]);
  };
  const votes = (...counts: [number, number, number][]) =>
    ({ votes: Object.fromEntries(counts.map(([number, yes, no]) => [entry(number), { for: yes, against: no }])), note: "Biên bản 7/9" });

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 5);
    await inTransaction(fresh.db, (trx) => writeChain(trx, at().roundId, [{ kind: "jury-vote" }, { kind: "lots" }, { kind: "shared" }]));
    await giveAll(contest, contest.district.judges, [30, 29, 29, 27, 27]);
  });

  it("cannot be settled before judging is closed", async () => {
    expect(await refusalOf(recordJuryVote(contest.district.organiser, entry(2), votes([2, 2, 1], [3, 1, 2])))).toBe("closed: judging-not-closed");
    expect(await refusalOf(drawLots(contest.district.organiser, at()))).toBe("closed: judging-not-closed");
  });

  it("are passed over until there are numbers", async () => {
    await closeJudging(contest.district.organiser, at().roundId);
    const open = "missing missing shared";
    expect(await ranks()).toEqual([["1", 1, ""], ["2", 2, open], ["3", 2, open], ["4", 4, open], ["5", 4, open]]);
    expect(await refusalOf(drawLots(contest.district.organiser, at()))).toBe("conflict: vote-before-lots");
  });

  it("need the votes of the whole tie, not more than there are judges", async () => {
    const { organiser, secretary, judges } = contest.district;
    expect(await refusalOf(recordJuryVote(organiser, entry(2), votes([2, 2, 1])))).toBe("invalid: vote-missing");
    expect(await refusalOf(recordJuryVote(organiser, entry(2), votes([2, 2, 2], [3, 0, 3])))).toBe("invalid: votes-above-jury");
    expect(await refusalOf(recordJuryVote(organiser, entry(1), votes([1, 3, 0])))).toBe("conflict: no-tie-to-vote");
    expect(await refusalOf(recordJuryVote(judges[0]!, entry(2), votes([2, 2, 1], [3, 1, 2])))).toBe("not-found: round-not-found");
    expect(await refusalOf(drawLots(secretary, at()))).toBe("forbidden: not-allowed");
  });

  it("are ranked anew by a vote that the secretary records; a second one replaces it and both are kept", async () => {
    const { secretary } = contest.district;
    await recordJuryVote(secretary, entry(2), votes([2, 2, 1], [3, 1, 2]));
    await recordJuryVote(secretary, entry(3), votes([2, 1, 2], [3, 3, 0]));
    expect((await ranks()).slice(0, 3)).toEqual([["1", 1, ""], ["3", 2, "decided not-needed not-needed"], ["2", 3, "decided not-needed not-needed"]]);
    const kept = await fresh.db.selectFrom("jury_votes").select(["votes_for", "votes_against", "undone_by"]).orderBy("votes_for").orderBy("undone_by").execute();
    const by = secretary.actor.personId;
    expect(kept.filter(({ undone_by }) => undone_by === null).map((row) => [row.votes_for, row.votes_against])).toEqual([[1, 2], [3, 0]]);
    expect(kept.filter(({ undone_by }) => undone_by === by).map((row) => [row.votes_for, row.votes_against])).toEqual([[1, 2], [2, 1]]);
    const shown = await findTieToVote(secretary, at().roundId, entry(2));
    expect(shown.rows.map((row) => [row.code.slice(-1), row.for, row.against])).toEqual([["2", 1, 2], ["3", 3, 0]]);
    expect(shown.recorded).toEqual({ at: now, by: "Lê Thị Lan", note: "Biên bản 7/9" });
  });

  it("are drawn once, after an equal vote, and anybody can draw again", async () => {
    const { organiser } = contest.district;
    await recordJuryVote(organiser, entry(4), votes([4, 1, 2], [5, 1, 2]));
    const drawn = await drawLots(organiser, at(), " 08 23 45 ");
    expect(drawn).toEqual({ seed: "08 23 45", drawnAt: now });
    expect(await drawLots(organiser, at(), "another")).toEqual(drawn);
    const candidates = ["LN-TV-004", "LN-TV-005"].map((code): Candidate => ({ entryId: code, code, score: fraction(1), criterionMeans: {}, headJudgeTotal: null }));
    const again = rank(candidates, [{ kind: "lots", seed: "08 23 45" }]).map(({ code }) => code.slice(-1));
    expect((await ranks()).slice(3)).toEqual(again.map((code, index) => [code, 4 + index, "equal decided not-needed"]));
  });

  it("are not ranked anew under a choice that departs from the ranking", async () => {
    const { organiser } = contest.district;
    await chooseAward(organiser, entry(1), null, "Sai chủ đề");
    expect(await refusalOf(recordJuryVote(organiser, entry(2), votes([2, 2, 1], [3, 1, 2])))).toBe("conflict: decision-departed");
  });

  it("are voted on again after judging was opened again, while the lots stay drawn", async () => {
    const { organiser } = contest.district;
    await reopenJudging(organiser, at().roundId, "Một phiếu nhầm bài");
    await closeJudging(organiser, at().roundId);
    expect((await ranks()).map(([, , trail]) => trail)).toEqual(["", ...Array.from({ length: 4 }, () => "missing decided not-needed")]);
    expect(await fresh.db.selectFrom("jury_votes").select("id").where("undone_at", "is", null).execute()).toEqual([]);
  });
});

describe("tieGroups", () => {
  const small = fc.integer({ min: 1, max: 2 });
  const candidates = fc.array(fc.record({ score: small, one: small, two: small, head: fc.option(small) }), { minLength: 1, maxLength: 9 });

  it("finds the ties that the chain up to the step leaves", () => {
    fc.assert(fc.property(candidates, (rows) => {
      const entries = rows.map((row, index): Candidate => ({
        entryId: `e${index}`, code: `C${index}`, score: fraction(row.score),
        criterionMeans: { one: fraction(row.one), two: fraction(row.two) }, headJudgeTotal: row.head === null ? null : fraction(row.head),
      }));
      const before: TieBreakStep[] = [{ kind: "criterion", criterionId: "one" }, { kind: "head-judge" }, { kind: "criterion", criterionId: "two" }];
      const found = tieGroups(rank(entries, [...before, { kind: "jury-vote", votes: {} }, { kind: "shared" }]), "jury-vote");
      const left = rank(entries, before).filter(({ tiedWith }) => tiedWith.length > 0)
        .map(({ entryId, tiedWith }) => [entryId, ...tiedWith].sort().join(" "));
      expect(found.map((group) => group.rows.map(({ entryId }) => entryId).sort().join(" ")).sort()).toEqual([...new Set(left)].sort());
    }));
  });
});
