import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { returnEntry, takeBackReturn } from "#app/domain/entries/commands/return-entry.server.ts";
import { acceptEntry, rejectEntry, undoLastScreening } from "#app/domain/entries/commands/screen-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { decideGroup } from "#app/domain/entries/commands/privacy-tasks.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { findVersions, listReturns } from "#app/domain/entries/queries/versions.server.ts";
import { returnEnds } from "#app/domain/entries/returns.ts";
import type { ReturnInput } from "#app/domain/entries/office-forms.ts";
import { entryFileViewer, entryUploadPolicy } from "#app/domain/entries/uploads.server.ts";
import { sweepUnreferenced } from "#app/domain/files/removal.server.ts";
import { registerJudging } from "#app/domain/judging/register.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import type { Storage } from "#app/platform/storage.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, attach, authorOf, formOf, makeWorld, move, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let sent: Awaited<ReturnType<typeof submitted>>;

beforeEach(async () => {
  world = await makeWorld(fresh.db);
  sent = await submitted(world, { form: { title: "Ngôi nhà" } });
  await move(world.db, world.roundId, "open", "screening");
});

const dueOn = "2026-09-05";
/** The day after the deadline, while the first round is screened. */
const screening = new Date("2026-09-01T02:00:00Z");
const why: ReturnInput = { fields: ["file", "class"], reason: "Ảnh mờ, thiếu lớp của em.", dueOn };
const secretary = (now = screening) => as(world, world.secretary, now);
const teacher = (now = screening) => as(world, world.teacher, now);
const entryNow = () => findUnitEntry(teacher(), sent.entryId);
const return_ = (more: Partial<ReturnInput> = {}, now = screening) => returnEntry(secretary(now), sent.roundEntryId, { ...why, ...more });
const correct = async (title = "Ngôi nhà không tiếng quát", now = screening) =>
  updateEntry(teacher(now), sent.entryId, formOf((await entryNow()).version, { title, authors: [authorOf({ className: "5B" })] }));

