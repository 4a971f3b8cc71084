import { beforeAll, describe, expect, it } from "vitest";
import { drawHandover, handoverPdf } from "#app/domain/documents/handover-pdf.server.ts";
import { checkIn, undoCustody } from "#app/domain/entries/commands/check-in.server.ts";
import { correctCustody } from "#app/domain/entries/commands/correct-custody.server.ts";
import {
  discardHandover, draftHandover, handOverOriginals, returnOriginals, signHandover,
} from "#app/domain/entries/commands/handovers.server.ts";
import { findGoingUp, findHandover, findReturning, type HandoverView, listHandovers, listUnitHandovers } from "#app/domain/entries/queries/handovers.server.ts";
import { countUnitOriginals, findPaperOverview, listOriginals, type PaperView } from "#app/domain/entries/queries/paper.server.ts";
import { countQueries, freshDb, someoneWaits } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { as, authorOf, makeWorld, move, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let sent: Awaited<ReturnType<typeof submitted>>[];
const names = ["Vàng A Páo", "Lò Thị Mây", "Cứ Seo Dín", "Tẩn Mùi Ghến"];

const at = (minute: number) => new Date(Date.UTC(2026, 7, 25, 2, minute));
const office = (minute = 0) => as(world, world.secretary, at(minute));
const form = { giver: "Nguyễn Thị Hằng", giverPost: "Giáo viên", receiver: "Trần Văn Thư", receiverPost: "Tổ thư ký", place: "Nhà văn hoá", note: "" };
const receive = (code: string, minute: number, condition: "good" | "torn" = "good") =>
  checkIn(office(minute), world.roundId, { code, condition, carrier: undefined, note: "", place: "" });
const codes = async (view: PaperView) => (await listOriginals(office(), world.roundId, { view })).rows.map(({ code }) => code);

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  sent = [];
  for (const fullName of names) sent.push(await submitted(world, { form: { authors: [authorOf({ fullName })] } }));
});

describe("a note of what was received", () => {
  let first: string;

  it("holds all that came from the unit and stands in no note yet, once", async () => {
    expect(await refusalOf(draftHandover(office(), world.roundId, world.commune, form))).toBe("conflict: handover-nothing");
    await receive(sent[0]!.code, 1);
    await receive(sent[1]!.code, 2, "torn");
    const both = await Promise.allSettled([1, 2].map(() => draftHandover(office(3), world.roundId, world.commune, form)));
    const made = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(made.map(({ items }) => items)).toEqual([2]);
    first = made[0]!.handoverId;
    const note = await findHandover(office(), first);
    expect(note.items.map(({ code, condition, carrier }) => [code, condition, carrier])).toEqual([
      ["LN-TV-001", "good", "sheet"], ["LN-TV-002", "torn", "sheet"],
    ]);
    expect([note.unitName, note.hostName, note.giver, note.receiver, note.signedAt]).toEqual([
      "Tân Tiến", "Bảo Yên", "Nguyễn Thị Hằng", "Trần Văn Thư", null,
    ]);
  });

  it("is the office's until both signed, then frozen and the unit's too", async () => {
    expect(await refusalOf(findHandover(as(world, world.officer), first))).toBe("not-found: handover-not-found");
    expect(await refusalOf(signHandover(as(world, world.elsewhere), first))).toBe("not-found: handover-not-found");
    expect(await refusalOf(signHandover(as(world, world.officer), first))).toBe("not-found: handover-not-found");
    expect(await signHandover(office(5), first)).toEqual({ signedAt: at(5) });
    expect(await signHandover(office(6), first)).toEqual({ signedAt: at(5) });
    expect(await refusalOf(discardHandover(office(7), first))).toBe("conflict: handover-signed");
    const { custody_event_id } = await world.db.selectFrom("handover_items").select("custody_event_id").where("handover_id", "=", first)
      .where("position", "=", 1).executeTakeFirstOrThrow();
    expect(await refusalOf(undoCustody(office(7), custody_event_id))).toBe("conflict: custody-signed");
    const looks = { condition: "stained", carrier: "sheet", note: "", place: "" } as const;
    expect(await refusalOf(correctCustody(office(7), custody_event_id, looks))).toBe("conflict: custody-signed");
    await expect(world.db.updateTable("handovers").set({ giver: "X" }).where("id", "=", first).execute()).rejects.toThrow(/frozen/);
    await expect(world.db.deleteFrom("handover_items").where("handover_id", "=", first).execute()).rejects.toThrow(/frozen/);
    await expect(world.db.deleteFrom("handovers").where("id", "=", first).execute()).rejects.toThrow(/frozen/);
    expect((await findHandover(as(world, world.officer), first)).items).toHaveLength(2);
    expect((await listUnitHandovers(as(world, world.officer), world.contestId)).map(({ id, items }) => [id, items])).toEqual([[first, 2]]);
    expect(await listUnitHandovers(as(world, world.stranger), world.contestId)).toEqual([]);
  });

  it("as a draft follows what is taken back, and can be dropped", async () => {
    const third = await receive(sent[2]!.code, 8);
    const { handoverId, items } = await draftHandover(office(9), world.roundId, world.commune, form);
    expect(items).toBe(1);
    await correctCustody(office(10), third.eventId, { condition: "stained", carrier: "sheet", note: "Ố mép", place: "" });
    expect((await findHandover(office(), handoverId)).items.map(({ condition, note }) => [condition, note])).toEqual([["stained", "Ố mép"]]);
    await undoCustody(office(10), third.eventId);
    expect((await findHandover(office(), handoverId)).items).toEqual([]);
    await discardHandover(office(11), handoverId);
    expect((await listHandovers(office(), world.roundId)).map(({ id }) => id)).toEqual([first]);
    await receive(sent[2]!.code, 12);
  });
});

