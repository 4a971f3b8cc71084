import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { saveDesk } from "#app/domain/entries/commands/save-desk.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { submitDesk } from "#app/domain/entries/commands/submit-desk.server.ts";
import { announceUsb, cancelUsb } from "#app/domain/entries/commands/usb.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { type DeskRowInput, deskSaveSchema } from "#app/domain/entries/desk/form.ts";
import { listDesk } from "#app/domain/entries/queries/desk.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { usbUploadPolicy } from "#app/domain/entries/usb-uploads.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { answersOf, as, attach, authorOf, deadline, during, formOf, makeContest, makeWorld, move, storedFile, type World } from "../world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

const child = (more: object = {}) => ({ fullName: "Hoàng Thảo Vy", birth: "14/02/2016", sex: "female" as const, className: "5A", ...more });
const rowOf = (more: Partial<DeskRowInput> = {}): DeskRowInput => ({
  id: randomUUID(), saveId: randomUUID(), version: 0, line: 0, unitId: world.school, categoryId: world.drawings,
  typed: { title: "Cả nhà cùng gặt lúa", children: [child()] }, ...more,
});
const teacher = (now = during) => as(world, world.teacher, now);
const save = (...rows: DeskRowInput[]) => saveDesk(teacher(), world.contestId, rows);
const entry = (id: string) => findUnitEntry(teacher(), id);
const events = (id: string) =>
  fresh.db.selectFrom("audit_events").select("action").where("subject_id", "=", id).orderBy("seq").execute();

describe("another child typed into a row", () => {
  it("takes over nothing of the family before, while a name put right keeps its consents", async () => {
    const row = rowOf();
    await save(row);
    const change = (version: number, more: object) => save({ ...row, version, saveId: randomUUID(), typed: { ...row.typed, children: [child(more)] } });
    const first = (await entry(row.id)).authors[0]!.childId;
    await recordConsents(teacher(), world.contestId, answersOf(first, { takePart: true, publishName: true }));
    await change(2, { fullName: "Hoàng Thảo Vi" });
    expect((await entry(row.id)).authors[0]).toMatchObject({ childId: first, fullName: "Hoàng Thảo Vi", takePart: true });
    await change(3, { fullName: "Lý Văn Minh", birth: "01/03/2015" });
    expect((await entry(row.id)).authors[0]).toMatchObject({ fullName: "Lý Văn Minh", takePart: false, publishName: false, answered: false });
  });
});

it("a NUL or half a character in a cell does not keep the other rows from being saved", async () => {
  const odd = rowOf({ typed: { title: "Mẹ\u0000 em", children: [child({ fullName: "Lý \ud800Thị", birth: "?\u0000" })] } });
  const good = rowOf();
  const { rows } = deskSaveSchema.parse({ rows: JSON.stringify([odd, good]) });
  expect((await save(...rows)).map(({ id, ok }) => [id, ok])).toEqual([[odd.id, true], [good.id, true]]);
  expect((await entry(odd.id)).title).toBe("Mẹ em");
});

