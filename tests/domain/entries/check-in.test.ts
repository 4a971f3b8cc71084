import { beforeAll, describe, expect, it } from "vitest";
import { checkIn, undoCustody } from "#app/domain/entries/commands/check-in.server.ts";
import { correctCustody } from "#app/domain/entries/commands/correct-custody.server.ts";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { issueBlankSlips, issueSlips } from "#app/domain/entries/commands/slips.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { looksSchema, type Scan } from "#app/domain/entries/paper-forms.ts";
import { formatSlip, slipPayload } from "#app/domain/entries/slip-code.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, authorOf, draftOf, makeContest, makeWorld, move, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 7, 25, 2, minute, second));
const scan = (code: string, more: Partial<Scan> = {}): Scan => ({
  code, condition: "good", carrier: undefined, note: "", place: "Nhà văn hoá Bảo Yên", ...more,
});
const receive = (code: string, more: Partial<Scan> = {}, now = at(0), who: Actor = world.secretary, roundId = world.roundId) =>
  checkIn(as(world, who, now), roundId, scan(code, more));
let made = 0;
const sent = async () => {
  made += 1;
  const name = `Vàng Thị ${String.fromCharCode(65 + made)}`;
  const entry = await submitted(world, { form: { authors: [authorOf({ fullName: name })] } });
  const [slip] = await issueSlips(as(world, world.teacher), [entry.entryId]);
  return { ...entry, slip: slip!.code };
};
const events = (roundEntryId: string) =>
  world.db.selectFrom("custody_events").selectAll().where("round_entry_id", "=", roundEntryId).orderBy("happened_at").execute();
const repeats = (eventId: string) =>
  world.db.selectFrom("custody_repeats").select("scanned_by").where("custody_event_id", "=", eventId).execute();

describe("checking an original in", () => {
  it("keeps who, when, where and how it looked, by slip or by the entry's code", async () => {
    const [one, two] = [await sent(), await sent()];
    const told = await receive(slipPayload(one.slip), { condition: "torn", note: "Rách góc trái" });
    expect(told).toMatchObject({ outcome: "received", code: one.code, condition: "torn", carrier: "sheet", by: "Trần Văn Thư", withdrawn: false });
    const [kept] = await events(one.roundEntryId);
    expect(kept).toMatchObject({
      kind: "received", turn: 1, carrier: "sheet", condition: "torn", note: "Rách góc trái", place: "Nhà văn hoá Bảo Yên",
      happened_at: at(0), happened_by: world.secretary.personId, undone_at: null,
    });
    expect(await receive(two.code.toLowerCase().replaceAll("-", " "))).toMatchObject({ outcome: "received", code: two.code });
  });

  it("takes a clip on a stick as such, or what the desk says it is", async () => {
    const film = await submitted(world, {
      draft: { categoryId: world.clips }, form: { authors: [authorOf({ fullName: "Lò Văn Phim" })] },
      file: { medium: "video", mime: "video/mp4", durationMs: 200_000 },
    });
    expect(await receive(film.code)).toMatchObject({ outcome: "received", carrier: "usb", categoryName: "Video clip" });
    const drawing = await sent();
    expect(await receive(drawing.code, { carrier: "usb" })).toMatchObject({ carrier: "usb" });
  });

  it("tells a second scan when and by whom the first was, keeps it, and forgives a scanner that fires twice", async () => {
    const { slip, roundEntryId } = await sent();
    const first = await receive(slip, {}, at(10));
    const twice = await receive(slip, {}, at(10, 3));
    expect(twice).toEqual({ ...first, outcome: "again", at: at(10), by: "Trần Văn Thư" });
    expect(await repeats(first.eventId)).toEqual([]);
    expect(await receive(slip, { condition: "torn" }, at(20))).toMatchObject({ outcome: "again", at: at(10), condition: "good" });
    expect(await repeats(first.eventId)).toEqual([{ scanned_by: world.secretary.personId }]);
    expect(await events(roundEntryId)).toHaveLength(1);
  });

  it("receives once when five desks scan the same sheet at the same moment", async () => {
    const { slip, code, roundEntryId } = await sent();
    const desks = await Promise.all([slip, code, slip, code, slip].map((text) => receive(text, {}, at(12))));
    expect(desks.map(({ outcome }) => outcome).sort()).toEqual(["again", "again", "again", "again", "received"]);
    expect(new Set(desks.map(({ eventId }) => eventId)).size).toBe(1);
    expect(await events(roundEntryId)).toHaveLength(1);
  });

  it("receives a withdrawn entry's sheet and says that it is withdrawn", async () => {
    const { code, entryId } = await sent();
    await withdrawEntry(as(world, world.teacher), entryId, "Em chuyển trường");
    expect(await receive(code)).toMatchObject({ outcome: "received", withdrawn: true });
  });
});

