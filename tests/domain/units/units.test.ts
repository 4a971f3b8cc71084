import { beforeAll, describe, expect, it } from "vitest";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { actorOf, contextFor, makeUnit, refusalOf } from "#tests/support/organisation.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { closeUnit, createUnit, createUnits, moveUnit, renameUnit, succeedUnit } from "#app/domain/units/commands.server.ts";
import { moveUnitSchema, readUnitNames, unitSchema } from "#app/domain/units/model.ts";
import { findUnit, listChildren, listUnitChoices, searchUnits } from "#app/domain/units/queries.server.ts";

const now = new Date("2024-01-08T02:00:00Z");
const at = freshDb();
let administrator: Context;
let organiser: Context;
let commune: Context;
let province = "";
let district = "";

const unit = (name: string, parentId: string | null, kind = "commune") =>
  unitSchema.parse({ name, kind, parentId: parentId ?? "" });
const names = { organisation: "", code: null, phone: "" };
const childNames = async (parentId: string | null) => (await listChildren(administrator, parentId)).map(({ name }) => name);

beforeAll(async () => {
  province = await makeUnit(at.db, "Tỉnh Lào Cai", { kind: "province", code: "LC" });
  district = await makeUnit(at.db, "Huyện Bảo Yên", { kind: "district", parentId: province });
  administrator = await contextFor(at.db, now, "Quản trị", [{ role: "administrator" }]);
  organiser = await contextFor(at.db, now, "Tổ chức", [{ role: "organiser", unitId: district }]);
  const own = await makeUnit(at.db, "Xã Đầu Tiên", { parentId: district });
  commune = await contextFor(at.db, now, "Cán bộ xã", [{ role: "entrant", unitId: own }]);
});

describe("a pasted list", () => {
  it("loses numbers, bullets, empty lines and repeats", () => {
    expect(readUnitNames("1. Xã Nghĩa Đô\r\n\n - Xã  Bảo Hà \n2) Xã Nghĩa Đô\n\tXã 135")).toEqual({
      names: ["Xã Nghĩa Đô", "Xã Bảo Hà", "Xã 135"], tooLong: [],
    });
  });
});

describe("the tree", () => {
  it("takes 14 communes at once in Vietnamese order, and only new ones the next time", async () => {
    const place = await makeUnit(at.db, "Huyện A", { kind: "district", parentId: province });
    const list = "Xã Đô\nXã Dương\nXã Ăng\nXã An\nXã Âu\n" + Array.from({ length: 9 }, (_, i) => `Xã Y${i}`).join("\n");
    const first = await createUnits(administrator, { names: list, kind: "commune", parentId: place });
    expect([first.unitIds.length, first.existing]).toEqual([14, 0]);
    const again = await createUnits(administrator, { names: `${list}\nXã Mới`, kind: "commune", parentId: place });
    expect([again.unitIds.length, again.existing]).toEqual([1, 14]);
    expect((await childNames(place)).slice(0, 6)).toEqual(["Xã An", "Xã Ăng", "Xã Âu", "Xã Dương", "Xã Đô", "Xã Mới"]);
  });

  it("refuses a second unit of a name or code at one place, also at the top", async () => {
    await createUnit(administrator, { ...unit("Xã Nghĩa Đô", district), code: "ND" });
    expect(await refusalOf(createUnit(administrator, unit("Xã Nghĩa Đô", district)))).toBe("conflict: unit-name-taken");
    expect(await refusalOf(createUnit(administrator, { ...unit("Xã Khác", district), code: "ND" }))).toBe(
      "conflict: unit-code-taken",
    );
    expect(await refusalOf(createUnit(administrator, unit("tỉnh lào cai", null)))).toBe("conflict: unit-name-taken");
  });

  it("is found without marks, in the same number of queries however large", async () => {
    const { result, count } = await countQueries(at.db, () => searchUnits(administrator, "nghia do"));
    expect([result.map(({ name }) => name), count]).toEqual([["Xã Nghĩa Đô"], 1]);
    expect((await countQueries(at.db, () => listChildren(administrator, district))).count).toBe(1);
  });

  it("lets an organiser add and correct below, a commune only its schools, and neither move", async () => {
    const { unitId } = await createUnit(organiser, unit("Xã Bảo Hà", district));
    await renameUnit(organiser, unitId, { ...names, name: "Xã Bảo Hà mới" });
    expect(await refusalOf(createUnit(organiser, unit("Huyện Khác", province, "district")))).toBe("forbidden: not-allowed");
    const own = commune.actor.entrantUnitIds[0]!;
    await createUnit(commune, unit("Trường Tiểu học số 1", own, "school"));
    expect(await refusalOf(createUnit(commune, unit("Thôn 1", own, "other")))).toBe("forbidden: not-allowed");
    expect(await refusalOf(renameUnit(commune, own, { ...names, name: "Xã Khác" }))).toBe("forbidden: not-allowed");
    const move = moveUnitSchema.parse({ parentId: province, effectiveOn: "01/07/2025", reason: "Sắp xếp" });
    expect(await refusalOf(moveUnit(organiser, unitId, move))).toBe("forbidden: not-allowed");
  });

  it("shows an entrant only their own branch", async () => {
    const fresh = { ...commune, actor: await actorOf(at.db, commune.actor.personId, now) };
    expect((await listUnitChoices(fresh)).map(({ name }) => name)).toEqual(["Xã Đầu Tiên", "Trường Tiểu học số 1"]);
    expect(await refusalOf(findUnit(commune, district))).toBe("not-found: unit-unknown");
  });
});

