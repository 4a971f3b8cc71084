import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { searchDuplicates } from "#app/domain/entries/duplicates/search.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import * as duplicates from "#app/routes/office.rounds.$roundId.duplicates/route.tsx";
import * as undo from "#app/routes/office.rounds.$roundId.duplicates_.$pairId.undo.ts";
import * as media from "#app/routes/office.rounds.$roundId.media/route.tsx";
import * as rerun from "#app/routes/office.rounds.$roundId.media_.$roundEntryId.rerun.ts";
import { authorOf, during, makeWorld, submitted, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
testRuntime(fresh, testClock(during));
let world: World;
let secretary: Visitor;
let elsewhere: Visitor;
let sent: Awaited<ReturnType<typeof submitted>>[];

const sha256 = "ef".repeat(32);

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  secretary = await signIn(fresh.db, world.secretary, during);
  elsewhere = await signIn(fresh.db, world.elsewhere, during);
  sent = [];
  for (const fullName of ["Vàng A Páo", "Lò Thị Mây"]) {
    sent.push(await submitted(world, { form: { authors: [authorOf({ fullName })] }, file: { sha256 } }));
  }
  await searchDuplicates(fresh.db, sent[0]!.entryId, during);
});

const at = (rest: string) => `/office/rounds/${world.roundId}${rest}`;
const params = (more = {}) => ({ params: { roundId: world.roundId, ...more } });
const show = (who = secretary, query = "") => duplicates.loader(visit(who, at(`/duplicates${query}`), params()));
const answer = (form: Record<string, string>) => duplicates.action(visit(secretary, at("/duplicates?view=open"), { ...params(), form }));

describe("the page of likely duplicates", () => {
  it("shows both works, is not there for another office, and sends at most eight statements", async () => {
    const { result, count } = await countQueries(fresh.db, () => show());
    expect(result.counts).toEqual({ open: 1, later: 0, settled: 0 });
    expect([result.pairs[0]!.first.code, result.pairs[0]!.second.code].sort()).toEqual(["LN-TV-001", "LN-TV-002"]);
    expect(count).toBeLessThanOrEqual(8);
    const thrown: unknown = await show(elsewhere).then(() => null, (error: unknown) => error);
    expect((thrown as Response).status).toBe(404);
  });

  it("asks for an answer in words, keeps what was typed, takes it, and takes it back", async () => {
    const pairId = (await show()).pairs[0]!.id;
    const { data, init } = (await answer({ pairId, decision: "", note: "Hỏi lại cô" })) as { data: FormState; init: { status: number } };
    expect([init.status, data.errors, data.values.note]).toEqual([422, { decision: "Mời chọn một trong ba câu trả lời." }, "Hỏi lại cô"]);
    const long = (await answer({ pairId, decision: "same", note: "a".repeat(501) })) as { data: FormState };
    expect(Object.keys(long.data.errors)).toEqual(["note"]);
    const taken = (await answer({ pairId, decision: "different", note: "" })) as Response;
    expect([taken.status, taken.headers.get("Location")]).toEqual([302, at("/duplicates?view=open")]);
    expect((await show(secretary, "?view=settled")).pairs[0]!.decision).toMatchObject({ decision: "different" });
    const other = (await answer({ pairId, decision: "same", note: "" })) as { data: FormState; init: { status: number } };
    expect([other.init.status, other.data.formError]).toEqual([409, expect.stringMatching(/^Cặp bài này đã có người quyết định/)]);
    const back = await undo.action(visit(secretary, at(`/duplicates/${pairId}/undo`), { ...params({ pairId }), form: {} }));
    expect(back.headers.get("Location")).toBe(at("/duplicates?view=open"));
    expect((await show()).counts).toEqual({ open: 1, later: 0, settled: 0 });
  });
});

describe("the page of files in work", () => {
  const list = (who = secretary, view = "failed") => media.loader(visit(who, at(`/media?view=${view}`), params()));

  it("lists failed and waiting steps with their reason, and has them run again once", async () => {
    expect((await list()).rows).toEqual([]);
    const { file_id } = await fresh.db.selectFrom("entries").select("file_id").where("id", "=", sent[0]!.entryId).executeTakeFirstOrThrow();
    const step = { file_id: file_id!, attempts: 2, updated_at: during };
    await fresh.db.insertInto("file_steps").values([
      { ...step, step: "tiles", state: "failed", error: "picture-late" },
      { ...step, step: "preview", state: "done" },
    ]).execute();
    const { rows, counts } = await list();
    expect([counts, rows.map(({ code, steps }) => [code, steps.map(({ step: name, state, error }) => [name, state, error])])]).toEqual([
      { failed: 1, all: 1 }, [["LN-TV-001", [["tiles", "failed", "picture-late"]]]],
    ]);
    const roundEntryId = sent[0]!.roundEntryId;
    const again = (who = secretary, id = roundEntryId) =>
      rerun.action(visit(who, at(`/media/${id}/rerun`), { ...params({ roundEntryId: id }), form: { view: "failed" } }));
    expect((await again()).headers.get("Location")).toBe(at("/media?view=failed"));
    expect([(await list()).counts, (await list(secretary, "all")).rows[0]!.steps[0]!.state]).toEqual([{ failed: 0, all: 1 }, "waiting"]);
    await again();
    const { rows: jobs } = await fresh.pool.query("select data from pgboss.job where name = 'files.render-picture-step'");
    expect(jobs).toEqual([{ data: { fileId: file_id, step: "tiles" } }]);
    const events = fresh.db.selectFrom("audit_events").select("detail").where("action", "=", "rerun-steps");
    expect(await events.execute()).toEqual([{ detail: { code: "LN-TV-001", steps: ["tiles"] } }]);
    const refusals = await Promise.all([again(elsewhere), again(secretary, randomUUID())].map((asked) => asked.then(() => null, (thrown: Response) => thrown.status)));
    expect(refusals).toEqual([404, 404]);
  });
});