describe("a row", () => {
  it("becomes a draft under its own id, with its authors and division", async () => {
    const row = rowOf();
    expect(await save(row)).toEqual([{ id: row.id, ok: true, version: 2, faults: [] }]);
    expect(await entry(row.id)).toMatchObject({
      title: "Cả nhà cùng gặt lúa", state: "draft", divisionName: "Bảng A (lớp 1–5)",
      authors: [{ fullName: "Hoàng Thảo Vy", birthDate: "2016-02-14", className: "5A", sex: "female", takePart: false }],
    });
    expect((await events(row.id)).map(({ action }) => action)).toEqual(["create-entry", "update-entry"]);
  });

  it("sent again after a lost answer changes nothing and gets the same answer", async () => {
    const row = rowOf();
    const first = await save(row);
    expect(await save(row)).toEqual(first);
    const both = rowOf();
    const answers = await Promise.all([save(both), save(both)]);
    expect(answers[1]).toEqual(answers[0]);
    expect((await events(both.id)).length).toBe(2);
  });

  it("typed on top of an older version is refused by name and overwrites nothing", async () => {
    const row = rowOf();
    await save(row);
    const mine = { ...row, version: 2, saveId: randomUUID(), typed: { ...row.typed, title: "Của máy này" } };
    const theirs = { ...row, version: 2, saveId: randomUUID(), typed: { ...row.typed, title: "Của máy kia" } };
    const answers = await Promise.all([save(mine), save(theirs)]);
    const kept = answers.flat().filter(({ ok }) => ok);
    expect(kept).toEqual([{ id: row.id, ok: true, version: 3, faults: [] }]);
    const refused = answers.flat().find(({ ok }) => !ok);
    expect(refused).toEqual({ id: row.id, ok: false, reason: "entry-changed-elsewhere", params: { by: world.teacher.name } });
    expect((await entry(row.id)).title).toBe(answers[0]![0]!.ok ? "Của máy này" : "Của máy kia");
  });

  it("is refused as well when the entry's own page was saved meanwhile", async () => {
    const row = rowOf();
    await save(row);
    await updateEntry(teacher(), row.id, formOf(2, { title: "Sửa ở trang riêng" }));
    expect(await save({ ...row, version: 2, saveId: randomUUID() })).toMatchObject([{ ok: false, reason: "entry-changed-elsewhere" }]);
    expect((await entry(row.id)).title).toBe("Sửa ở trang riêng");
  });

  it("keeps what cannot be read as it was typed, and the authors of before", async () => {
    const row = rowOf();
    await save(row);
    const typed = { title: "Cả nhà", children: [child({ birth: "31/02/2016" })] };
    const [saved] = await save({ ...row, version: 2, saveId: randomUUID(), typed });
    const fault = { field: "children.0.birth", reason: "no-such-day", params: { day: 31, month: 2, year: 2016, lastDay: 29 } };
    expect(saved).toEqual({ id: row.id, ok: true, version: 3, faults: [fault] });
    expect(await entry(row.id)).toMatchObject({ title: "Cả nhà", authors: [{ birthDate: "2016-02-14" }] });
    const { rows } = await listDesk(teacher(), world.contestId);
    expect(rows.find(({ id }) => id === row.id)).toMatchObject({ typed, faults: [fault], version: 3 });
  });

  it("leaves ethnicity and the family's answers as they stand when a name is corrected", async () => {
    const row = rowOf({ typed: { title: "x", children: [child({ fullName: "Cổ Thị Ánh" })] } });
    await save(row);
    await updateEntry(teacher(), row.id, formOf(2, { authors: [authorOf({ fullName: "Cổ Thị Ánh", ethnicity: "Tày", statistics: true, publishName: true })] }));
    await save({ ...row, version: 3, saveId: randomUUID(), typed: { title: "x", children: [child({ fullName: "Cổ Thị Ấn" })] } });
    expect((await entry(row.id)).authors).toMatchObject([
      { fullName: "Cổ Thị Ấn", ethnicity: "Tày", takePart: true, publishName: true, publishWork: true },
    ]);
  });

  it("does not take back what the family agreed to for another work of the child", async () => {
    const [first, second] = [rowOf({ typed: { title: "Một", children: [child({ fullName: "Lò Thị Én" })] } }), rowOf()];
    await save(first);
    const [author] = (await entry(first.id)).authors;
    await recordConsents(teacher(), world.contestId, answersOf(author!.childId, { publishName: true, publishWork: true }));
    const before = (await entry(first.id)).authors;
    await save({ ...second, typed: { title: "Hai", children: [child({ fullName: "Lò Thị Én" })] } });
    expect(before[0]).toMatchObject({ publishName: true, publishWork: true });
    expect((await entry(second.id)).authors[0]).toMatchObject({ childId: author!.childId, publishName: true });
    expect((await entry(first.id)).authors).toEqual(before);
  });

  it("may change its category within the contest alone", async () => {
    const row = rowOf();
    await save(row);
    expect(await save({ ...row, version: 2, saveId: randomUUID(), categoryId: world.clips })).toMatchObject([{ ok: true, version: 3 }]);
    expect((await entry(row.id)).category.code).toBe("VC");
    const other = await makeContest(fresh.db, { district: world.district, participants: [world.commune] });
    expect(await save({ ...row, version: 3, saveId: randomUUID(), categoryId: other.drawings })).toMatchObject([{ ok: false, reason: "category-missing" }]);
  });

  it("does not hold up its neighbours, and nobody else's row is found", async () => {
    const [good, bad, last] = [rowOf(), rowOf({ unitId: world.other }), rowOf()];
    expect((await save(good, bad, last)).map(({ ok }) => ok)).toEqual([true, false, true]);
    const stranger = await saveDesk(as(world, world.stranger), world.contestId, [{ ...good, version: 2, saveId: randomUUID() }]);
    expect(stranger).toMatchObject([{ ok: false, reason: "entry-not-found" }]);
  });

  it("that was deleted elsewhere is not made again, and none is begun after the deadline", async () => {
    expect(await save(rowOf({ version: 4 }))).toMatchObject([{ ok: false, reason: "entry-not-found" }]);
    expect(await saveDesk(teacher(deadline), world.contestId, [rowOf()])).toMatchObject([{ ok: false, reason: "intake-closed" }]);
  });
});

