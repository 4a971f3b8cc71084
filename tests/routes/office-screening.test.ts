import { beforeAll, describe, expect, it } from "vitest";
import type { FormState } from "#app/http/form.server.ts";
import * as entries from "#app/routes/office.rounds.$roundId.entries._index/route.tsx";
import * as desk from "#app/routes/office.rounds.$roundId.screening/route.tsx";
import * as acceptance from "#app/routes/office.rounds.$roundId.screening_.$roundEntryId.acceptance.ts";
import * as approval from "#app/routes/office.rounds.$roundId.screening_.approval.ts";
import * as undo from "#app/routes/office.rounds.$roundId.screening_.undo.ts";
import { authorOf, during, makeWorld, move, submitted, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
const clock = testClock(during);
testRuntime(fresh, clock);
let world: World;
let secretary: Visitor;
let elsewhere: Visitor;
let sent: Awaited<ReturnType<typeof submitted>>[];

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  secretary = await signIn(fresh.db, world.secretary, during);
  elsewhere = await signIn(fresh.db, world.elsewhere, during);
  sent = [];
  for (const fullName of ["Vàng A Páo", "Lò Thị Mây", "Cứ Seo Dín"]) {
    sent.push(await submitted(world, { form: { authors: [authorOf({ fullName })] } }));
  }
});

const at = (rest = "") => `/office/rounds/${world.roundId}/screening${rest}`;
const show = (who = secretary, query = "") => desk.loader(visit(who, at(query), { params: { roundId: world.roundId } }));
const post = (action: (args: ReturnType<typeof visit>) => Promise<unknown>, rest: string, form = {}, params = {}) =>
  action(visit(secretary, at(rest), { params: { roundId: world.roundId, ...params }, form }));
const accept = (roundEntryId: string, form = {}) =>
  post(acceptance.action, `/${roundEntryId}/acceptance`, form, { roundEntryId }) as Promise<Response>;

describe("the screening desk", () => {
  it("may be read while intake is open; a verdict is refused in words", async () => {
    const { counts, screening, current } = await show();
    expect([counts, screening, current?.code]).toEqual([{ needs: 0, clear: 3, returned: 0, decided: 0, all: 3 }, false, "LN-TV-001"]);
    const answer = await accept(sent[0]!.roundEntryId);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, at(`?view=all&entry=${sent[0]!.roundEntryId}`)]);
    expect(answer.headers.get("Set-Cookie")).toContain("vt_toast=");
    expect((await show()).counts.decided).toBe(0);
  });

  it("is not there for another office", async () => {
    const thrown: unknown = await show(elsewhere).then(() => null, (error: unknown) => error);
    expect((thrown as Response).status).toBe(404);
  });

  it("accepts and goes on, rejects only with rule and words, approves the rest and takes it back", async () => {
    await move(fresh.db, world.roundId, "open", "screening");
    const next = await accept(sent[0]!.roundEntryId, { back: `view=clear&entry=${sent[1]!.roundEntryId}` });
    expect(next.headers.get("Location")).toBe(at(`?view=clear&entry=${sent[1]!.roundEntryId}`));
    const wordless = { roundEntryId: sent[1]!.roundEntryId, rule: "", note: "", back: "" };
    const { data, init } = (await post(desk.action, "", wordless)) as { data: FormState; init: { status: number } };
    expect([init.status, data.errors]).toEqual([
      422,
      { rule: "Mời chọn điều bài chưa đúng.", note: expect.stringMatching(/^Mời ghi lý do/) },
    ]);
    clock.advance(1000);
    await post(desk.action, "", { ...wordless, rule: "paper-size", note: "Tranh khổ A4, thể lệ yêu cầu A3." });
    clock.advance(1000);
    await post(approval.action, "/approval");
    const decided = async () => (await show(secretary, "?view=decided")).queue.map(({ code, verdict }) => [code, verdict]);
    expect(await decided()).toEqual([["LN-TV-001", "accepted"], ["LN-TV-002", "rejected"], ["LN-TV-003", "accepted"]]);
    await post(undo.action, "/undo");
    expect(await decided()).toEqual([["LN-TV-001", "accepted"], ["LN-TV-002", "rejected"]]);
  });

  it("and the list need at most eight statements with the session's", async () => {
    const listing = visit(secretary, `/office/rounds/${world.roundId}/entries`, { params: { roundId: world.roundId } });
    const counts = [await countQueries(fresh.db, () => show()), await countQueries(fresh.db, () => entries.loader(listing))];
    expect(counts.map(({ count }) => count)).toEqual([3, 5]);
  });
});
