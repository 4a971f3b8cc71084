import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beforeEach, describe, expect, it } from "vitest";
import { answerDecider } from "#app/domain/awards/commands/answer-decider.server.ts";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { endDecider, openDecider } from "#app/domain/awards/commands/deciders.server.ts";
import { findDeciderTask } from "#app/domain/awards/queries/decider-tasks.server.ts";
import { wireModules } from "#app/domain/jobs/catalog.server.ts";
import { startSession } from "#app/domain/people/sessions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { keepSession } from "#app/http/session.server.ts";
import { m } from "#app/paraglide/messages.js";
import { loader as home } from "#app/routes/jury._index.tsx";
import { action as answer, loader as page } from "#app/routes/jury.deciders.$deciderId/route.tsx";
import { action as undo } from "#app/routes/jury.deciders.$deciderId_.undo.ts";
import { loader as decision } from "#app/routes/office.rounds.$roundId.decision/route.tsx";
import { loader as officePage } from "#app/routes/office.rounds.$roundId.deciders.$deciderId/route.tsx";
import { loader as ending } from "#app/routes/office.rounds.$roundId.deciders.$deciderId_.end.tsx";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
const now = new Date("2023-09-07T03:00:00Z");
testRuntime(fresh, testClock(now));

describe("the pages of a pairwise decider", () => {
  let contest: SmallContest;
  let deciderId: string;
  let judges: Context[];

  const visitorFor = async ({ actor }: Context): Promise<Visitor> => {
    const { token, expiresAt } = await startSession(fresh.db, actor.personId, now);
    return { cookie: (await keepSession(token, expiresAt)).split(";")[0]! };
  };
  const params = () => ({ roundId: contest.district.roundId, deciderId });
  const asked = async (ctx: Context, loader: (args: LoaderFunctionArgs) => unknown, path: string) =>
    JSON.stringify(await loader(visit(await visitorFor(ctx), path, { params: params() })));
  const jury = async (ctx: Context) => [await asked(ctx, home, "/jury"), await asked(ctx, page, `/jury/deciders/${deciderId}`)];
  const office = async (ctx: Context) => [
    await asked(ctx, decision, `/office/rounds/${params().roundId}/decision`),
    await asked(ctx, officePage, `/office/rounds/${params().roundId}/deciders/${deciderId}`),
    await asked(ctx, ending, `/office/rounds/${params().roundId}/deciders/${deciderId}/end`),
  ];
  type Posted = { status: number; words: string };
  const post = async (ctx: Context, action: (args: ActionFunctionArgs) => unknown, form: Record<string, string>): Promise<Posted> => {
    const args = visit(await visitorFor(ctx), `/jury/deciders/${deciderId}`, { params: params(), form });
    const outcome = await Promise.resolve(action(args)).catch((thrown: unknown) => thrown);
    if (outcome instanceof Response) return { status: outcome.status, words: await outcome.text() };
    const { data, init } = outcome as { data: { formError: string | null; errors: object }; init: { status: number } };
    return { status: init.status, words: data.formError ?? Object.values(data.errors).join() };
  };
  const codeOf = async (number: number) =>
    (await fresh.db.selectFrom("round_entries").select("blind_code").where("id", "=", contest.entries[number - 1]!.roundEntryId).executeTakeFirstOrThrow()).blind_code!;
  const say = async (judge: Context, word: "left" | "right" | "equal") =>
    answerDecider(judge, deciderId, { left: await codeOf(2), right: await codeOf(3), answer: word });

  beforeEach(async () => {
    wireModules();
    contest = await judgedContest(fresh.db, now, 4);
    judges = contest.district.judges;
    await giveAll(contest, judges, [30, 29, 28, 27]);
    await closeJudging(contest.district.organiser, params().roundId);
    const entryIds = contest.entries.slice(1).map(({ roundEntryId }) => roundEntryId);
    ({ deciderId } = await openDecider(contest.district.organiser, params().roundId, {
      kind: "final", categoryId: contest.categories.TV.id, entryIds, places: 1,
    }));
  }, 60_000);

  it("serve a judge the same, to the letter, whatever other judges answered", async () => {
    const before = await jury(judges[0]!);
    for (const word of ["left", "right", "equal"] as const) {
      for (const judge of judges.slice(1)) await say(judge, word);
      expect(await jury(judges[0]!)).toEqual(before);
    }
  });

  it("serve the office the same until the end, whichever way a judge answered, and the answers after it", async () => {
    const { organiser } = contest.district;
    await say(judges[0]!, "left");
    const before = await office(organiser);
    await say(judges[0]!, "right");
    expect(await office(organiser)).toEqual(before);
    await endDecider(organiser, deciderId, "Hết giờ họp");
    expect((await office(organiser))[1]).toContain('"against":1');
  });

  it("hold no child, school, commune, mentor, entry code or id for a judge", async () => {
    await say(judges[0]!, "left");
    const served = (await jury(judges[0]!)).join("\n");
    const hidden = ["Hoàng Thị Mẩy", "Nghĩa Đô", "Cô Hằng", "LN-TV-", "\"2012", "5A"];
    const ids = contest.entries.flatMap(({ entryId, roundEntryId, childIds }) => [entryId, roundEntryId, ...childIds]);
    const others = judges.slice(1).map(({ actor }) => actor.personId);
    expect([...hidden, ...ids, ...others].filter((text) => served.includes(text))).toEqual([]);
    expect(served.match(/"blindCode":"T-\d{3}"/g)?.length).toBe(2);
  });

  it("answer bad input with the right status and a clear sentence", async () => {
    const [judge] = judges as [Context];
    const form = { left: await codeOf(2), right: await codeOf(3), answer: "left" };
    expect((await post(judge, answer, form)).status).toBe(302);
    expect(await post(judge, answer, { ...form, left: "T-999" })).toEqual({ status: 422, words: m.errors_decider_pair_unknown() });
    expect(await post(judge, answer, { ...form, right: await codeOf(1) })).toEqual({ status: 422, words: m.errors_decider_pair_unknown() });
    expect((await post(judge, answer, { ...form, answer: "both" })).status).toBe(422);
    expect((await post(judge, answer, {})).status).toBe(422);
    expect((await post(contest.province.judges[0]!, answer, form)).status).toBe(404);
    expect((await post(judge, undo, { answerId: "khong-co" })).status).toBe(302);
    const { last } = await findDeciderTask(judge, deciderId);
    expect((await post(judges[1]!, undo, { answerId: last!.answerId })).status).toBe(404);
    await fresh.db.insertInto("conflicts").values({
      round_id: params().roundId, round_entry_id: contest.entries[2]!.roundEntryId, judge_id: judge.actor.personId, origin: "declared",
      strength: "strong", standing: "confirmed", found_at: now, found_by: judge.actor.personId, decided_at: now, decided_by: judge.actor.personId,
    }).execute();
    expect(await post(judge, answer, form)).toEqual({ status: 403, words: m.errors_decider_pair_conflict() });
    await endDecider(contest.district.organiser, deciderId, "Hết giờ họp");
    expect(await post(judge, answer, form)).toEqual({ status: 409, words: m.errors_decider_ended() });
  });
});