describe("moving", () => {
  it("keeps a reason and date, and never makes a ring", async () => {
    const move = (parentId: string | null) => moveUnitSchema.parse({ parentId, effectiveOn: "01/07/2025", reason: "NQ 202" });
    const { unitId } = await createUnit(administrator, unit("Xã Kim Sơn", district));
    const { unitId: school } = await createUnit(administrator, unit("THCS Kim Sơn", unitId, "school"));
    expect(await refusalOf(moveUnit(administrator, unitId, move(school)))).toBe("invalid: unit-below-itself");
    await moveUnit(administrator, unitId, move(province));
    await moveUnit(administrator, unitId, move(province));
    const view = await findUnit(administrator, school);
    expect(view.path.map(({ name }) => name)).toEqual(["Tỉnh Lào Cai", "Xã Kim Sơn", "THCS Kim Sơn"]);
    expect((await findUnit(administrator, unitId)).history).toEqual([
      { at: now, kind: "moved", other: "Tỉnh Lào Cai", on: "2025-07-01", note: "NQ 202" },
    ]);
  });

  it("two at once cannot make a ring together", async () => {
    const { unitId: a } = await createUnit(administrator, unit("Cụm A", province, "cluster"));
    const { unitId: b } = await createUnit(administrator, unit("Cụm B", province, "cluster"));
    const below = (parentId: string) => moveUnitSchema.parse({ parentId, effectiveOn: "01/07/2025", reason: "Thử" });
    const done = await Promise.allSettled([
      moveUnit(administrator, a, below(b)),
      moveUnit(administrator, b, below(a)),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("the end of a unit", () => {
  it("waits until nothing stands below, and frees the name", async () => {
    const { unitId } = await createUnit(administrator, unit("Xã Tân Tiến", district));
    const { unitId: school } = await createUnit(administrator, unit("TH Tân Tiến", unitId, "school"));
    expect(await refusalOf(closeUnit(administrator, unitId, { lastDay: "2025-06-30" }))).toBe("conflict: unit-has-units-below");
    await closeUnit(administrator, school, { lastDay: "2025-06-30" });
    await closeUnit(administrator, unitId, { lastDay: "2025-06-30" });
    await createUnit(administrator, unit("Xã Tân Tiến", district));
  });

  it("hands the schools to the successor", async () => {
    const { unitId: old } = await createUnit(administrator, unit("Xã Điện Quan", district));
    const { unitId: school } = await createUnit(administrator, unit("THCS Điện Quan", old, "school"));
    const { unitId: heir } = await createUnit(administrator, unit("Xã Thượng Hà", province));
    await succeedUnit(administrator, old, { successorId: heir, effectiveOn: "2025-07-01", documentNo: "NQ 1673" });
    expect(await findUnit(administrator, old)).toMatchObject({ validTo: "2025-06-30", children: 0 });
    expect((await findUnit(administrator, school)).parentId).toBe(heir);
    expect((await findUnit(administrator, heir)).history.map(({ kind, other }) => [kind, other])).toEqual([
      ["succeeds", "Xã Điện Quan"],
    ]);
  });
});
