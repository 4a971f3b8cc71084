import { beforeAll, describe, expect, it } from "vitest";
import type { FormState } from "#app/http/form.server.ts";
import * as desk from "#app/routes/office.rounds.$roundId.check-in/route.tsx";
import * as undo from "#app/routes/office.rounds.$roundId.check-in_.$eventId.undo.ts";
import * as scans from "#app/routes/office.rounds.$roundId.check-in_.scans.ts";
import * as handover from "#app/routes/office.rounds.$roundId.handovers.$handoverId._index.tsx";
import * as notePdf from "#app/routes/office.rounds.$roundId.handovers.$handoverId.note[.]pdf.ts";
import * as signature from "#app/routes/office.rounds.$roundId.handovers.$handoverId.signature.ts";
import * as newNote from "#app/routes/office.rounds.$roundId.paper.$unitId.handover.tsx";
import * as giveBack from "#app/routes/office.rounds.$roundId.paper.$unitId.return.tsx";
import * as unitOriginals from "#app/routes/office.rounds.$roundId.paper.$unitId._index/route.tsx";
import * as overview from "#app/routes/office.rounds.$roundId.paper._index/route.tsx";
import * as officePrint from "#app/routes/office.rounds.$roundId.slips.ts";
import * as unitList from "#app/routes/unit.contests.$slug.entries/route.tsx";
import * as unitPaper from "#app/routes/unit.contests.$slug.paper/route.tsx";
import * as unitPrint from "#app/routes/unit.contests.$slug.slips.ts";
import * as entrySlip from "#app/routes/unit.entries.$entryId.slip.tsx";
import * as slipsFile from "#app/routes/unit.slips[.]pdf.ts";
import { authorOf, during, makeWorld, submitted, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
const clock = testClock(during);
testRuntime(fresh, clock);
let world: World;
let slug: string;
let secretary: Visitor;
let elsewhere: Visitor;
let teacher: Visitor;
let sent: Awaited<ReturnType<typeof submitted>>[];

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  ({ slug } = await fresh.db.selectFrom("contests").select("slug").where("id", "=", world.contestId).executeTakeFirstOrThrow());
  [secretary, elsewhere, teacher] = await Promise.all([world.secretary, world.elsewhere, world.teacher].map((who) => signIn(fresh.db, who, during))) as [Visitor, Visitor, Visitor];
  sent = [];
  for (const fullName of ["Vàng A Páo", "Lò Thị Mây", "Cứ Seo Dín"]) sent.push(await submitted(world, { form: { authors: [authorOf({ fullName })] } }));
});

const office = (rest: string, more: { params?: Record<string, string>; form?: Record<string, string> } = {}, who = secretary) =>
  visit(who, `/office/rounds/${world.roundId}${rest}`, { ...more, params: { roundId: world.roundId, ...more.params } });
const refused = (answer: unknown) => {
  const { data, init } = answer as { data: FormState; init: { status: number } };
  return { status: init.status, ...data };
};
const statusOf = async (answer: Promise<unknown>) => {
  const thrown: unknown = await answer.then(() => null, (error: unknown) => error);
  return (thrown as Response).status;
};

