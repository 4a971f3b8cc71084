import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answerDecider, undoDeciderAnswer } from "#app/domain/awards/commands/answer-decider.server.ts";
import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { endDecider, openDecider, withdrawDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { drawLots, recordJuryVote } from "#app/domain/awards/commands/settle-ties.server.ts";
import { panelFile } from "#app/domain/awards/panel-file.server.ts";
import { findDecision } from "#app/domain/awards/queries/decision.server.ts";
import { findDecider, listDeciders } from "#app/domain/awards/queries/deciders.server.ts";
import { findDeciderTask, listAskedDeciders } from "#app/domain/awards/queries/decider-tasks.server.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { cutWithin } from "#app/domain/awards/tie-groups.ts";
import { deciderFileViewer } from "#app/domain/awards/viewer.server.ts";
import { writeChain } from "#app/domain/contests/setup-write.server.ts";
import type { TieBreakSetup } from "#app/domain/contests/model.ts";
import { endAppointment } from "#app/domain/people/commands.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const now = new Date("2023-09-07T03:00:00Z");

describe("a pairwise decider", () => {
  const fresh = freshDb();
  let contest: SmallContest;
  let roundId: string;
  let organiser: Context;
  let judges: readonly Context[];

  const entry = (number: number) => contest.entries[number - 1]!.roundEntryId;
  const at = () => ({ roundId, categoryId: contest.categories.TV.id });
  const open = async (number = 2) => (await openDecider(organiser, roundId, { kind: "tie", roundEntryId: entry(number) })).deciderId;
  const blind = async (number: number) =>
    (await fresh.db.selectFrom("round_entries").select("blind_code").where("id", "=", entry(number)).executeTakeFirstOrThrow()).blind_code!;
  const ranks = async () => {
    const { rows } = await findDecision(organiser, roundId, { category: at().categoryId });
    return rows.map((row) => [Number(row.code.slice(-1)), row.rank, row.trail.find(({ kind }) => kind === "pairwise")?.outcome ?? ""]);
  };
  const answer = async (judge: Context, deciderId: string, left: number, word: "left" | "right" | "equal", right: number) =>
    answerDecider(judge, deciderId, { left: await blind(left), right: await blind(right), answer: word });
  /** A judge answers all they are asked by a wish: the entry named earlier is better. */
  const answerAll = async (judge: Context, deciderId: string, wish: readonly number[]) => {
    const codes = await Promise.all(wish.map(blind));
    for (;;) {
      const { pair } = await findDeciderTask(judge, deciderId);
      if (!pair) return;
      const [left, right] = [pair.left.blindCode, pair.right.blindCode];
      await answerDecider(judge, deciderId, { left, right, answer: codes.indexOf(left) < codes.indexOf(right) ? "left" : "right" });
    }
  };
  const conflict = (judge: Context, number: number) =>
    fresh.db.insertInto("conflicts").values({
      round_id: roundId, round_entry_id: entry(number), judge_id: judge.actor.personId, found_at: now, found_by: organiser.actor.personId,
      origin: "declared", strength: "strong", note: "Cháu họ", standing: "confirmed", decided_at: now, decided_by: organiser.actor.personId,
      decision_reason: "",
    }).execute();
  const prepare = async (firsts: readonly number[], chain: readonly TieBreakSetup["kind"][]) => {
    contest = await judgedContest(fresh.db, now, firsts.length);
    ({ roundId, organiser, judges } = contest.district);
    await inTransaction(fresh.db, (trx) => writeChain(trx, roundId, chain.map((kind) => ({ kind }) as TieBreakSetup)));
    await giveAll(contest, judges, firsts);
    await closeJudging(organiser, roundId);
  };

  describe("of a tie", () => {
    beforeEach(() => prepare([30, 29, 29, 29, 27], ["pairwise", "lots", "shared"]), 60_000);

    it("is opened by the organiser for the whole tie, once", async () => {
      expect(await ranks()).toEqual([[1, 1, ""], [2, 2, "missing"], [3, 2, "missing"], [4, 2, "missing"], [5, 5, ""]]);
      expect(await refusalOf(drawLots(organiser, at()))).toBe("conflict: decider-before-lots");
      const deciderId = await open(2);
      expect(await open(3)).toBe(deciderId);
      expect(await refusalOf(open(1))).toBe("conflict: no-tie-to-compare");
      for (const one of [contest.district.secretary, judges[0]!, contest.province.organiser]) {
        const refusal = await refusalOf(openDecider(one, roundId, { kind: "tie", roundEntryId: entry(2) }));
        expect(["forbidden: not-allowed", "not-found: round-not-found"]).toContain(refusal);
      }
      const [listed] = await listDeciders(organiser, roundId, at().categoryId);
      expect(listed).toMatchObject({ id: deciderId, kind: "tie", codes: ["LN-TV-002", "LN-TV-003", "LN-TV-004"], answered: 0, of: 3 * judges.length, done: null });
      expect(await refusalOf(publishRound(organiser, roundId))).toBe("conflict: decider-open");
    });

    it("is answered by each judge and, ended, ranks the category anew; the file recomputes to the same", async () => {
      const deciderId = await open();
      await answerAll(judges[0]!, deciderId, [4, 3, 2]);
      await answerAll(judges[1]!, deciderId, [4, 2, 3]);
      for (const judge of judges.slice(2)) await answerAll(judge, deciderId, [2, 4, 3]);
      expect(await findDeciderTask(judges[0]!, deciderId)).toMatchObject({ state: "finished", answered: 3, of: 3, pair: null });
      const before = await findDecider(organiser, roundId, deciderId);
      expect([before.done, before.matrix]).toEqual(["all-answered", null]);
      expect((await endDecider(organiser, deciderId)).outcome).toBe("whole-order");
      expect((await endDecider(organiser, deciderId)).outcome).toBe("whole-order");
      expect(await ranks()).toEqual([[1, 1, ""], [4, 2, "decided"], [2, 3, "decided"], [3, 4, "decided"], [5, 5, ""]]);
      const { matrix } = await findDecider(organiser, roundId, deciderId);
      expect(matrix!.map(({ code, score }) => [code, score])).toEqual([["LN-TV-004", 2], ["LN-TV-002", 0], ["LN-TV-003", -2]]);
      expect(matrix![0]!.cells.map((cell) => [cell.for, cell.against, cell.equal])).toEqual([[0, 0, 0], [2, 1, 0], [3, 0, 0]]);
      const file = await panelFile(fresh.db, { id: roundId, contestName: "", name: "" });
      expect(file.categories[0]!.chain[0]).toEqual({ kind: "pairwise", scores: { "LN-TV-002": 0, "LN-TV-003": -2, "LN-TV-004": 2 } });
      const [report] = recompute(file).categories;
      expect([file.categories[0]!.stated!.ranking!.map((row) => row.entry.slice(-1)).join(""), report!.differences]).toEqual(["14235", []]);
    });

    it("takes a repeated answer once, another word for the same pair as the last, and the last one back", async () => {
      const deciderId = await open();
      const [judge] = judges as [Context];
      expect(await answer(judge, deciderId, 2, "left", 3)).toEqual({ changed: true });
      expect(await answer(judge, deciderId, 2, "left", 3)).toEqual({ changed: false });
      expect(await answer(judge, deciderId, 3, "right", 2)).toEqual({ changed: false });
      const stale = (await findDeciderTask(judge, deciderId)).last!.answerId;
      expect(await answer(judge, deciderId, 3, "left", 2)).toEqual({ changed: true });
      expect(await undoDeciderAnswer(judge, deciderId, stale)).toEqual({ changed: false });
      const first = (await findDeciderTask(judge, deciderId)).last!;
      expect([first.left, first.right, first.answer]).toEqual([await blind(3), await blind(2), "left"]);
      await answer(judge, deciderId, 2, "equal", 4);
      expect(await refusalOf(undoDeciderAnswer(judge, deciderId, first.answerId))).toBe("conflict: decider-answer-not-last");
      const { last, answered } = await findDeciderTask(judge, deciderId);
      expect([answered, await undoDeciderAnswer(judge, deciderId, last!.answerId)]).toEqual([2, { changed: true }]);
      expect(await undoDeciderAnswer(judge, deciderId, last!.answerId)).toEqual({ changed: false });
      expect((await findDeciderTask(judge, deciderId)).answered).toBe(1);
      const kept = await fresh.db.selectFrom("decider_answers").select(["number", "answer", "undone_at"]).where("decider_id", "=", deciderId).orderBy("number").execute();
      expect(kept).toEqual([
        { number: 1, answer: "left", undone_at: now }, { number: 2, answer: "left", undone_at: null }, { number: 3, answer: "equal", undone_at: now },
      ]);
    });

    it("counts two devices that answer the same pair at once as one answer", async () => {
      const deciderId = await open();
      await Promise.all((["left", "right", "equal"] as const).map((word) => answer(judges[0]!, deciderId, 2, word, 3)));
      const standing = await fresh.db.selectFrom("decider_answers").select("id").where("decider_id", "=", deciderId).where("undone_at", "is", null).execute();
      expect([standing.length, (await findDeciderTask(judges[0]!, deciderId)).answered]).toEqual([1, 1]);
    });

    it("refuses other works, one work twice, strangers, and whatever comes after the end", async () => {
      const deciderId = await open();
      const [judge] = judges as [Context];
      expect(await refusalOf(answer(judge, deciderId, 1, "left", 2))).toBe("invalid: decider-pair-unknown");
      expect(await refusalOf(answer(judge, deciderId, 2, "left", 2))).toBe("invalid: decider-pair-unknown");
      for (const one of [organiser, contest.province.judges[0]!]) {
        expect(await refusalOf(answer(one, deciderId, 2, "left", 3))).toBe("not-found: decider-not-found");
        expect(await refusalOf(findDeciderTask(one, deciderId))).toBe("not-found: decider-not-found");
      }
      expect(await refusalOf(answer(judge, "khong-co", 2, "left", 3))).toBe("not-found: decider-not-found");
      await answer(judge, deciderId, 2, "left", 3);
      const { last } = await findDeciderTask(judge, deciderId);
      expect(await refusalOf(undoDeciderAnswer(judges[1]!, deciderId, last!.answerId))).toBe("not-found: decider-answer-not-found");
      expect(await refusalOf(endDecider(organiser, deciderId))).toBe("invalid: decider-end-reason-empty");
      expect(await refusalOf(endDecider(judge, deciderId, "Xong"))).toBe("not-found: round-not-found");
      expect(await refusalOf(endDecider(contest.district.secretary, deciderId, "Xong"))).toBe("forbidden: not-allowed");
      expect((await endDecider(organiser, deciderId, "Hết giờ họp")).outcome).toBe("undecided");
      expect((await ranks()).slice(1, 4).map(([, rank, outcome]) => [rank, outcome])).toEqual([[2, "equal"], [2, "equal"], [2, "equal"]]);
      expect(await refusalOf(answer(judge, deciderId, 2, "left", 4))).toBe("closed: decider-ended");
      expect(await refusalOf(undoDeciderAnswer(judge, deciderId, last!.answerId))).toBe("closed: decider-ended");
      expect(await findDeciderTask(judge, deciderId)).toMatchObject({ state: "over", pair: null, last: null });
      await drawLots(organiser, at(), "08");
    });

    it("leaves a circle to the next step of the chain", async () => {
      const deciderId = await open();
      for (const judge of judges) {
        await answer(judge, deciderId, 2, "left", 3);
        await answer(judge, deciderId, 3, "left", 4);
        await answer(judge, deciderId, 4, "left", 2);
      }
      await endDecider(organiser, deciderId);
      expect((await ranks()).slice(1, 4).map(([, rank, outcome]) => [rank, outcome])).toEqual([[2, "equal"], [2, "equal"], [2, "equal"]]);
      await drawLots(organiser, at(), "08");
      expect((await ranks()).map(([, rank]) => rank)).toEqual([1, 2, 3, 4, 5]);
    });

    it("asks a judge no pair that holds a work they have a conflict with, and shows them no such work", async () => {
      await conflict(judges[0]!, 3);
      const deciderId = await open();
      expect(await findDeciderTask(judges[0]!, deciderId)).toMatchObject({ answered: 0, of: 1 });
      expect(await refusalOf(answer(judges[0]!, deciderId, 2, "left", 3))).toBe("forbidden: decider-pair-conflict");
      await answerAll(judges[0]!, deciderId, [4, 2]);
      expect(await findDeciderTask(judges[0]!, deciderId)).toMatchObject({ state: "finished", answered: 1, of: 1 });
      const may = (judge: Context, number: number, variant: "1600" | "original" = "1600") =>
        deciderFileViewer({ db: fresh.db, actor: judge.actor, now }, { fileId: contest.entries[number - 1]!.fileId, variant });
      expect(await Promise.all([may(judges[0]!, 2), may(judges[0]!, 3), may(judges[0]!, 1), may(judges[1]!, 3), may(judges[1]!, 3, "original"), may(organiser, 2)]))
        .toEqual([true, false, false, true, false, false]);
      await conflict(judges[0]!, 2);
      expect(await listAskedDeciders(judges[0]!)).toEqual([]);
      expect(await listAskedDeciders(judges[1]!)).toMatchObject([{ id: deciderId, answered: 0, of: 3, finished: false }]);
    });

    it("waits for no judge who left, and keeps what they answered", async () => {
      const deciderId = await open();
      await answer(judges[0]!, deciderId, 4, "left", 2);
      const { id } = await fresh.db.selectFrom("appointments").select("id").where("person_id", "=", judges[0]!.actor.personId).where("round_id", "=", roundId).executeTakeFirstOrThrow();
      await endAppointment(organiser, id);
      expect(await refusalOf(answer(judges[0]!, deciderId, 2, "left", 3))).toBe("not-found: decider-not-found");
      for (const judge of judges.slice(1)) await answerAll(judge, deciderId, [4, 3, 2]);
      const { judges: shown, done } = await findDecider(organiser, roundId, deciderId);
      expect([done, shown.find(({ present }) => !present)]).toEqual(["all-answered", expect.objectContaining({ answered: 1, of: 1 })]);
      await endDecider(organiser, deciderId);
      expect((await ranks()).slice(1, 4).map(([number]) => number)).toEqual([4, 3, 2]);
    });

    it("is taken back with a reason, and its entries may be compared anew", async () => {
      const deciderId = await open();
      for (const judge of judges) await answerAll(judge, deciderId, [4, 3, 2]);
      await endDecider(organiser, deciderId);
      expect(await refusalOf(open(2))).toBe("conflict: decider-entry-taken");
      expect(await refusalOf(withdrawDecider(organiser, deciderId, " "))).toBe("invalid: reason-empty");
      await withdrawDecider(organiser, deciderId, "Nhầm nhóm bài");
      expect((await ranks()).slice(1, 4).map(([, rank, outcome]) => [rank, outcome])).toEqual([[2, "missing"], [2, "missing"], [2, "missing"]]);
      const again = await open();
      expect(again).not.toBe(deciderId);
      await withdrawDecider(organiser, again, "Hoãn");
      expect(await refusalOf(answer(judges[0]!, again, 2, "left", 3))).toBe("closed: decider-withdrawn");
      expect(await refusalOf(endDecider(organiser, again, "Xong"))).toBe("closed: decider-withdrawn");
      expect(await listDeciders(organiser, roundId, at().categoryId)).toEqual([]);
    });

    it("is taken back with the ranking when judging is opened again", async () => {
      const deciderId = await open();
      await reopenJudging(organiser, roundId, "Một phiếu nhầm bài");
      await closeJudging(organiser, roundId);
      expect(await findDecider(organiser, roundId, deciderId)).toMatchObject({ withdrawalReason: "Một phiếu nhầm bài", may: { end: false, withdraw: false } });
      expect(await listAskedDeciders(judges[0]!)).toEqual([]);
    });

    it("writes each step into the log, and no answer", async () => {
      const deciderId = await open();
      await answer(judges[0]!, deciderId, 2, "right", 3);
      const { last } = await findDeciderTask(judges[0]!, deciderId);
      await undoDeciderAnswer(judges[0]!, deciderId, last!.answerId);
      await endDecider(organiser, deciderId, "Hết giờ họp");
      await withdrawDecider(organiser, deciderId, "Làm lại");
      const events = await fresh.db.selectFrom("audit_events").select(["action", "detail", "actor_name"]).where("subject_id", "=", deciderId).orderBy("seq").execute();
      expect(events.map(({ action }) => action)).toEqual(["open-decider", "answer-decider", "undo-decider-answer", "end-decider", "withdraw-decider"]);
      expect(events.slice(1, 3).map(({ detail }) => detail)).toEqual([{ number: 1 }, { number: 1 }]);
    });
  });

  describe("of a final", () => {
    beforeAll(() => prepare([30, 30, 29, 28, 27], ["counts", "shared"]), 60_000);
    const final = (numbers: number[], places: number | null = null) =>
      openDecider(organiser, roundId, { kind: "final", categoryId: at().categoryId, entryIds: numbers.map(entry), places });

    it("takes two to fifteen ranked entries of the category", async () => {
      expect(await refusalOf(final([1]))).toBe("invalid: decider-too-few");
      expect(await refusalOf(final([1, 1]))).toBe("invalid: decider-too-few");
      expect(await refusalOf(final([1, 2], 2))).toBe("invalid: decider-places-too-many");
      const strangers = Array.from({ length: 16 }, (_, at) => `0b2f1d7e-52a5-4a5c-9f0e-6f3f6a1f2c${at + 10}`);
      expect(await refusalOf(openDecider(organiser, roundId, { kind: "final", ...at(), entryIds: strangers, places: null }))).toBe("invalid: decider-too-many");
      expect(await refusalOf(openDecider(organiser, roundId, { kind: "final", ...at(), entryIds: strangers.slice(0, 2), places: null }))).toBe("invalid: decider-entry-unknown");
    });

    it("is counsel where the chain has no such step: the ranking stays, and what was chosen by it", async () => {
      const { deciderId } = await final([1, 3, 4], 1);
      expect(await refusalOf(final([3, 5]))).toBe("conflict: decider-entry-taken");
      for (const judge of judges) await answerAll(judge, deciderId, [4, 3, 1]);
      const before = await ranks();
      await endDecider(organiser, deciderId);
      expect(await ranks()).toEqual(before);
      expect((await findDecider(organiser, roundId, deciderId)).matrix!.map(({ code }) => code.slice(-1))).toEqual(["4", "3", "1"]);
    });

    it("is listed and asked with as few queries for two deciders as for one", async () => {
      const counts = async () => [
        (await countQueries(fresh.db, () => listDeciders(organiser, roundId, at().categoryId))).count,
        (await countQueries(fresh.db, () => listAskedDeciders(judges[0]!))).count,
      ];
      const one = await counts();
      await final([2, 5]);
      expect([one, await counts()]).toEqual([[2, 1], [2, 1]]);
    });
  });

  describe("among other steps", () => {
    beforeAll(() => prepare([30, 29, 29, 29], ["jury-vote", "pairwise", "shared"]), 60_000);

    it("takes whole ties into a final, and holds the votes that come before it", async () => {
      const split = openDecider(organiser, roundId, { kind: "final", ...at(), entryIds: [entry(1), entry(2)], places: null });
      expect(await refusalOf(split)).toBe("conflict: decider-tie-split");
      await openDecider(organiser, roundId, { kind: "final", ...at(), entryIds: [1, 2, 3, 4].map(entry), places: null });
      const votes = Object.fromEntries([2, 3, 4].map((number) => [entry(number), { for: 1, against: 0 }]));
      expect(await refusalOf(recordJuryVote(organiser, entry(2), { votes, note: "" }))).toBe("conflict: vote-after-decider");
    });
  });

  describe("of a tie too large", () => {
    beforeAll(() => prepare(Array.from({ length: 16 }, () => 20), ["pairwise", "lots", "shared"]), 120_000);

    it("is refused, and lots do not wait for it", async () => {
      expect(await refusalOf(open(1))).toBe("conflict: decider-too-many");
      await drawLots(organiser, at(), "08");
      expect(new Set((await ranks()).map(([, rank]) => rank)).size).toBeGreaterThan(1);
    });
  });
});

describe("the cut of a tie", () => {
  it("is the one that runs through it; none where none does, or several do", () => {
    const places = { tiers: [1, 2, 3], quota: 5 };
    expect(cutWithin(places, 1, 2)).toBe(1);
    expect(cutWithin(places, 2, 2)).toBe(null);
    expect(cutWithin(places, 4, 3)).toBe(2);
    expect(cutWithin(places, 1, 4)).toBe(null);
    expect(cutWithin({ tiers: [3], quota: 3 }, 2, 5)).toBe(2);
    expect(cutWithin({ tiers: [], quota: 0 }, 1, 5)).toBe(null);
  });
});