describe("an entry returned for correction", () => {
  it("opens again though intake is closed, shows what to put right, and keeps code and first moment", async () => {
    expect(await refusalOf(correct())).toBe("conflict: entry-already-submitted");
    await return_();
    const seen = await entryNow();
    expect(seen.state).toBe("returned");
    expect(seen.returned).toMatchObject({ ...why, by: "Trần Văn Thư" });
    await correct();
    await attach(world, sent.entryId, world.teacher);
    const again = await submitEntry(teacher(), sent.entryId);
    expect(again).toEqual(sent);
    expect(await submitEntry(teacher(), sent.entryId)).toEqual(sent);
    expect((await entryNow()).state).toBe("submitted");
    expect((await entryNow()).returned).toBeNull();
  });

  it("is still checked as a whole before it is sent again", async () => {
    await return_();
    await updateEntry(teacher(), sent.entryId, formOf((await entryNow()).version, { authors: [] }));
    expect((await entryNow()).gaps.map(({ reason }) => reason)).toEqual(["too-few-authors"]);
    expect(await refusalOf(submitEntry(teacher(), sent.entryId))).toBe("invalid: too-few-authors");
  });

  it("may be sent on its whole last day, and not a moment later", async () => {
    await return_();
    const over = returnEnds(dueOn);
    const before = new Date(over.getTime() - 1000);
    const version = (await entryNow()).version;
    expect(await refusalOf(updateEntry(teacher(over), sent.entryId, formOf(version)))).toBe("closed: return-over");
    expect(await refusalOf(submitEntry(teacher(over), sent.entryId))).toBe("closed: return-over");
    const ask = { input: { entryId: sent.entryId }, file: { name: "a.jpg", bytes: 10, declaredType: "image/jpeg" } };
    expect(await entryUploadPolicy.begin({ db: world.db, actor: world.teacher, now: over }, ask)).toMatchObject({ ok: false });
    expect(await entryUploadPolicy.begin({ db: world.db, actor: world.teacher, now: before }, ask)).toMatchObject({ ok: true });
    expect(await submitEntry(teacher(before), sent.entryId)).toEqual(sent);
  });

  it("stands as it was sent once judging is closed, its day over or not", async () => {
    await return_();
    const version = (await entryNow()).version;
    const ask = { input: { entryId: sent.entryId }, file: { name: "a.jpg", bytes: 10, declaredType: "image/jpeg" } };
    const upload = () => entryUploadPolicy.begin({ db: world.db, actor: world.teacher, now: screening }, ask);
    await move(world.db, world.roundId, "screening", "judging");
    expect(await upload()).toMatchObject({ ok: true });
    await move(world.db, world.roundId, "judging", "decision");
    expect(await refusalOf(updateEntry(teacher(), sent.entryId, formOf(version)))).toBe("closed: return-after-judging");
    expect(await upload()).toMatchObject({ ok: false });
    expect((await attach(world, sent.entryId, world.teacher)).answer).toMatchObject({ ok: false, reason: "entry-already-submitted" });
  });

  it("is returned by its round's office alone, without a verdict, for a day that is not over", async () => {
    for (const who of [world.elsewhere, world.teacher, world.judge]) {
      expect(await refusalOf(returnEntry(as(world, who, screening), sent.roundEntryId, why))).toMatch(/^(not-found|forbidden): /);
    }
    expect(await refusalOf(return_({ dueOn: "2026-08-31" }))).toBe("invalid: return-day-passed");
    await acceptEntry(secretary(), sent.roundEntryId);
    expect(await refusalOf(return_())).toBe("conflict: entry-already-screened");
  });

  it("gets no verdict before its day is over; afterwards what was sent counts", async () => {
    await return_();
    const file = (await entryNow()).file!.id;
    await correct("Bài đang sửa dở");
    await attach(world, sent.entryId, world.teacher);
    expect(await refusalOf(acceptEntry(secretary(), sent.roundEntryId))).toBe("conflict: entry-with-unit");
    await rejectEntry(secretary(returnEnds(dueOn)), sent.roundEntryId, { rule: "back-side", note: "Quá hạn sửa." });
    const after = await entryNow();
    expect([after.state, after.title, after.authors[0]!.className, after.file!.id]).toEqual(["invalid", "Ngôi nhà", "5A", file]);
    expect((await findVersions(secretary(), world.roundId, sent.roundEntryId)).returns.map(({ outcome }) => outcome)).toEqual(["lapsed"]);
  });

  it("is taken back with everything as it was, also as the office's latest act", async () => {
    for (const takeBack of [() => takeBackReturn(secretary(), sent.roundEntryId), () => undoLastScreening(secretary(), world.roundId)]) {
      const before = await entryNow();
      await return_();
      await correct("Sửa dở");
      await takeBack();
      const { version: _a, updatedAt: _b, ...after } = await entryNow();
      const { version: _c, updatedAt: _d, ...expected } = before;
      expect(after).toEqual(expected);
    }
    expect(await takeBackReturn(secretary(), sent.roundEntryId)).toEqual({ code: sent.code });
  });

  it("is taken back with its picture and the photo that was cut from, and what came meanwhile goes", async () => {
    const pair = "00112233445566ff";
    await return_();
    const cut = await attach(world, sent.entryId, world.teacher, {}, { pair });
    const again = await submitEntry(teacher(), sent.entryId);
    expect(again).toEqual(sent);
    // The photo of a picture may come after it was sent, on a slow line.
    const photo = await attach(world, sent.entryId, world.teacher, {}, { pair, role: "original" });
    await return_();
    const meanwhile = await attach(world, sent.entryId, world.teacher, {}, { pair: "ff66554433221100" });
    const gone = await attach(world, sent.entryId, world.teacher, {}, { pair: "ff66554433221100", role: "original" });
    const files = () => world.db.selectFrom("entries").select(["file_id as work", "original_file_id as original"]).where("id", "=", sent.entryId).executeTakeFirstOrThrow();
    expect(await files()).toEqual({ work: meanwhile.fileId, original: gone.fileId });
    const seen = (who: Actor, fileId: string) => entryFileViewer({ db: world.db, actor: who, now: screening }, { fileId, variant: "original" });
    expect([await seen(world.secretary, photo.fileId), await seen(world.judge, photo.fileId)]).toEqual([true, false]);
    await takeBackReturn(secretary(), sent.roundEntryId);
    expect(await files()).toEqual({ work: cut.fileId, original: photo.fileId });
    const storage = { remove: async () => undefined } as unknown as Storage;
    await sweepUnreferenced(world.db, storage, new Date("2030-01-01T00:00:00Z"));
    const kept = await world.db.selectFrom("stored_files").select("id").where("id", "in", [cut, photo, meanwhile, gone].map(({ fileId }) => fileId)).execute();
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([cut.fileId, photo.fileId]));
  });

  it("is taken back without the ethnicity of a child whose family no longer agrees to statistics", async () => {
    const form = { title: "Hai em", authors: [authorOf({ ethnicity: "Tày" }), authorOf({ fullName: "Lò Thị Mây", ethnicity: "Nùng" })] };
    await move(world.db, world.roundId, "screening", "open");
    const two = await submitted(world, { form });
    await move(world.db, world.roundId, "open", "screening");
    await returnEntry(secretary(), two.roundEntryId, why);
    const { version, authors: [left] } = await findUnitEntry(teacher(), two.entryId);
    await updateEntry(teacher(), two.entryId, formOf(version, { ...form, title: "Sửa dở" }));
    const asked = { childId: left!.childId, purposes: ["statistics" as const], method: "spoken" as const, askedOn: "2026-09-01", note: "" };
    await withdrawConsents(teacher(), world.contestId, asked);
    const kept = async () => (await findVersions(secretary(), world.roundId, two.roundEntryId)).versions.map(({ form: { authors } }) => authors.map(({ fullName, ethnicity }) => [fullName, ethnicity]));
    expect(await kept()).toEqual([[["Hoàng Thảo Vy", ""], ["Lò Thị Mây", "Nùng"]]]);
    // As a version looks whose ethnicity came back from a copy of the database.
    await sql`update entry_versions set form = jsonb_set(form, '{authors,0,ethnicity}', '"Tày"') where entry_id = ${two.entryId}`.execute(world.db);
    await takeBackReturn(secretary(), two.roundEntryId);
    const after = await findUnitEntry(teacher(), two.entryId);
    expect([after.title, ...after.authors.map(({ ethnicity }) => ethnicity)]).toEqual(["Hai em", null, "Nùng"]);
  });

  it("gets another day by being returned once more; the same twice is one", async () => {
    await return_();
    await return_();
    await return_({ dueOn: "2026-09-09", reason: "Trường xin thêm thời gian." });
    const { returns } = await findVersions(secretary(), world.roundId, sent.roundEntryId);
    expect(returns.map(({ dueOn: day, outcome }) => [day, outcome])).toEqual([["2026-09-05", "replaced"], ["2026-09-09", null]]);
    await submitEntry(teacher(new Date("2026-09-08T02:00:00Z")), sent.entryId);
  });

  it("of a unit that takes it back meanwhile is gone from every list", async () => {
    await move(world.db, world.roundId, "screening", "open");
    await return_();
    await withdrawEntry(as(world, world.teacher), sent.entryId, "Em chuyển trường");
    expect((await entryNow()).state).toBe("withdrawn");
    expect((await listReturns(secretary(), world.roundId, screening)).returns).toEqual([]);
  });
});