describe("the check-in desk", () => {
  it("receives by the plain form and shows what was received", async () => {
    const form = { code: sent[0]!.code, condition: "torn", note: "Rách góc", place: "Nhà văn hoá", carrier: "" };
    const answer = (await desk.action(office("/check-in", { form }))) as Response;
    const to = answer.headers.get("Location")!;
    expect([answer.status, new URL(to, "http://x").searchParams.get("how")]).toEqual([302, "received"]);
    const { done, total, place, recent } = await desk.loader(office(to.slice(to.indexOf("/check-in"))));
    expect([done?.code, done?.outcome, done?.condition, place, total, recent.length]).toEqual([
      sent[0]!.code, "received", "torn", "Nhà văn hoá", { expected: 3, received: 1, here: 1, handedOver: 0, returned: 0 }, 1,
    ]);
    clock.advance(60_000);
    const second = (await desk.action(office("/check-in", { form }))) as Response;
    expect(new URL(second.headers.get("Location")!, "http://x").searchParams.get("how")).toBe("again");
  });

  it("says in words what it did not receive, and keeps what was typed", async () => {
    const say = async (form: Record<string, string>) => refused(await desk.action(office("/check-in", { form })));
    expect((await say({ code: " " })).errors).toEqual({ code: "Mời quét hoặc gõ một mã." });
    expect((await say({ code: sent[1]!.code, condition: "other" })).errors).toEqual({ note: "Mời ghi rõ tình trạng của bản gốc." });
    const unknown = await say({ code: "LN-TV-999", place: "Sân trường" });
    expect([unknown.status, unknown.errors.code, unknown.values.place]).toEqual([
      422, "Không có bài nào mang mã “LN-TV-999” ở vòng này. Mời xem lại mã.", "Sân trường",
    ]);
  });

  it("answers each scan in JSON, and takes it back", async () => {
    const answer = await scans.action(office("/check-in/scans", { form: { code: sent[1]!.code } }));
    const { outcome, eventId, code } = (await answer.json()) as { outcome: string; eventId: string; code: string };
    expect([answer.status, outcome, code]).toEqual([200, "received", sent[1]!.code]);
    const wrong = await scans.action(office("/check-in/scans", { form: { code: "2222-2223" } }));
    expect([wrong.status, ((await wrong.json()) as FormState).errors.code]).toEqual([422, "Mã phiếu đọc sai một chữ. Quét lại, hoặc gõ lại đủ 8 chữ và số in trên phiếu."]);
    const taken = await undo.action(office(`/check-in/${eventId}/undo`, { params: { eventId }, form: { as: "json" } }));
    expect([taken.status, await taken.json()]).toEqual([200, { code: sent[1]!.code }]);
    const plain = await undo.action(office(`/check-in/${eventId}/undo`, { params: { eventId }, form: {} }));
    expect([plain.status, plain.headers.get("Location")]).toEqual([302, `/office/rounds/${world.roundId}/check-in`]);
  });

  it("is not there for another office", async () => {
    expect(await statusOf(desk.loader(office("/check-in", {}, elsewhere)))).toBe(404);
    expect(await statusOf(overview.loader(office("/paper", {}, elsewhere)))).toBe(404);
    expect(await statusOf(scans.action(office("/check-in/scans", { form: { code: sent[1]!.code } }, elsewhere)))).toBe(404);
  });
});

describe("a note and a return", () => {
  it("go from the form to a frozen note and its PDF", async () => {
    const params = { unitId: world.commune };
    const form = { giver: "", receiver: "Trần Văn Thư" };
    expect(refused(await newNote.action(office(`/paper/${world.commune}/handover`, { params, form }))).errors).toEqual({ giver: "Mời ghi họ tên người ký." });
    const made = (await newNote.action(office(`/paper/${world.commune}/handover`, { params, form: { ...form, giver: "Nguyễn Thị Hằng" } }))) as Response;
    const handoverId = made.headers.get("Location")!.split("/").at(-1)!;
    const at = { params: { handoverId } };
    expect((await handover.loader(office(`/handovers/${handoverId}`, at))).note.items.map(({ code }) => code)).toEqual([sent[0]!.code]);
    await signature.action(office(`/handovers/${handoverId}/signature`, { ...at, form: {} }));
    expect((await handover.loader(office(`/handovers/${handoverId}`, at))).note.signedAt).toEqual(clock());
    const pdf = await notePdf.loader(office(`/handovers/${handoverId}/note.pdf`, at));
    expect([pdf.headers.get("Content-Type"), pdf.headers.get("Cache-Control")]).toEqual(["application/pdf", "private, no-store"]);
    expect(readPdf(Buffer.from(await pdf.arrayBuffer())).text).toContain(sent[0]!.code);
  });

  it("asks which originals and who took them", async () => {
    const params = { unitId: world.commune };
    const back = (form: Record<string, string>) => giveBack.action(office(`/paper/${world.commune}/return`, { params, form }));
    const none = refused(await back({ giver: "Trần Văn Thư", receiver: "Lý A Sình" }));
    expect([none.status, none.formError]).toEqual([422, "Mời chọn ít nhất một bản gốc."]);
    const done = (await back({ giver: "Trần Văn Thư", receiver: "Lý A Sình", original: sent[0]!.roundEntryId })) as Response;
    expect(done.status).toBe(302);
    const { page } = await overview.loader(office("/paper?view=away"));
    expect(page?.rows.map(({ code, where }) => [code, where])).toEqual([[sent[0]!.code, "returned"]]);
  });
});