describe("originals that leave", () => {
  it("are counted and listed by where they are", async () => {
    const { units, total } = await findPaperOverview(office(), world.roundId);
    const counts = { expected: 4, received: 3, here: 3, handedOver: 0, returned: 0 };
    expect([units, total]).toEqual([[{ unitId: world.commune, unitName: "Tân Tiến", ...counts }], counts]);
    expect(await codes("missing")).toEqual(["LN-TV-004"]);
    expect(await codes("here")).toEqual(["LN-TV-001", "LN-TV-002", "LN-TV-003"]);
    expect(await countUnitOriginals(as(world, world.teacher), world.contestId)).toEqual({ expected: 4, received: 3 });
    expect((await findReturning(office(), world.roundId, world.commune)).originals.map(({ code }) => code)).toEqual(await codes("here"));
  });

  it("go back to their unit all together or not at all, with who took them", async () => {
    const give = (ids: string[], minute: number, unitId = world.commune) =>
      returnOriginals(office(minute), world.roundId, { unitId, originals: ids, form: { ...form, giver: "Trần Văn Thư", receiver: "Lý A Sình" } });
    const ids = sent.map(({ roundEntryId }) => roundEntryId);
    await expect(give(ids, 20)).rejects.toMatchObject({ reason: "originals-not-here", params: { count: 1, codes: "LN-TV-004" } });
    expect(await refusalOf(give([], 20))).toBe("invalid: originals-none");
    expect(await refusalOf(give([ids[0]!], 20, world.other))).toBe("not-found: unit-unknown");
    expect(await codes("away")).toEqual([]);
    const { handoverId, items } = await give(ids.slice(0, 2), 21);
    expect([items, await codes("away"), await codes("here")]).toEqual([2, ["LN-TV-001", "LN-TV-002"], ["LN-TV-003"]]);
    const { movement, receiver } = await findHandover(office(), handoverId);
    expect([movement, receiver]).toEqual(["returned", "Lý A Sình"]);
    expect(await refusalOf(give(ids.slice(0, 1), 22))).toBe("conflict: originals-not-here");
    await discardHandover(office(23), handoverId);
    expect(await codes("here")).toEqual(["LN-TV-001", "LN-TV-002", "LN-TV-003"]);
  });

  it("that were returned come in again for a new turn", async () => {
    const [original] = sent;
    await returnOriginals(office(30), world.roundId, { unitId: world.commune, originals: [original!.roundEntryId], form });
    expect(await receive(original!.code, 31)).toMatchObject({ outcome: "received" });
    const turns = await world.db.selectFrom("custody_events").select(["kind", "turn"]).where("round_entry_id", "=", original!.roundEntryId)
      .where("undone_at", "is", null).orderBy("happened_at").execute();
    expect(turns).toEqual([{ kind: "received", turn: 1 }, { kind: "returned", turn: 1 }, { kind: "received", turn: 2 }]);
  });

  it("go up only with entries that take part in the next round", async () => {
    const up = (ids: string[]) => handOverOriginals(office(40), world.roundId, { originals: ids, form });
    const [, , third] = sent;
    expect(await refusalOf(up([third!.roundEntryId]))).toBe("conflict: no-next-round");
    const { id: next } = await world.db.insertInto("rounds").values({
      contest_id: world.contestId, ordinal: 2, name: "Vòng tỉnh", unit_id: world.other, unit_name: "Tỉnh Lào Cai", code_prefix: "LT", aggregation: "mean",
    }).returning("id").executeTakeFirstOrThrow();
    expect(await refusalOf(up([third!.roundEntryId]))).toBe("conflict: original-not-sent-up");
    await world.db.insertInto("round_entries").values({
      round_id: next, entry_id: third!.entryId, category_id: world.drawings, code: "LT-TV-001", source_round_id: world.roundId, entered_at: at(40), entered_by: world.secretary.personId,
    }).execute();
    const { unitName, originals } = await findGoingUp(office(), world.roundId);
    expect([unitName, originals.map(({ code }) => code)]).toEqual(["Tỉnh Lào Cai", ["LN-TV-003"]]);
    const { handoverId } = await up([third!.roundEntryId]);
    expect((await findPaperOverview(office(), world.roundId)).total).toEqual({ expected: 4, received: 3, here: 2, handedOver: 1, returned: 0 });
    await move(world.db, next, "draft", "open");
    const province = as(world, world.elsewhere, at(41));
    expect(await checkIn(province, next, { code: "LT-TV-001", condition: "good", carrier: undefined, note: "", place: "" })).toMatchObject({ outcome: "received" });
    // A sheet is in one place: what arrived there cannot be here again.
    await expect(discardHandover(office(42), handoverId)).rejects.toMatchObject({ reason: "handover-arrived", params: { codes: "LN-TV-003" } });
  });
});

