import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { decideGroup, completePrivacyTask } from "#app/domain/entries/commands/privacy-tasks.server.ts";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import { counts } from "#app/domain/entries/consent.ts";
import type { ConsentWithdrawal } from "#app/domain/entries/model.ts";
import { countUnitEntries, findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { addDays } from "#app/platform/dates.ts";
import { freshDb } from "#tests/support/database.ts";
import { answersOf, as, attach, authorOf, deadline, draftOf, formOf, makeWorld, readyDraft, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

let names = 0;
const another = (more: object = {}) => authorOf({ fullName: `Sùng Thị Vừ ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[names++]}`, ...more });
const teacher = () => as(world, world.teacher);
const entryOf = (entryId: string) => findUnitEntry(teacher(), entryId);
/** The children of an entry in their order. */
const childrenOf = async (entryId: string) => (await entryOf(entryId)).authors.map(({ childId }) => childId);
const ask = (childId: string, purposes: ConsentWithdrawal["purposes"], more: Partial<ConsentWithdrawal> = {}): ConsentWithdrawal =>
  ({ childId, purposes, method: "spoken", askedOn: "2026-08-20", note: "", ...more });
const tasksOf = (childId: string) =>
  fresh.db.selectFrom("privacy_tasks").select(["kind", "unit_id", "due_on", "purposes"]).where("child_id", "=", childId)
    .orderBy("due_on").orderBy("kind").execute();

describe("a child under seven", () => {
  const six = { birth: { iso: "2019-08-21", precision: "day" as const }, className: "1A" };

  it("needs the family's word alone, and one noted for it is refused at its row", async () => {
    const { entryId } = await createEntry(teacher(), draftOf(world));
    const child = another(six);
    await expect(updateEntry(teacher(), entryId, formOf(1, { authors: [another(), child] }))).rejects.toMatchObject({
      kind: "invalid", reason: "assent-under-seven", field: "authors.1.assented", params: { name: child.fullName },
    });
    await updateEntry(teacher(), entryId, formOf(1, { authors: [{ ...child, assented: false }] }));
    await attach(world, entryId, world.teacher);
    const [author] = (await entryOf(entryId)).authors;
    expect([author!.takePart, author!.waiting]).toEqual([true, []]);
    expect((await submitEntry(teacher(), entryId)).entryId).toBe(entryId);
    const answers = { publishName: true, givenOn: "2026-08-20" };
    await expect(recordConsents(teacher(), world.contestId, answersOf(author!.childId, answers))).rejects.toMatchObject({
      reason: "assent-under-seven", field: "assented",
    });
    const day = new Date("2026-08-21T03:00:00Z");
    const seven = answersOf(author!.childId, { ...answers, givenOn: "2026-08-21" });
    expect(await recordConsents(as(world, world.teacher, day), world.contestId, seven)).toEqual({ changed: ["publish-name"] });
  });
});

describe("a child of seven and more", () => {
  it("is asked too: without its word nothing counts and the work is not sent", async () => {
    const entryId = await readyDraft(world, { form: { authors: [another({ assented: false, ethnicity: "Mông" })] } });
    const [author] = (await entryOf(entryId)).authors;
    expect([author!.takePart, author!.waiting, author!.ethnicity]).toEqual([
      false, ["publish-face", "publish-work", "send-up", "statistics", "take-part"], null,
    ]);
    await expect(submitEntry(teacher(), entryId)).rejects.toMatchObject({
      kind: "invalid", reason: "assent-to-take-part-missing", params: { fullName: author!.fullName },
    });
    const { changed } = await recordConsents(teacher(), world.contestId, answersOf(author!.childId, { takePart: true }));
    expect(changed).toEqual(["take-part"]);
    expect((await submitEntry(teacher(), entryId)).entryId).toBe(entryId);
    const rows = await fresh.db.selectFrom("consents").select(["assented", "replaced_at", "text_version"])
      .where("child_id", "=", author!.childId).where("purpose", "=", "take-part").orderBy("recorded_at").execute();
    expect(rows.map(({ assented, replaced_at, text_version }) => [assented, replaced_at !== null, text_version]).sort()).toEqual([
      [false, true, 1], [true, false, 1],
    ]);
  });

  it("counts in the database as in the rule, whatever birth and day", async () => {
    const days = fc.integer({ min: 0, max: 6_000 }).map((at) => addDays("2012-01-01", at));
    const cases = fc.sample(fc.record({ birth: days, byDay: fc.boolean(), givenOn: days, assented: fc.boolean() }), 400)
      .map((each) => ({ ...each, id: randomUUID(), year: Number(each.birth.slice(0, 4)) }));
    const made = { created_at: new Date(), created_by: world.teacher.personId };
    await fresh.db.insertInto("children").values(cases.map(({ id, birth, byDay, year }) => (
      { ...made, id, unit_id: world.other, search: id, birth_date: byDay ? birth : null, birth_year: year }))).execute();
    const place = { contest_id: world.contestId, purpose: "archive", method: "paper", recorded_by: world.teacher.personId, recorded_at: new Date() };
    await fresh.db.insertInto("consents").values(cases.map(({ id, givenOn, assented }) => (
      { ...place, child_id: id, given_on: givenOn, assented }))).execute();
    const stand = new Set((await fresh.db.selectFrom("standing_consents").select("child_id").execute()).map((row) => row.child_id));
    const wrong = cases.filter(({ id, birth, byDay, year, givenOn, assented }) => {
      const known = byDay ? { birthDate: birth, birthPrecision: "day" as const } : { birthDate: `${year}-01-01`, birthPrecision: "year" as const };
      return stand.has(id) !== counts(known, { givenOn, assented });
    });
    expect([stand.size > 100, stand.size < 400]).toEqual([true, true]);
    expect(wrong).toEqual([]);
  });
});

describe("an ethnicity that a list brought", () => {
  it("waits in the draft for the family's word, and without it is not sent", async () => {
    const silent = await readyDraft(world, { form: { authors: [another({ statistics: false })] } });
    const agreed = await readyDraft(world, { form: { authors: [another()] } });
    await fresh.db.updateTable("entry_authors").set({ ethnicity: "Dao" }).where("entry_id", "in", [silent, agreed]).execute();
    for (const entryId of [silent, agreed]) await submitEntry(teacher(), entryId);
    const kept = await Promise.all([silent, agreed].map(async (entryId) => (await entryOf(entryId)).authors[0]!.ethnicity));
    expect(kept).toEqual([null, "Dao"]);
    const versions = await fresh.db.selectFrom("entry_versions").select("form").where("entry_id", "=", silent).execute();
    expect(JSON.stringify(versions)).not.toContain("Dao");
  });
});

describe("recording", () => {
  it("refuses a day to come, a day before birth, a strange proof and a strange child", async () => {
    const { entryId } = await submitted(world, { form: { authors: [another()] } });
    const childId = (await childrenOf(entryId))[0]!;
    const refused = (more: object, who = world.teacher) => recordConsents(as(world, who), world.contestId, answersOf(childId, { archive: true, ...more }));
    await expect(refused({ givenOn: "2026-08-21" })).rejects.toMatchObject({ reason: "consent-in-the-future", field: "givenOn" });
    await expect(refused({ givenOn: "2016-02-13", assented: false })).rejects.toMatchObject({ reason: "consent-before-birth" });
    await expect(refused({ proofId: childId })).rejects.toMatchObject({ reason: "proof-not-found" });
    await expect(refused({}, world.stranger)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("by two at once keeps one row for each purpose", async () => {
    const { entryId } = await submitted(world, { form: { authors: [another()] } });
    const childId = (await childrenOf(entryId))[0]!;
    const both = [world.teacher, world.officer].map((who) =>
      recordConsents(as(world, who), world.contestId, answersOf(childId, { archive: true, publishName: true })));
    const changed = (await Promise.all(both)).map((answer) => answer.changed.length).sort();
    expect(changed).toEqual([0, 2]);
  });
});

describe("taking part withdrawn", () => {
  it("after the deadline withdraws the work, ends all else and opens the tasks with their days; twice is once", async () => {
    const { entryId } = await submitted(world, { form: { authors: [another({ ethnicity: "Tày" })] } });
    const [before] = (await entryOf(entryId)).authors;
    const late = as(world, world.secretary, new Date(deadline.getTime() + 86_400_000));
    const asked = ask(before!.childId, ["take-part"], { askedOn: "2026-08-28" });
    const [one, two] = await Promise.all([1, 2].map(() => withdrawConsents(late, world.contestId, asked)));
    const [done, again] = one!.tasks > 0 ? [one!, two!] : [two!, one!];
    expect(done).toEqual({
      ended: ["take-part", "statistics", "publish-work", "publish-face", "send-up"],
      entries: [{ entryId, unitId: world.school, outcome: "withdrawn" }], tasks: 3,
    });
    expect(again).toEqual({ ended: [], entries: [], tasks: 0 });
    const after = await entryOf(entryId);
    expect([after.state, after.authors[0]!.ethnicity]).toEqual(["withdrawn", null]);
    expect((await tasksOf(before!.childId)).map(({ kind, unit_id, due_on }) => [kind, unit_id, due_on])).toEqual([
      ["acknowledge", world.district, "2026-09-01"],
      ["withdraw", world.district, "2026-09-12"],
      ["delete", world.district, "2026-09-17"],
    ]);
  });

  it("while the work is being sent leaves no work sent without consent", async () => {
    for (let round = 0; round < 6; round++) {
      const entryId = await readyDraft(world, { form: { authors: [another()] } });
      const childId = (await childrenOf(entryId))[0]!;
      await Promise.allSettled([
        submitEntry(teacher(), entryId), withdrawConsents(teacher(), world.contestId, ask(childId, ["take-part"])),
      ]);
      expect(["draft", "withdrawn"]).toContain((await entryOf(entryId)).state);
    }
  });

  it("in a group takes the child out and leaves the work to the unit", async () => {
    const { entryId } = await submitted(world, { form: { authors: [another(), another()] } });
    const [left, stays] = (await childrenOf(entryId)) as [string, string];
    const { entries } = await withdrawConsents(teacher(), world.contestId, ask(left, ["take-part"]));
    expect(entries).toEqual([{ entryId, unitId: world.school, outcome: "group" }]);
    const waiting = await entryOf(entryId);
    expect([waiting.state, ...waiting.authors.map(({ departed, undecided }) => [departed, undecided])]).toEqual([
      "submitted", [true, true], [false, false],
    ]);
    expect((await tasksOf(left)).find(({ kind }) => kind === "decide-group")).toMatchObject({
      unit_id: world.school, due_on: "2026-09-04",
    });
    expect((await countUnitEntries(teacher(), world.contestId)).undecided).toEqual([entryId]);
    await expect(decideGroup(as(world, world.secretary), entryId, left, true)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await decideGroup(teacher(), entryId, left, true)).toEqual({ continues: true });
    expect(await decideGroup(teacher(), entryId, left, false)).toEqual({ continues: true });
    expect((await entryOf(entryId)).state).toBe("submitted");
    expect((await countUnitEntries(teacher(), world.contestId)).undecided).toEqual([]);
    await withdrawConsents(teacher(), world.contestId, ask(stays, ["take-part"]));
    expect((await entryOf(entryId)).state).toBe("withdrawn");
  });

  it("on a draft's form of a child with a work handed in has to be said where it has its consequences", async () => {
    const child = another();
    await submitted(world, { form: { authors: [child] } });
    const { entryId } = await createEntry(teacher(), draftOf(world));
    await expect(updateEntry(teacher(), entryId, formOf(1, { authors: [{ ...child, takePart: false, seen: ["take-part"] }] }))).rejects.toMatchObject({
      kind: "conflict", reason: "consent-ends-elsewhere",
    });
    const unseen = { ...child, takePart: false, seen: [] };
    expect(await updateEntry(teacher(), entryId, formOf(1, { authors: [unseen] }))).toEqual({ version: 2 });
    expect((await entryOf(entryId)).authors[0]!.takePart).toBe(true);
  });
});

describe("a task", () => {
  it("is done by its own office, once, with who and a word", async () => {
    const { entryId } = await submitted(world, { form: { authors: [another()] } });
    const childId = (await childrenOf(entryId))[0]!;
    await withdrawConsents(teacher(), world.contestId, ask(childId, ["publish-work"]));
    const { id } = await fresh.db.selectFrom("privacy_tasks").select("id").where("child_id", "=", childId)
      .where("kind", "=", "acknowledge").executeTakeFirstOrThrow();
    await expect(completePrivacyTask(as(world, world.elsewhere), id, "")).rejects.toMatchObject({ kind: "not-found" });
    const office = as(world, world.secretary);
    const { doneAt } = await completePrivacyTask(office, id, "Đã gọi cho gia đình");
    expect(await completePrivacyTask({ ...office, now: deadline }, id, "Lần hai")).toEqual({ doneAt });
    const row = await fresh.db.selectFrom("privacy_tasks").select(["done_by", "note"]).where("id", "=", id).executeTakeFirstOrThrow();
    expect(row).toEqual({ done_by: world.secretary.personId, note: "Đã gọi cho gia đình" });
  });
});
