import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import * as home from "#app/routes/unit._index/route.tsx";
import * as list from "#app/routes/unit.contests.$slug.entries/route.tsx";
import * as page from "#app/routes/unit.entries.$entryId._index/route.tsx";
import { changedRows, keptValues } from "#app/routes/unit.entries.$entryId._index/values.ts";
import * as submission from "#app/routes/unit.entries.$entryId.submission/route.tsx";
import * as withdrawal from "#app/routes/unit.entries.$entryId.withdrawal.tsx";
import * as creation from "#app/routes/unit.entries.new/route.tsx";
import { as, attach, deadline, draftOf, during, makeWorld, readyDraft, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
const clock = testClock(during);
testRuntime(fresh, clock);
let world: World;
let teacher: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  teacher = await signIn(fresh.db, world.teacher, during);
  stranger = await signIn(fresh.db, world.stranger, during);
});

const typed = (more: Record<string, string> = {}) => ({
  version: "1", title: "Bữa cơm gia đình em", statement: "Em kể.", "authors.0.fullName": "Lò Thị Mây",
  "authors.0.birth": "14/02/2016", "authors.0.sex": "female", "authors.0.className": "4A", "authors.0.takePart": "yes",
  "authors.0.assented": "yes", ...more,
});

const newDraft = async () => (await createEntry(as(world, world.teacher), draftOf(world))).entryId;
const save = (who: Visitor, entryId: string, form: Record<string, string>, query = "") =>
  page.action(visit(who, `/unit/entries/${entryId}${query}`, { params: { entryId }, form }));
const entryOf = async (entryId: string, who = teacher) =>
  (await page.loader(visit(who, `/unit/entries/${entryId}`, { params: { entryId } }))).entry;

/** A refused form as the page gets it back. */
function refused(outcome: unknown): { status: number | undefined; state: FormState } {
  const { data, init } = outcome as { data: FormState; init: { status?: number } | null };
  return { status: init?.status, state: data };
}

async function statusOf(run: () => Promise<unknown>): Promise<number> {
  const thrown: unknown = await run().then(() => null, (error: unknown) => error);
  return (thrown as Response).status;
}

describe("beginning an entry", () => {
  it("makes a draft once for two clicks and goes to its form", async () => {
    const id = randomUUID();
    const form = { id, contestId: world.contestId, categoryId: world.drawings, unitId: world.school, title: "Bố bế em" };
    const send = () => creation.action(visit(teacher, "/unit/entries/new", { form }));
    for (const answer of (await Promise.all([send(), send()])) as Response[]) {
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/unit/entries/${id}`]);
    }
  });

  it("asks for what is missing and gives back what was typed", async () => {
    const form = { id: randomUUID(), contestId: world.contestId, unitId: world.school, title: "x".repeat(200) };
    const { status, state } = refused(await creation.action(visit(teacher, "/unit/entries/new", { form })));
    expect([status, Object.keys(state.errors).sort(), state.values.title]).toEqual([422, ["categoryId", "title"], form.title]);
    expect(state.errors.title).toBe("Tên bài dài 200 chữ cái, tối đa 120. Mời rút gọn.");
  });
});

describe("a draft's form", () => {
  it("is kept and comes back as typed", async () => {
    const entryId = await newDraft();
    const answer = (await save(teacher, entryId, typed())) as Response;
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/unit/entries/${entryId}`]);
    const values = keptValues(await entryOf(entryId));
    expect(values).toMatchObject({
      title: "Bữa cơm gia đình em", "authors.0.fullName": "Lò Thị Mây", "authors.0.birth": "14/02/2016",
      "authors.0.takePart": "yes", "authors.0.publishName": "",
    });
  });

  it("words every fault in Vietnamese beside its field and loses nothing", async () => {
    const entryId = await newDraft();
    const form = typed({ "authors.0.birth": "31/02/2016", "authors.0.fullName": "a".repeat(200), mentorPhone: "12" });
    const { status, state } = refused(await save(teacher, entryId, form));
    expect(status).toBe(422);
    expect(state.errors["authors.0.birth"]).toBe(
      "Tháng 2 không có ngày 31. Mời xem lại giấy khai sinh hoặc danh sách lớp.",
    );
    expect(Object.keys(state.errors).sort()).toEqual(["authors.0.birth", "authors.0.fullName", "mentorPhone"]);
    expect(state.values).toEqual(form);
  });

  it("keeps a family's tick while the child is still to be asked, and says so before sending", async () => {
    const entryId = await newDraft();
    await save(teacher, entryId, typed({ "authors.0.fullName": "Lò Thị Sương", "authors.0.assented": "" }));
    const entry = await entryOf(entryId);
    const values = keptValues(entry);
    expect([values["authors.0.takePart"], values["authors.0.assented"], values["authors.0.seen"]]).toEqual(["yes", "", "take-part"]);
    expect(entry.gaps.map(({ part, reason }) => [part, reason])).toEqual([
      ["consents", "assent-to-take-part-missing"], ["file", "file-missing-image"],
    ]);
  });

  it("tells the second of two browsers who was first, and lets it save again on purpose", async () => {
    const entryId = await newDraft();
    await save(teacher, entryId, typed({ title: "Bản một" }));
    const late = typed({ title: "Bản hai" });
    const { status, state } = refused(await save(teacher, entryId, late));
    expect([status, state.values]).toEqual([409, late]);
    expect(state.formError).toContain("Nguyễn Thị Hằng vừa lưu bài này ở máy khác");
    const again = { ...late, version: String((await entryOf(entryId)).version) };
    expect(((await save(teacher, entryId, again)) as Response).status).toBe(302);
    expect((await entryOf(entryId)).title).toBe("Bản hai");
  });

  it("gets a row more or less without scripts and without saving", async () => {
    const entryId = await newDraft();
    const more = refused(await save(teacher, entryId, typed({ "authors.0.birth": "31/02" }), "?index&rows=add")).state;
    expect([more.values["authors.0.birth"], more.values["authors.1.fullName"]]).toEqual(["31/02", ""]);
    const rows = { authors: [{ fullName: "Một" }, { fullName: "Hai" }, { fullName: "Ba" }], title: "T" };
    expect(changedRows(rows, "remove-1")).toEqual({ title: "T", "authors.0.fullName": "Một", "authors.1.fullName": "Ba" });
    expect((await entryOf(entryId)).version).toBe(1);
  });

  it("is not there for another unit", async () => {
    const entryId = await newDraft();
    expect(await statusOf(() => entryOf(entryId, stranger))).toBe(404);
    expect(await statusOf(() => save(stranger, entryId, typed()))).toBe(404);
    expect(await statusOf(() => entryOf("khong-co"))).toBe(404);
  });
});