describe("versions", () => {
  it("keep what was sent each time, its file in store and open to the office, with what changed marked", async () => {
    const first = (await entryNow()).file!.id;
    await return_();
    await correct();
    const { fileId: second } = await attach(world, sent.entryId, world.teacher);
    await submitEntry(teacher(), sent.entryId);
    const { versions, returns } = await findVersions(secretary(), world.roundId, sent.roundEntryId);
    expect(versions.map(({ number, form, file, changed }) => [number, form.title, form.authors[0]!.className, file?.id, changed])).toEqual([
      [1, "Ngôi nhà", "5A", first, []],
      [2, "Ngôi nhà không tiếng quát", "5B", second, ["file", "title", "authors"]],
    ]);
    expect(returns).toMatchObject([{ ...why, by: "Trần Văn Thư", outcome: "resubmitted" }]);
    const storage = { remove: async () => undefined } as unknown as Storage;
    await sweepUnreferenced(world.db, storage, new Date("2030-01-01T00:00:00Z"));
    for (const fileId of [first, second]) {
      expect(await entryFileViewer({ db: world.db, actor: world.secretary, now: screening }, { fileId, variant: "800" })).toBe(true);
      expect(await entryFileViewer({ db: world.db, actor: world.stranger, now: screening }, { fileId, variant: "800" })).toBe(false);
      expect(await world.db.selectFrom("stored_files").select("id").where("id", "=", fileId).execute()).toHaveLength(1);
    }
  });

  it("are for the round's own office", async () => {
    for (const who of [world.elsewhere, world.teacher, world.judge]) {
      expect(await refusalOf(findVersions(as(world, who), world.roundId, sent.roundEntryId))).toBe("not-found: entry-not-found");
    }
  });

  it("are read in as many statements for two as for one", async () => {
    const read = async () => (await countQueries(world.db, () => findVersions(secretary(), world.roundId, sent.roundEntryId))).count;
    const one = await read();
    await return_();
    await submitEntry(teacher(), sent.entryId);
    expect(await read()).toBe(one);
  });
});

describe("the list of returns", () => {
  it("puts those whose day is over first", async () => {
    const other = await (async () => {
      await move(world.db, world.roundId, "screening", "open");
      const more = await submitted(world, { form: { authors: [authorOf({ fullName: "Lò Thị Mây" })] } });
      await move(world.db, world.roundId, "open", "screening");
      return more;
    })();
    await return_({ dueOn: "2026-09-09" });
    await returnEntry(secretary(), other.roundEntryId, { ...why, dueOn: "2026-09-02" });
    const { returns } = await listReturns(secretary(), world.roundId, new Date("2026-09-03T02:00:00Z"));
    expect(returns.map(({ code, over }) => [code, over])).toEqual([[other.code, true], [sent.code, false]]);
    const { items } = await listScreening(secretary(), world.roundId);
    expect(items.map(({ code, returned }) => [code, returned?.dueOn])).toEqual([[sent.code, "2026-09-09"], [other.code, "2026-09-02"]]);
  });
});