describe("the desk", () => {
  it("lists drafts in the order of their lines in one statement, page after page", async () => {
    const other = await makeContest(fresh.db, { district: world.district, participants: [world.commune] });
    const rows = Array.from({ length: 130 }, (_, line) =>
      rowOf({ line, categoryId: other.drawings, typed: { title: `Bài ${line}`, children: [] } }));
    for (let at = 0; at < rows.length; at += 50) await saveDesk(teacher(), other.contestId, rows.slice(at, at + 50));
    const { result: first, count } = await countQueries(fresh.db, () => listDesk(teacher(), other.contestId));
    expect(count).toBe(1);
    const second = await listDesk(teacher(), other.contestId, first.next!);
    expect([...first.rows, ...second.rows].map(({ typed }) => typed.title)).toEqual(rows.map(({ typed }) => typed.title));
    expect([first.rows.length, second.next]).toEqual([100, null]);
  });
});

describe("sending all", () => {
  const ready = async (more: Partial<DeskRowInput> = {}) => {
    const row = rowOf(more);
    await save(row);
    const { authors } = await entry(row.id);
    await updateEntry(teacher(), row.id, formOf(2, { title: row.typed.title, authors: authors.map(({ fullName }) => authorOf({ fullName })) }));
    await attach(world, row.id, world.teacher);
    return row.id;
  };

  it("sends the good ones, says of each other one why, and is the same again", async () => {
    const [good, alsoGood, noFile, unread] = [
      await ready(), await ready(), rowOf({ typed: { title: "y", children: [child({ fullName: "Ma Gia Bảo" })] } }), await ready(),
    ];
    await save(noFile);
    await save({ ...rowOf({ id: unread, version: 3 }), typed: { title: "x", children: [child({ birth: "hôm qua" })] } });
    const ids = [good, noFile.id, unread, alsoGood];
    const first = await submitDesk(teacher(), world.contestId, ids);
    expect(first).toMatchObject([
      { id: good, ok: true },
      { id: noFile.id, ok: false, reason: "consent-to-take-part-missing" },
      { id: unread, ok: false, reason: "not-a-date" },
      { id: alsoGood, ok: true },
    ]);
    expect((await entry(unread)).state).toBe("draft");
    expect(await submitDesk(teacher(), world.contestId, ids)).toEqual(first);
    const listed = (await listDesk(teacher(), world.contestId)).rows.filter(({ id }) => ids.includes(id));
    expect(listed.map(({ code }) => code !== null).sort()).toEqual([false, false, true, true]);
  });

  it("does not send from the entry's own page what cannot be read on the desk, until it is put right at either place", async () => {
    const unread = (id: string) => ({ ...rowOf({ id, version: 3 }), typed: { title: "x", children: [child({ birth: "hôm qua" })] } });
    const [here, there] = [await ready(), await ready()];
    for (const id of [here, there]) await save(unread(id));
    for (const id of [here, there]) expect(await refusalOf(submitEntry(teacher(), id))).toBe("invalid: entry-unread-on-desk");
    await save({ ...unread(here), version: 4, saveId: randomUUID(), typed: { title: "x", children: [child({ fullName: "Ma Gia Bảo", birth: "01/02/2016" })] } });
    const { authors } = await entry(there);
    await updateEntry(teacher(), there, formOf(4, { authors: authors.map(({ fullName }) => authorOf({ fullName })) }));
    expect(await refusalOf(submitEntry(teacher(), here))).toBe("invalid: consent-to-take-part-missing");
    expect((await submitEntry(teacher(), there)).code).toMatch(/^LN-TV-/);
    expect(await fresh.db.selectFrom("desk_rows").select("entry_id").where("entry_id", "=", there).execute()).toEqual([]);
  });

  it("gives two phones that send the same rows at once the same codes", async () => {
    const ids = [await ready(), await ready(), await ready()];
    const [one, two] = await Promise.all([submitDesk(teacher(), world.contestId, ids), submitDesk(teacher(), world.contestId, [...ids].reverse())]);
    expect([...two!].reverse()).toEqual(one);
    expect(new Set(one!.map((sent) => (sent.ok ? sent.code : sent.id))).size).toBe(3);
  });

  it("refuses after the deadline, and what belongs to somebody else", async () => {
    const id = await ready();
    expect(await submitDesk(teacher(deadline), world.contestId, [id])).toMatchObject([{ ok: false, reason: "intake-closed" }]);
    expect(await submitDesk(as(world, world.stranger), world.contestId, [id])).toMatchObject([{ ok: false, reason: "entry-not-found" }]);
  });
});

