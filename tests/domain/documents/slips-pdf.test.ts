import { beforeAll, describe, expect, it } from "vitest";
import { drawSlips, maxOffsetMm, slipsPdf } from "#app/domain/documents/slips-pdf.server.ts";
import { issueBlankSlips, issueSlips } from "#app/domain/entries/commands/slips.server.ts";
import type { PrintedSlip } from "#app/domain/entries/queries/slips.server.ts";
import { formatSlip, slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";
import { as, authorOf, makeWorld, submitted, type World } from "#tests/domain/entries/world.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { filledRects, readPageCodes } from "#tests/support/pdf-marks.ts";

const slip = (number: number, more: Partial<PrintedSlip> = {}): PrintedSlip => ({
  code: slipCode(number * 7_919), contestName: "Lắng nghe con nói", year: 2026, unitName: "Trường Tiểu học Nghĩa Đô",
  categoryName: "Tranh vẽ", entryCode: "LN-TV-007", ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => slip(at + 1));
const payloads = (slips: readonly PrintedSlip[]) => slips.map(({ code }) => slipPayload(code)).sort();
const long = {
  contestName: "Cuộc thi sáng tác sản phẩm truyền thông nâng cao nhận thức về bình đẳng giới dành cho trẻ em vùng dân tộc thiểu số và miền núi lần thứ nhất",
  unitName: "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở số 2 xã Nghĩa Đô", categoryName: "Sản phẩm truyền thông dạng video clip",
};

describe("printed slips", () => {
  it.each([["slips", 4], ["labels", 24]] as const)("as %s stand %i to a sheet", async (layout, each) => {
    const pages = await Promise.all([1, each, each + 1].map(async (count) => readPdf(await drawSlips(many(count), layout)).pages));
    expect(pages).toEqual([1, 1, 2]);
  });

  it("are the same bytes each time", async () => {
    for (const layout of ["slips", "labels"] as const) {
      const [one, two] = [await drawSlips(many(5), layout), await drawSlips(many(5), layout)];
      expect(one.equals(two)).toBe(true);
    }
  });

  it.each([
    ["slips", 35, { right: 0, down: 0 }],
    ["labels", 25, { right: 0, down: 0 }],
    ["labels", 25, { right: maxOffsetMm, down: maxOffsetMm }],
    ["labels", 25, { right: -maxOffsetMm, down: -maxOffsetMm }],
  ] as const)("as %s are read from the sheet by a scanner, %i mm wide, also %o mm off", async (layout, mm, offset) => {
    const slips = many(layout === "slips" ? 4 : 24);
    const [page] = filledRects(await drawSlips(slips, layout, offset));
    expect((await readPageCodes(page!)).sort()).toEqual(payloads(slips));
    // The upper left slip or label alone.
    const first = page!.filter(({ x, y }) => x < (layout === "labels" ? 150 : 297) && y < (layout === "labels" ? 100 : 420));
    const [from, to] = [Math.min(...first.map(({ x }) => x)), Math.max(...first.map(({ x, width }) => x + width))];
    expect(((to - from) * 25.4) / 72).toBeCloseTo(mm, 1);
    expect(Math.min(...page!.map(({ x }) => x))).toBeGreaterThanOrEqual(-1e-3);
    expect(Math.max(...page!.map(({ x, width }) => x + width))).toBeLessThanOrEqual((210 * 72) / 25.4);
  });

  it("cut words that are too long for their place instead of losing a slip", async () => {
    for (const layout of ["slips", "labels"] as const) {
      const text = readPdf(await drawSlips([slip(1, long)], layout)).text.join(" ");
      expect(text).toContain(formatSlip(slip(1).code));
      expect(text).toContain("Trường Phổ thông dân tộc");
    }
  });
});

it("set the widest code on one line, whole", async () => {
  const widest = slipCode([..."WWWWWWW"].reduce((number) => number * 23 + 21, 0));
  for (const layout of ["slips", "labels"] as const) {
    expect(readPdf(await drawSlips([{ ...slip(1), code: widest }], layout)).text).toContain(formatSlip(widest));
  }
});

describe("the slips of entries", () => {
  const fresh = freshDb();
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(fresh.db);
  });
  const at = { right: 0, down: 0 };

  it("say code, contest, unit and category, and nothing of a child", async () => {
    const { entryId } = await submitted(world, { form: { authors: [authorOf({ fullName: "Giàng Thị Hợp" })], mentorName: "Nguyễn Thị Hằng" } });
    const [own] = await issueSlips(as(world, world.teacher), [entryId]);
    const [blank] = await issueBlankSlips(as(world, world.teacher), { contestId: world.contestId, unitId: world.school, count: 1 });
    for (const layout of ["slips", "labels"] as const) {
      const pdf = await slipsPdf(as(world, world.teacher), { codes: [own!.code, blank!], layout, offset: at });
      const text = readPdf(pdf).text.join(" ");
      for (const word of [formatSlip(own!.code), formatSlip(blank!), "Lắng nghe con nói", "Trường Tiểu học Tân", "Tranh vẽ", "LN-TV-001"]) {
        expect(text).toContain(word);
      }
      expect(text).not.toMatch(/Giàng|Hợp|Hằng|Cả nhà cùng gặt lúa|5A/);
    }
  });

  it("are printed for those who may see them", async () => {
    const [code] = await issueBlankSlips(as(world, world.teacher), { contestId: world.contestId, unitId: world.school, count: 1 });
    const print = (who: World["teacher"]) => slipsPdf(as(world, who), { codes: [code!, "2222-2222", "x"], layout: "slips", offset: at });
    for (const who of [world.teacher, world.officer, world.secretary]) expect(readPdf(await print(who)).pages).toBe(1);
    for (const who of [world.stranger, world.judge, world.elsewhere]) expect(await refusalOf(print(who))).toBe("not-found: slips-none");
  });
});