describe("during judging", () => {
  it("what comes back is accepted and gets its sheets; what was never returned is decided no more", async () => {
    registerJudging();
    const judge = world.judge.personId;
    await world.db.insertInto("appointments").values({ person_id: judge, role: "judge", round_id: world.roundId, appointed_at: screening }).execute();
    await return_();
    await move(world.db, world.roundId, "screening", "open");
    const never = await submitted(world, { form: { authors: [authorOf({ fullName: "Lò Thị Mây" })] } });
    await move(world.db, world.roundId, "open", "judging");
    await submitEntry(teacher(), sent.entryId);
    const sheets = () => world.db.selectFrom("sheets").select("judge_id").where("round_entry_id", "=", sent.roundEntryId).execute();
    expect(await sheets()).toEqual([]);
    await acceptEntry(secretary(), sent.roundEntryId);
    expect(await sheets()).toEqual([{ judge_id: judge }]);
    expect(await refusalOf(acceptEntry(secretary(), never.roundEntryId))).toBe("closed: screening-closed");
    expect((await world.db.selectFrom("round_entries").select("blind_code").where("id", "=", sent.roundEntryId).executeTakeFirstOrThrow()).blind_code).not.toBeNull();
  });
});

describe("a returned entry whose family takes its word back", () => {
  const leave = (childId: string) =>
    withdrawConsents(teacher(), world.contestId, { childId, purposes: ["take-part"], method: "spoken", askedOn: "2026-09-01", note: "" });

  it("takes no file that was still under way, and is not what undoing the last act finds", async () => {
    await return_();
    await leave((await entryNow()).authors[0]!.childId);
    expect((await attach(world, sent.entryId, world.teacher)).answer).toEqual({ ok: false, reason: "entry-already-withdrawn", params: {} });
    expect(await undoLastScreening(secretary(), world.roundId)).toEqual({ undone: 0 });
    expect((await entryNow()).state).toBe("withdrawn");
  });

  it("goes on as a group's work without the child who left, who stays on record with the unit's word", async () => {
    const authors = ["Sùng Thị Vừ", "Lò Văn Sơn"].map((fullName) => authorOf({ fullName }));
    await move(world.db, world.roundId, "screening", "open");
    const group = await submitted(world, { form: { authors } });
    await move(world.db, world.roundId, "open", "screening");
    await returnEntry(secretary(), group.roundEntryId, why);
    const now = () => findUnitEntry(teacher(), group.entryId);
    const [left, stays] = (await now()).authors;
    await leave(left!.childId);
    const save = async (form: Parameters<typeof formOf>[1]) => updateEntry(teacher(), group.entryId, formOf((await now()).version, form));
    const staying = authorOf({ fullName: "Lò Văn Sơn", childId: stays!.childId });
    await save({ title: "Sửa một", authors: [staying] });
    const state = async () => (await now()).authors.map(({ fullName, departed, undecided }) => [fullName, departed, undecided]);
    expect(await state()).toEqual([["Lò Văn Sơn", false, false], ["Sùng Thị Vừ", true, true]]);
    expect(await refusalOf(submitEntry(teacher(), group.entryId))).toBe("invalid: consent-to-take-part-missing");
    await decideGroup(teacher(), group.entryId, left!.childId, true);
    await save({ title: "Sửa hai", authors: [staying] });
    expect(await state()).toEqual([["Lò Văn Sơn", false, false], ["Sùng Thị Vừ", true, false]]);
    expect(await submitEntry(teacher(), group.entryId)).toEqual(group);
    await returnEntry(secretary(), group.roundEntryId, why);
    await save({ title: "Sửa ba", authors: [staying] });
    await takeBackReturn(secretary(), group.roundEntryId);
    expect(await now()).toMatchObject({ state: "submitted", title: "Sửa hai" });
    expect(await state()).toEqual([["Lò Văn Sơn", false, false], ["Sùng Thị Vừ", true, false]]);
  });
});

it("what was returned is not sent again once the round is decided", async () => {
  await return_();
  await correct();
  await move(world.db, world.roundId, "screening", "decision");
  expect(await refusalOf(submitEntry(teacher(), sent.entryId))).toBe("closed: round-decided");
  expect((await entryNow()).state).toBe("returned");
});
