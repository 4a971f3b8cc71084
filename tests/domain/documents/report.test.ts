import exceljs from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { findReport } from "#app/domain/documents/report.server.ts";
import { reportWorkbook } from "#app/domain/documents/report-workbook.server.ts";
import { findOverview } from "#app/domain/documents/overview.server.ts";
import { listOfficeRounds } from "#app/domain/documents/office-rounds.server.ts";
import { isMinority } from "#app/domain/documents/report.ts";
import { acceptEntry, rejectEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { as, authorOf, makeWorld, move, submitted, type World } from "#tests/domain/entries/world.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const at = freshDb();
let world: World;

const vy = authorOf({ ethnicity: "Tày" });
const sinh = authorOf({ fullName: "Lý A Sình", birth: { iso: "2014-05-01", precision: "day" }, sex: "male", ethnicity: "Mông" });
const mai = authorOf({ fullName: "Trần Mai", birth: { iso: "2012-01-01", precision: "year" }, ethnicity: "Kinh", className: "7A" });
const chan = authorOf({ fullName: "Chảo Mẩy", birth: { iso: "2013-03-03", precision: "day" }, sex: "undisclosed" });
const roundEntry = async (entryId: string) =>
  (await at.db.selectFrom("round_entries").select("id").where("entry_id", "=", entryId).executeTakeFirstOrThrow()).id;
const idOf = async (title: string) =>
  (await at.db.selectFrom("entries").select("id").where("title", "=", title).executeTakeFirstOrThrow()).id;

/** Two children share a drawing, one of them has a second; one work is rejected, one withdrawn, one from elsewhere. */
beforeAll(async () => {
  world = await makeWorld(at.db);
  await submitted(world, { form: { title: "Một", authors: [vy, sinh] } });
  await submitted(world, { form: { title: "Hai", authors: [vy] } });
  await submitted(world, { form: { title: "Ba", authors: [mai] } });
  await submitted(world, { form: { title: "Bốn", authors: [chan] } });
  const clip = { medium: "video", mime: "video/mp4", durationMs: 300_000 } as const;
  await submitted(world, {
    who: world.stranger, draft: { unitId: world.other, categoryId: world.clips },
    form: { title: "Năm", authors: [authorOf({ fullName: "Vàng Thị Dế", className: "3" })] }, file: clip,
  });
  await withdrawEntry(as(world, world.teacher), await idOf("Bốn"), "Em chuyển trường");
  await move(at.db, world.roundId, "open", "screening");
  const office = as(world, world.secretary);
  await acceptEntry(office, await roundEntry(await idOf("Một")));
  await rejectEntry(office, await roundEntry(await idOf("Ba")), { rule: "other", note: "Không đúng chủ đề" });
}, 60_000);

const tally = { pending: 0, awarded: 0, nominated: 0, withdrawn: 0, rejected: 0, valid: 0 };

describe("the report", () => {
  it("counts works by unit so that received is valid, rejected, withdrawn and pending; children once", async () => {
    const report = await findReport(as(world, world.secretary), world.roundId);
    const rows = report.units.map(({ unitId: _, ...row }) => row);
    expect(rows).toEqual([
      {
        ...tally, name: "Tân Tiến", received: 4, valid: 1, rejected: 1, withdrawn: 1, pending: 1,
        children: 3, female: 2, minority: 2, byCategory: { TV: 4, VC: 0 },
      },
      {
        ...tally, name: "Xuân Hòa", received: 1, pending: 1, children: 1, female: 1, minority: 0,
        byCategory: { TV: 0, VC: 1 },
      },
    ]);
    expect(report.total).toEqual({
      ...tally, received: 5, valid: 1, rejected: 1, withdrawn: 1, pending: 2, children: 4, female: 3, minority: 2,
      byCategory: { TV: 4, VC: 1 },
    });
    expect(report.sentence).toBe("2/2 xã tham gia; 4 tranh vẽ, 1 video");
  });

  it("tells the children by sex, age in the contest's year and people, and works by division", async () => {
    const report = await findReport(as(world, world.secretary), world.roundId);
    expect(report.sexes).toEqual([{ value: "female", children: 3 }, { value: "male", children: 1 }]);
    expect(report.ages).toEqual([
      { value: 10, children: 2 }, { value: 12, children: 1 }, { value: 14, children: 1 },
    ]);
    const peoples = new Map(report.peoples.map(({ value, children }) => [value, children]));
    expect(peoples).toEqual(new Map([["Tày", 1], ["Mông", 1], ["Kinh", 1], [null, 1]]));
    expect(report.peoples.at(-1)).toEqual({ value: null, children: 1 });
    expect(report.divisions.map(({ category, division, received, children }) => [category, division, received, children])).toEqual([
      ["Tranh vẽ", "Bảng A (lớp 1–5)", 3, 2], ["Tranh vẽ", "Bảng B (lớp 6–9)", 1, 1], ["Video clip", "Bảng A (lớp 1–5)", 1, 1],
    ]);
  });

  it("is there for the round's own office alone", async () => {
    for (const who of [world.elsewhere, world.teacher, world.judge]) {
      expect(await refusalOf(findReport(as(world, who), world.roundId))).toBe("not-found: round-not-found");
      expect(await refusalOf(reportWorkbook(as(world, who), world.roundId))).toBe("not-found: round-not-found");
      expect(await refusalOf(findOverview(as(world, who), world.roundId))).toBe("not-found: round-not-found");
    }
    expect(await refusalOf(findOverview(as(world, world.secretary), "x"))).toBe("not-found: round-not-found");
  });

  it("asks the same number of queries whatever the number of works", async () => {
    const { count } = await countQueries(at.db, () => findReport(as(world, world.secretary), world.roundId));
    expect(count).toBe(6);
  });
});

describe("peoples", () => {
  it("are a minority unless told to be Kinh or not told", () => {
    expect(["Tày", "H'Mông", "Dao đỏ", "Kinh", "kinh ", "Việt (Kinh)", "Người Kinh", "", null].map(isMinority)).toEqual([
      true, true, true, false, false, false, false, false, false,
    ]);
  });
});

describe("the Excel file", () => {
  it("is a printable table with real numbers and the totals of the page", async () => {
    const { name, body } = await reportWorkbook(as(world, world.secretary), world.roundId);
    expect(name).toBe("so-lieu-lang-nghe-con-noi-2026-vong-huyen.xlsx");
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(body as unknown as ArrayBuffer);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(["Theo xã", "Theo bảng", "Các em dự thi"]);
    const sheet = workbook.worksheets[0]!;
    const row = (number: number) => (sheet.getRow(number).values as unknown[]).slice(1);
    expect(row(6)).toEqual([
      "STT", "Đơn vị", "Tranh vẽ", "Video clip", "Tổng số bài", "Hợp lệ", "Bị loại", "Đã rút", "Chưa kiểm tra", "Đạt giải",
      "Gửi cấp trên", "Số em dự thi", "Nữ", "Dân tộc thiểu số",
    ]);
    expect(row(7)).toEqual([1, "Tân Tiến", 4, 0, 4, 1, 1, 1, 1, 0, 0, 3, 2, 2]);
    expect(row(9)).toEqual(["", "Tổng cộng", 4, 1, 5, 1, 1, 1, 2, 0, 0, 4, 3, 2]);
    expect(sheet.getCell(1, 1).isMerged).toBe(true);
    const { paperSize, orientation, fitToWidth, fitToHeight, printTitlesRow } = sheet.pageSetup;
    expect({ paperSize, orientation, fitToWidth, fitToHeight, printTitlesRow }).toEqual({
      paperSize: 9, orientation: "landscape", fitToWidth: 1, fitToHeight: 0, printTitlesRow: "6:6",
    });
    expect(sheet.getCell(7, 3).border.top?.style).toBe("thin");
  });
});

describe("the overview", () => {
  it("shows the numbers, the next act and the counts of units", async () => {
    const overview = await findOverview(as(world, world.secretary), world.roundId);
    expect(overview.next).toEqual({ act: "screen", count: 2 });
    expect(overview.children).toBe(4);
    expect(overview.unitKind).toBe("commune");
    expect(overview.may).toEqual({ movePhase: false });
    const { received, valid, rejected, withdrawn, pending, judges, sheets } = overview.round;
    expect({ received, valid, rejected, withdrawn, pending, judges, sheets }).toEqual({
      received: 5, valid: 1, rejected: 1, withdrawn: 1, pending: 2, judges: 0, sheets: 0,
    });
    expect(overview.counts.participants.map(({ unitName, received: sent }) => [unitName, sent])).toEqual([
      ["Tân Tiến", 4], ["Xuân Hòa", 1],
    ]);
  });

  it("lists one's own rounds in one query", async () => {
    const mine = await countQueries(at.db, () => listOfficeRounds(as(world, world.secretary)));
    expect([mine.count, mine.result.map(({ id }) => id)]).toEqual([1, [world.roundId]]);
    expect(await listOfficeRounds(as(world, world.elsewhere))).toEqual([]);
  });
});