describe("what is not received", () => {
  it("says of which contest or round it is", async () => {
    const other = await makeContest(world.db, { district: world.district, participants: [world.commune] });
    const [foreign] = await issueBlankSlips(as(world, world.teacher), { contestId: other.contestId, unitId: world.school, count: 1 });
    await expect(receive(foreign!)).rejects.toMatchObject({
      kind: "conflict", reason: "slip-other-contest", params: { code: formatSlip(foreign!), contest: "Lắng nghe con nói" },
    });
    await world.db.updateTable("rounds").set({ code_prefix: "XY", name: "Vòng xã" }).where("id", "=", other.roundId).execute();
    const inOther = { ...world, ...other };
    const { code, entryId } = await submitted(inOther, { form: { authors: [authorOf({ fullName: "Cứ Seo Dín" })] } });
    await expect(receive(code)).rejects.toMatchObject({ reason: "code-other-round", params: { code, round: "Vòng xã" } });
    const [slip] = await issueSlips(as(world, world.teacher), [entryId]);
    expect(await refusalOf(receive(slip!.code))).toBe("conflict: slip-other-contest");
  });

  it("says so of a slip without a sent entry, of a misread one and of anything else", async () => {
    const [empty] = await issueBlankSlips(as(world, world.teacher), { contestId: world.contestId, unitId: world.school, count: 1 });
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const [drafted] = await issueSlips(as(world, world.teacher), [entryId]);
    for (const slip of [empty!, drafted!.code]) {
      await expect(receive(slip)).rejects.toMatchObject({
        kind: "conflict", reason: "slip-without-entry", params: { code: formatSlip(slip), unit: "Trường Tiểu học Tân Tiến" },
      });
    }
    expect(await refusalOf(receive("2222-2223"))).toBe("invalid: slip-misread");
    expect(await refusalOf(receive("22222222"))).toBe("invalid: slip-unknown");
    await expect(receive("bài của em")).rejects.toMatchObject({ reason: "scan-unknown", params: { text: "bài của em" } });
  });

  it("is received by the round's own office alone, from its opening on", async () => {
    const { slip } = await sent();
    expect(await refusalOf(receive(slip, {}, at(0), world.elsewhere))).toBe("not-found: round-not-found");
    expect(await refusalOf(receive(slip, {}, at(0), world.teacher))).toBe("not-found: round-not-found");
    const early = await makeContest(world.db, { district: world.district, participants: [world.commune] });
    await move(world.db, early.roundId, "open", "draft");
    expect(await refusalOf(receive(slip, {}, at(0), world.secretary, early.roundId))).toBe("closed: check-in-closed");
  });
});

describe("taking a receiving back", () => {
  it("leaves it as history, and the sheet can come in again", async () => {
    const { slip, roundEntryId } = await sent();
    const { eventId } = await receive(slip, {}, at(30));
    const undo = (who: Actor) => undoCustody(as(world, who, at(31)), eventId);
    expect(await refusalOf(undo(world.elsewhere))).toBe("not-found: custody-not-found");
    await undo(world.secretary);
    await undo(world.secretary);
    expect((await events(roundEntryId)).map(({ undone_at, undone_by }) => [undone_at, undone_by])).toEqual([[at(31), world.secretary.personId]]);
    expect(await receive(slip, {}, at(32))).toMatchObject({ outcome: "received", at: at(32) });
    const log = await world.db.selectFrom("audit_events").select("action").where("subject_id", "=", roundEntryId).orderBy("seq").execute();
    expect(log.map(({ action }) => action)).toEqual(["receive-original", "undo-custody", "receive-original"]);
  });
});

describe("correcting how an original looked", () => {
  const torn = { condition: "torn", carrier: "sheet", note: "Rách góc trái", place: "Tủ 2" } as const;

  it("keeps who took it and when, and what was written before", async () => {
    const { slip, roundEntryId, code } = await sent();
    const { eventId } = await receive(slip, {}, at(40));
    await receive(slip, {}, at(41));
    expect(await correctCustody(as(world, world.secretary, at(42)), eventId, torn)).toEqual({ code, changed: true });
    expect(await correctCustody(as(world, world.secretary, at(43)), eventId, torn)).toEqual({ code, changed: false });
    const kept = (await events(roundEntryId)).map(({ id, happened_at, happened_by, condition, note, place, undone_at, undone_by }) => ({
      stands: id === eventId, happened_at, happened_by, condition, note, place, undone_at, undone_by,
    }));
    const taken = { happened_at: at(40), happened_by: world.secretary.personId };
    expect(kept.sort((a, b) => Number(b.stands) - Number(a.stands))).toEqual([
      { stands: true, ...taken, condition: "torn", note: "Rách góc trái", place: "Tủ 2", undone_at: null, undone_by: null },
      { stands: false, ...taken, condition: "good", note: "", place: "Nhà văn hoá Bảo Yên", undone_at: at(42), undone_by: world.secretary.personId },
    ]);
    expect(await repeats(eventId)).toHaveLength(1);
    expect(await receive(slip, {}, at(50))).toMatchObject({ outcome: "again", condition: "torn", at: at(40) });
    const [said] = await world.db.selectFrom("audit_events").select("detail").where("subject_id", "=", roundEntryId)
      .where("action", "=", "correct-custody").execute();
    expect(said!.detail).toMatchObject({ code, kind: "received", from: { condition: "good" }, to: torn });
  });

  it("is the office's own, and of what stands", async () => {
    const { slip } = await sent();
    const { eventId } = await receive(slip, {}, at(44));
    expect(await refusalOf(correctCustody(as(world, world.elsewhere, at(45)), eventId, torn))).toBe("not-found: custody-not-found");
    expect(await refusalOf(correctCustody(as(world, world.teacher, at(45)), eventId, torn))).toBe("not-found: custody-not-found");
    expect(await refusalOf(correctCustody(as(world, world.secretary, at(45)), "khong-co", torn))).toBe("not-found: custody-not-found");
    await undoCustody(as(world, world.secretary, at(46)), eventId);
    expect(await refusalOf(correctCustody(as(world, world.secretary, at(47)), eventId, torn))).toBe("conflict: custody-undone");
  });

  it("asks for words where it is something else", () => {
    const faults = looksSchema.safeParse({ condition: "other", carrier: "sheet", note: "  " }).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(faults).toEqual([["note", "condition-note-missing"]]);
  });
});