describe("a unit's paper", () => {
  const unit = (rest: string, more: { params?: Record<string, string>; form?: Record<string, string> } = {}) =>
    visit(teacher, `/unit${rest}`, { ...more, params: { slug, ...more.params } });

  it("prints slips of ticked entries and blank ones, whose address prints them again", async () => {
    const chosen = await unitPrint.action(unit(`/contests/${slug}/slips`, { form: { which: "chosen", entry: sent[0]!.entryId, layout: "labels", right: "1,5", down: "0" } }));
    const to = chosen.headers.get("Location")!;
    expect(to).toMatch(/^\/unit\/slips\.pdf\?layout=labels&right=1\.5&down=0&codes=[2-9A-Z]{8}$/);
    const pdf = await slipsFile.loader(unit(to.slice("/unit".length)));
    expect(readPdf(Buffer.from(await pdf.arrayBuffer())).text.join(" ")).toContain(sent[0]!.code);
    const blank = await unitPrint.action(unit(`/contests/${slug}/slips`, { form: { which: "blank", contestId: world.contestId, unitId: world.school, count: "30" } }));
    expect(new URL(blank.headers.get("Location")!, "http://x").searchParams.get("codes")!.split(".")).toHaveLength(30);
    const none = await unitPrint.action(unit(`/contests/${slug}/slips`, { form: { which: "chosen" } }));
    expect([none.headers.get("Location"), decodeURIComponent(none.headers.get("Set-Cookie") ?? "") !== ""]).toEqual([`/unit/contests/${slug}/paper`, true]);
    const { blanks, count, page } = await unitPaper.loader(unit(`/contests/${slug}/paper`));
    expect([blanks.map(({ codes }) => codes.length), count, page.rows.filter(({ slip }) => slip).length]).toEqual([[30], { expected: 3, received: 1 }, 1]);
    const rest = await officePrint.action(office("/slips", { form: { which: "new", contestId: world.contestId, participantId: world.commune } }));
    expect(new URL(rest.headers.get("Location")!, "http://x").searchParams.get("codes")!.split(".")).toHaveLength(2);
  });

  it("takes a slip's code typed into an entry, and takes it off", async () => {
    const { entryId } = sent[2]!;
    const params = { entryId };
    const post = (form: Record<string, string>) => entrySlip.action(unit(`/entries/${entryId}/slip`, { params, form }));
    expect(((await post({ release: "yes" })) as Response).status).toBe(302);
    expect(refused(await post({ code: "2222-2222" })).errors).toEqual({ code: "Chưa in phiếu nào mang mã 2222-2222. Mời xem lại mã." });
    const { blanks } = await unitPaper.loader(unit(`/contests/${slug}/paper`));
    const [free] = blanks[0]!.codes;
    await post({ code: free! });
    expect((await entrySlip.loader(unit(`/entries/${entryId}/slip`, { params }))).printed).toBe(free);
  });

  it("and the office's pages cost the same few statements", async () => {
    const counts = [
      () => desk.loader(office("/check-in")),
      () => overview.loader(office("/paper?view=missing")),
      () => unitOriginals.loader(office(`/paper/${world.commune}`, { params: { unitId: world.commune } })),
      () => unitPaper.loader(unit(`/contests/${slug}/paper`)),
      () => unitList.loader(unit(`/contests/${slug}/entries`)),
    ].map(async (page) => (await countQueries<unknown>(fresh.db, page)).count);
    expect(await Promise.all(counts)).toEqual([4, 7, 5, 8, 6]);
  });
});