describe("sending", () => {
  const send = (entryId: string) =>
    submission.action(visit(teacher, `/unit/entries/${entryId}/submission`, { params: { entryId }, form: {} }));

  it("lists what is missing, then answers both clicks with the same code", async () => {
    const entryId = await newDraft();
    await save(teacher, entryId, typed());
    const show = () => submission.loader(visit(teacher, `/unit/entries/${entryId}/submission`, { params: { entryId } }));
    expect((await show()).gaps).toEqual([{ part: "file", words: "Chưa có ảnh chụp tranh." }]);
    const { status, state } = refused(await send(entryId));
    expect([status, state.formError]).toEqual([422, "Chưa có ảnh chụp tranh."]);
    await attach(world, entryId, world.teacher);
    const answers = (await Promise.all([send(entryId), send(entryId)])) as Response[];
    expect(answers.map((answer) => answer.headers.get("Location"))).toEqual([
      `/unit/entries/${entryId}/submission`, `/unit/entries/${entryId}/submission`,
    ]);
    const { entry } = await show();
    expect([entry.state, entry.code]).toEqual(["submitted", expect.stringMatching(/^LN-TV-\d{3}$/)]);
  });

  it("is closed at the deadline, and so is withdrawing; the draft stays", async () => {
    const entryId = await readyDraft(world);
    const sent = await readyDraft(world);
    await send(sent);
    clock.set(deadline);
    try {
      const { status, state } = refused(await send(entryId));
      expect([status, state.formError]).toEqual([409, "Đã hết hạn nhận bài. Bản nháp của thầy cô vẫn được giữ nguyên."]);
      expect((await entryOf(entryId)).state).toBe("draft");
      const back = await withdrawal.action(
        visit(teacher, `/unit/entries/${sent}/withdrawal`, { params: { entryId: sent }, form: { reason: "Nhầm bài" } }),
      );
      expect(refused(back).status).toBe(409);
    } finally {
      clock.set(during);
    }
  });

  it("parks the form of an expired session", async () => {
    const entryId = await newDraft();
    const gone = await statusOf(() => save({ cookie: "" }, entryId, typed()));
    expect(gone).toBe(302);
  });
});

describe("the unit's pages", () => {
  it("need at most eight statements with the session's", async () => {
    const { slug } = await fresh.db.selectFrom("contests").select("slug").executeTakeFirstOrThrow();
    const counts = [
      await countQueries(fresh.db, () => home.loader(visit(teacher, "/unit"))),
      await countQueries(fresh.db, () => list.loader(visit(teacher, `/unit/contests/${slug}/entries`, { params: { slug } }))),
    ].map(({ count }) => count);
    expect(counts).toEqual([6, 6]);
  });

  it("open for people with a unit only", async () => {
    const secretary = await signIn(fresh.db, world.secretary, during);
    expect(await statusOf(() => home.loader(visit(secretary, "/unit")))).toBe(404);
  });
});