describe("lists and the note on paper", () => {
  it("cost as many statements however many rows there are", async () => {
    const pages = {
      overview: () => findPaperOverview(office(), world.roundId),
      list: () => listOriginals(office(), world.roundId, { view: "all" }),
      returning: () => findReturning(office(), world.roundId, world.commune),
    };
    const counts = async () => Promise.all(Object.values(pages).map(async (page) => (await countQueries<unknown>(world.db, page)).count));
    const before = await counts();
    for (let n = 0; n < 8; n++) {
      const { code } = await submitted(world, { form: { authors: [authorOf({ fullName: `Em Số ${"abcdefgh"[n]}` })] } });
      await receive(code, 50);
    }
    expect([before, await counts()]).toEqual([[2, 1, 3], [2, 1, 3]]);
  });

  it("say both sides, the counts and the list, name no child and are the same bytes each time", async () => {
    const { handoverId } = await draftHandover(office(55), world.roundId, world.commune, form);
    const [one, two] = [await handoverPdf(office(), handoverId), await handoverPdf(office(), handoverId)];
    expect(one.body.equals(two.body)).toBe(true);
    const text = readPdf(one.body).text.join(" ");
    for (const words of ["BIÊN BẢN GIAO NHẬN BÀI DỰ THI", "Nguyễn Thị Hằng", "Trần Văn Thư", "LN-TV-005", "Tranh vẽ: 10", "25/08/2026", "ĐẠI DIỆN BÊN GIAO"]) {
      expect(text).toContain(words);
    }
    for (const name of [...names, "Em Số"]) expect(text).not.toContain(name);
    expect(readPdf(one.body).pages).toBe(1);
  });

  it("go over as many pages as the list needs, with the signatures together and nothing lost", { timeout: 60_000 }, async () => {
    const item = (n: number) => ({
      code: `LN-TV-${String(n).padStart(3, "0")}`, title: n % 7 === 0 ? "Cả nhà cùng gặt lúa bên dòng suối bản em vào một ngày nắng đẹp" : "Mẹ em", categoryName: "Tranh vẽ",
      carrier: "sheet" as const, condition: "good" as const, note: n % 11 === 0 ? "Rách góc trái, đã dán lại" : "",
    });
    const base: HandoverView = {
      id: "x", movement: "received", roundId: "r", unitId: "u", unitName: "Xã Nghĩa Đô", contestName: "Lắng nghe con nói", year: 2026, roundName: "Vòng huyện",
      hostName: "Huyện Bảo Yên", ...form, draftedAt: at(0), signedAt: null, items: [],
    };
    for (const count of [1, 15, 16, 17, 40, 120]) {
      const items = Array.from({ length: count }, (_, n) => item(n + 1));
      const { text, pages } = readPdf(await drawHandover({ ...base, items }));
      expect(text.filter((words) => /^LN-TV-\d{3}$/.test(words))).toEqual(items.map(({ code }) => code));
      expect(text.filter((words) => words === "Mã bài").length).toBeGreaterThanOrEqual(Math.min(pages, Math.max(1, pages - 1)));
      expect(text.slice(-6)).toEqual(["ĐẠI DIỆN BÊN GIAO", "(Ký, ghi rõ họ tên)", "Nguyễn Thị Hằng", "ĐẠI DIỆN BÊN NHẬN", "(Ký, ghi rõ họ tên)", "Trần Văn Thư"]);
    }
  });
});

describe("a receiving taken back while its note is made", () => {
  it("does not stand in the note", async () => {
    const own = await submitted(world, { form: { authors: [authorOf({ fullName: "Sùng Thị Vừ" })] } });
    await draftHandover(office(40), world.roundId, world.commune, form).catch(() => null);
    const { eventId } = await receive(own.code, 41);
    const { making } = await fresh.db.transaction().execute(async (trx) => {
      await undoCustody({ ...office(42), db: trx }, eventId);
      const making = refusalOf(draftHandover(office(42), world.roundId, world.commune, form));
      await expect.poll(() => someoneWaits(fresh.pool), { timeout: 5_000 }).toBe(true);
      return { making };
    });
    expect(await making).toBe("conflict: handover-nothing");
  });
});