describe("a clip on a USB stick", () => {
  const clip = async () => {
    const row = rowOf({ categoryId: world.clips });
    await save(row);
    await updateEntry(teacher(), row.id, formOf(2));
    return row.id;
  };
  const put = (entryId: string, file: object = {}) =>
    fresh.db.transaction().execute(async (trx) => {
      const stored = await storedFile(trx, { medium: "video", mime: "video/mp4", durationMs: 200_000, ...file });
      const received = { ownerId: world.secretary.personId, purpose: { entryId }, file: stored, uploadedName: "clip.mp4" };
      return usbUploadPolicy.complete({ db: trx, now: during }, received);
    });
  const begin = (who: World["secretary"], entryId: string) =>
    usbUploadPolicy.begin({ db: fresh.db, actor: who, now: during }, { input: { entryId }, file: { name: "a", bytes: 9, declaredType: "" } });

  it("lets the draft be sent without its file; the secretariat of the round puts it there", async () => {
    const id = await clip();
    expect((await entry(id)).gaps.map(({ reason }) => reason)).toEqual(["file-missing-video"]);
    await announceUsb(teacher(), id);
    await announceUsb(teacher(), id);
    expect((await entry(id)).gaps).toEqual([]);
    expect(await begin(world.secretary, id)).toMatchObject({ ok: false, reason: "entry-not-found" });
    expect(await submitDesk(teacher(), world.contestId, [id])).toMatchObject([{ ok: true }]);
    for (const who of [world.teacher, world.elsewhere, world.judge]) expect(await begin(who, id)).toMatchObject({ ok: false, reason: "entry-not-found" });
    expect(await begin(world.secretary, id)).toMatchObject({ ok: true, purpose: { entryId: id }, medium: "video" });
    expect(await put(id, { durationMs: 1000 })).toMatchObject({ ok: false, reason: "video-too-short" });
    expect(await put(id)).toEqual({ ok: true });
    expect((await entry(id)).file).toMatchObject({ medium: "video" });
    expect((await events(id)).map(({ action }) => action).filter((action) => action.includes("usb"))).toEqual(["announce-usb", "receive-usb-file"]);
  });

  it("can be called off, is for video alone, and is not found valid before it is there", async () => {
    const id = await clip();
    await announceUsb(teacher(), id);
    await cancelUsb(teacher(), id);
    expect((await entry(id)).gaps.map(({ reason }) => reason)).toEqual(["file-missing-video"]);
    const drawing = rowOf();
    await save(drawing);
    await expect(announceUsb(teacher(), drawing.id)).rejects.toMatchObject({ reason: "usb-for-video-only" });
    await announceUsb(teacher(), id);
    await submitDesk(teacher(), world.contestId, [id]);
    await expect(cancelUsb(teacher(), id)).rejects.toMatchObject({ reason: "entry-already-submitted" });
    await move(fresh.db, world.roundId, "open", "screening");
    const { id: taking } = await fresh.db.selectFrom("round_entries").select("id").where("entry_id", "=", id).executeTakeFirstOrThrow();
    await expect(acceptEntry(as(world, world.secretary), taking)).rejects.toMatchObject({ kind: "conflict", reason: "entry-awaits-file" });
    expect(await put(id)).toEqual({ ok: true });
    await expect(acceptEntry(as(world, world.secretary), taking)).resolves.toMatchObject({ code: expect.any(String) });
  });
});
