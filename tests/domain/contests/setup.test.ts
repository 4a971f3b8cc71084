import { beforeAll, describe, expect, it } from "vitest";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { contextFor, makeUnit, refusalOf } from "#tests/support/organisation.ts";
import { cloneContest, createContestFromTemplate, importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { removeCategory, saveCategory, saveCriteria, saveDivisions } from "#app/domain/contests/commands/edit-categories.server.ts";
import { editContest, publishRules } from "#app/domain/contests/commands/edit-contest.server.ts";
import { addRound, removeRound, saveAwards, saveRound, saveTieBreak } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { inviteParticipants, removeParticipant } from "#app/domain/contests/commands/participants.server.ts";
import { awardsSchema, categoryFormSchema, chainSchema, criteriaSchema, divisionsSchema, templateSchema } from "#app/domain/contests/forms.ts";
import { AGGREGATIONS } from "#app/domain/contests/kinds.ts";
import { loadContest } from "#app/domain/contests/load.server.ts";
import { readStoredSetup } from "#app/domain/contests/setup-read.server.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";
import type { Context } from "#app/domain/people/context.server.ts";

const now = new Date("2023-07-01T02:00:00Z");
const at = freshDb();
let administrator: Context;
let organiser: Context;
let province: Context;
const unit: Record<string, string> = {};
let year = 2000;

const template = (name = "Lắng nghe con nói") =>
  templateSchema.parse({
    name, theme: "Gia đình hạnh phúc", year: String(++year), hostUnitId: unit.district, nextUnitId: unit.province,
    opensOn: "01/08/2023", closesOn: "31/08/2023", divisionBasis: "class",
  });
const make = async (name?: string) => (await createContestFromTemplate(organiser, template(name))).contestId;
const setupOf = async (contestId: string) => (await readStoredSetup(at.db, contestId)).setup;
const roundsOf = async (contestId: string) => (await loadContest(administrator, contestId)).rounds;

beforeAll(async () => {
  unit.province = await makeUnit(at.db, "Tỉnh Lào Cai", { kind: "province", code: "LC" });
  unit.district = await makeUnit(at.db, "Huyện Bảo Yên", { kind: "district", parentId: unit.province });
  for (const name of ["Xã Nghĩa Đô", "Xã Bảo Hà", "Xã Kim Sơn"]) {
    unit[name] = await makeUnit(at.db, name, { parentId: unit.district });
  }
  administrator = await contextFor(at.db, now, "Quản trị", [{ role: "administrator" }]);
  organiser = await contextFor(at.db, now, "Tổ chức", [{ role: "organiser", unitId: unit.district }]);
  province = await contextFor(at.db, now, "Cấp tỉnh", [{ role: "organiser", unitId: unit.province }]);
});

describe("a contest from the template", () => {
  it("stands as the template says, in one query", async () => {
    const input = template();
    const { contestId, slug } = await createContestFromTemplate(organiser, input);
    const expected = fillTemplate({
      ...input, hostCode: "", hostName: "Huyện Bảo Yên", nextCode: "LC", nextName: "Tỉnh Lào Cai",
    });
    const { result, count } = await countQueries(at.db, () => readStoredSetup(at.db, contestId));
    delete expected.rounds[0]!.unitCode;
    expect(result.setup).toEqual(expected);
    expect(count).toBe(1);
    expect(slug).toBe(`lang-nghe-con-noi-${input.year}`);
  });

  it("carries limits and grace into a saved set-up and out of it again", async () => {
    const wanted = fillTemplate({
      ...template("Có chỉ tiêu"), hostCode: "", hostName: "Huyện Bảo Yên", nextCode: "LC", nextName: "Tỉnh Lào Cai",
    });
    const [drawings, clips] = wanted.categories;
    const setup = {
      ...wanted,
      categories: [{ ...drawings!, limits: { perUnitMin: 2, perUnitMax: 20, perChildMax: 1 } }, { ...clips!, limits: { perUnitMax: 1 } }],
      rounds: wanted.rounds.map((round, index) => (index === 0 ? { ...round, graceMinutes: 15 } : round)),
    };
    const { contestId } = await importSetup(administrator, setup);
    const saved = await setupOf(contestId);
    expect(saved.categories.map(({ limits }) => limits)).toEqual([{ perUnitMin: 2, perUnitMax: 20, perChildMax: 1 }, { perUnitMax: 1 }]);
    expect(saved.rounds.map(({ graceMinutes }) => graceMinutes)).toEqual([15, undefined]);
    const copy = await cloneContest(administrator, contestId, { name: "Năm sau", year: 2077 });
    expect((await setupOf(copy.contestId)).categories).toEqual(saved.categories);
    const reversed = { ...setup, categories: [{ ...drawings!, limits: { perUnitMin: 5, perUnitMax: 3 } }] };
    expect(await refusalOf(importSetup(administrator, reversed))).toBe("invalid: setup-range-reversed");
    const form = { oldCode: "TV", code: "TV", name: "Tranh vẽ", medium: "image", minAuthors: "1", maxAuthors: "10", maxMb: "30" };
    await saveCategory(administrator, contestId, categoryFormSchema.parse({ ...form, perUnitMax: "25", perChildMax: "" }));
    expect((await setupOf(contestId)).categories[0]!.limits).toEqual({ perUnitMax: 25 });
    await saveCategory(administrator, contestId, categoryFormSchema.parse(form));
    expect((await setupOf(contestId)).categories[0]!.limits).toBeUndefined();
  });

  it("clicked twice is one contest; the same name later gets another address", async () => {
    const input = template("Hai lần");
    const [one, two] = await Promise.all([createContestFromTemplate(organiser, input), createContestFromTemplate(organiser, input)]);
    expect(one).toEqual(two);
    const later = { ...organiser, now: new Date(now.getTime() + 61_000) };
    expect((await createContestFromTemplate(later, input)).slug).toBe(`${one.slug}-2`);
  });

  it("is made by organisers of the host only, with dates in order", async () => {
    expect(await refusalOf(createContestFromTemplate(province, template()))).toBe("forbidden: not-allowed");
    const input = { ...template(), closesOn: "2023-07-31" };
    expect(await refusalOf(createContestFromTemplate(organiser, input))).toBe("invalid: phase-ends-before-start");
  });
});

describe("export and import", () => {
  const empty = freshDb();

  it("gives the same set-up in an empty installation, whatever was changed", async () => {
    const contestId = await make("Khứ hồi");
    const [first] = await roundsOf(contestId);
    await saveTieBreak(organiser, first!.id, [{ kind: "criterion", position: 5 }, { kind: "jury-vote" }, { kind: "shared" }]);
    await saveDivisions(organiser, contestId, "VC", { divisions: [] });
    const exported = JSON.parse(JSON.stringify(await setupOf(contestId))) as unknown;
    const boss = await contextFor(empty.db, now, "Quản trị", [{ role: "administrator" }]);
    const { contestId: copy } = await importSetup(boss, exported);
    expect((await readStoredSetup(empty.db, copy)).setup).toEqual(exported);
    const units = await empty.db.selectFrom("units").select(["name", "kind", "code"]).orderBy("name").execute();
    expect(units).toEqual([
      { name: "Huyện Bảo Yên", kind: "district", code: null }, { name: "Tỉnh Lào Cai", kind: "province", code: "LC" },
    ]);
  });

  it("refuses a file with a fault, and a unit nobody may add", async () => {
    const setup = await setupOf(await make("Sai"));
    expect(await refusalOf(importSetup(administrator, { ...setup, categories: [] }))).toBe("invalid: setup-value");
    const round = { ...setup.rounds[0]!, unitName: "Huyện Không Có" };
    const other = { ...setup, rounds: [round, setup.rounds[1]!] };
    expect(await refusalOf(importSetup(organiser, other))).toBe("invalid: setup-unit-unknown");
  });

  it("asks for the code of a unit whose name several bear", async () => {
    const setup = await setupOf(await make("Trùng tên"));
    for (const [code, parentId] of [["TT-1", unit["Xã Bảo Hà"]], ["TT-2", unit["Xã Kim Sơn"]]] as const) {
      unit[code] = await makeUnit(at.db, "Xã Tân Tiến", { code, parentId });
    }
    const from = (place: object) => ({ ...setup, rounds: [{ ...setup.rounds[0]!, ...place }, setup.rounds[1]!] });
    const named = importSetup(administrator, from({ unitName: "Xã Tân Tiến" }));
    await expect(named).rejects.toMatchObject({
      kind: "invalid", reason: "import-unit-ambiguous", params: { name: "Xã Tân Tiến", count: 2 }, field: "setup",
    });
    const coded = await importSetup(administrator, from({ unitName: "Xã Tân Tiến", unitCode: "TT-2" }));
    expect((await roundsOf(coded.contestId))[0]!.unitId).toBe(unit["TT-2"]);
  });

  it("copies a contest under another name", async () => {
    const contestId = await make("Bản gốc");
    const { contestId: copy } = await cloneContest(organiser, contestId, { name: "Bản sao", year: 2024 });
    const [from, to] = [await setupOf(contestId), await setupOf(copy)];
    expect(to).toEqual({ ...from, contest: { ...from.contest, name: "Bản sao", year: 2024, slug: "ban-sao-2024" } });
  });
});

describe("editing a draft", () => {
  const category = (values: Record<string, string>) =>
    categoryFormSchema.parse({ medium: "image", minAuthors: "1", maxAuthors: "5", maxMb: "20", ...values });

  it("changes categories, rubric and divisions, and renames them in the awards", async () => {
    const contestId = await make("Sửa");
    await saveCategory(organiser, contestId, category({ oldCode: "TV", code: "tr", name: "Tranh" }));
    await saveCategory(organiser, contestId, category({ code: "AN", name: "Ảnh" }));
    await saveCriteria(organiser, contestId, "AN", criteriaSchema.parse({
      criteria: [{ name: "Nội dung", maxPoints: "7,5", step: "0,25" }, { name: " ", maxPoints: "", step: "" }],
    }));
    await saveDivisions(organiser, contestId, "AN", divisionsSchema.parse({
      divisions: [{ code: "a", name: "Nhỏ", basis: "age", from: "6", to: "9", referenceDate: "01/09/2023" }],
    }));
    await removeCategory(organiser, contestId, "VC");
    const setup = await setupOf(contestId);
    expect(setup.categories.map(({ code, name }) => [code, name])).toEqual([["TR", "Tranh"], ["AN", "Ảnh"]]);
    expect(setup.categories[1]!.criteria).toEqual([{ name: "Nội dung", guidance: "", maxPoints: 750, step: 25, weight: 100 }]);
    expect(setup.categories[1]!.divisions).toEqual([
      { code: "A", name: "Nhỏ", basis: "age", from: 6, to: 9, referenceDate: "2023-09-01" },
    ]);
    expect(setup.rounds[0]!.tiers.map(({ category, name }) => [category, name])).toEqual([
      ["TR", "Nhất"], ["TR", "Nhì"], ["TR", "Ba"],
    ]);
    expect(setup.rounds[0]!.quotas).toEqual([{ category: "TR", count: 16 }]);
  });

  it("refuses what does not agree: a repeated code, a step that misses the maximum, the last category gone", async () => {
    const contestId = await make("Lỗi");
    expect(await refusalOf(saveCategory(organiser, contestId, category({ code: "TV", name: "Hai" })))).toBe("invalid: setup-code-repeats");
    const uneven = criteriaSchema.parse({ criteria: [{ name: "A", maxPoints: "10", step: "0,3" }] });
    expect(await refusalOf(saveCriteria(organiser, contestId, "TV", uneven))).toBe("invalid: setup-step-uneven");
    await removeCategory(organiser, contestId, "VC");
    expect(await refusalOf(removeCategory(organiser, contestId, "TV"))).toBe("invalid: category-last");
    expect(await refusalOf(saveCriteria(organiser, contestId, "XX", uneven))).toBe("not-found: category-unknown");
  });

  it("adds, changes and removes rounds at the end of the chain", async () => {
    const contestId = await make("Vòng");
    const [first, second] = await roundsOf(contestId);
    const centre = { name: "Vòng trung ương", unitId: unit["Xã Kim Sơn"]!, codePrefix: "TW", aggregation: "trimmed-mean" as const };
    const { roundId } = await addRound(organiser, contestId, centre);
    expect(await refusalOf(addRound(organiser, contestId, { ...centre, name: "Nữa" }))).toBe("conflict: prefix-taken");
    expect(await refusalOf(removeRound(organiser, second!.id))).toBe("invalid: round-not-last");
    await saveRound(organiser, roundId, { ...centre, name: "Chung kết" });
    expect((await setupOf(contestId)).rounds.map(({ name }) => name)).toEqual(["Vòng Huyện Bảo Yên", "Vòng Tỉnh Lào Cai", "Chung kết"]);
    await removeRound(organiser, roundId);
    await removeRound(organiser, second!.id);
    expect(await refusalOf(removeRound(organiser, first!.id))).toBe("invalid: round-not-last");
    expect((await setupOf(contestId)).rounds.map(({ quotas }) => quotas)).toEqual([[]]);
  });

  it("keeps every way of counting, the limit of the spread and every step against ties that is offered", async () => {
    const contestId = await make("Cách tính");
    const [first] = await roundsOf(contestId);
    const form = { name: "Vòng huyện", unitId: unit["Xã Kim Sơn"]!, codePrefix: "HU" };
    for (const aggregation of AGGREGATIONS) {
      await saveRound(organiser, first!.id, { ...form, aggregation, spreadLimit: 1050 });
      const [round] = (await setupOf(contestId)).rounds;
      expect([round!.aggregation, round!.spreadLimit]).toEqual([aggregation, 1050]);
    }
    const { steps } = chainSchema.parse({ steps: ["criterion-2", "counts", "head-judge", "pairwise", "jury-vote", "", "lots", "shared"] });
    await saveTieBreak(organiser, first!.id, steps);
    expect((await setupOf(contestId)).rounds[0]!.tieBreakSteps).toEqual(steps);
    expect(chainSchema.safeParse({ steps: ["dice"] }).success).toBe(false);
    const lotsFirst = chainSchema.parse({ steps: ["lots", "criterion-1"] }).steps;
    expect(await refusalOf(saveTieBreak(organiser, first!.id, lotsFirst))).toBe("invalid: setup-lots-not-last");
  });

  it("keeps tiers and quotas by category and refuses two tiers of a name", async () => {
    const contestId = await make("Giải");
    const [first] = await roundsOf(contestId);
    const awards = awardsSchema.parse({
      tiers: [{ category: "TV", name: "A", count: "1", prizeDong: "1.000.000", gift: "" }, { category: "VC", name: "A", count: "2" }],
      quotas: [{ category: "TV", count: "7" }, { category: "VC", count: "" }],
    });
    await saveAwards(organiser, first!.id, awards);
    expect((await setupOf(contestId)).rounds[0]).toMatchObject({
      tiers: [{ category: "TV", name: "A", count: 1, prizeDong: 1_000_000 }, { category: "VC", name: "A", count: 2 }],
      quotas: [{ category: "TV", count: 7 }],
    });
    const twice = { ...awards, tiers: [awards.tiers[0]!, awards.tiers[0]!] };
    expect(await refusalOf(saveAwards(organiser, first!.id, twice))).toBe("invalid: setup-name-repeats");
  });

  it("versions the rules and keeps the address when the name changes", async () => {
    const contestId = await make("Thể lệ");
    const rules = { body: "Bản mới", documentNo: "12/CV-BTC", reason: "Gia hạn" };
    expect(await publishRules(organiser, contestId, rules)).toEqual({ version: 2 });
    expect(await publishRules(organiser, contestId, rules)).toEqual({ version: 2 });
    const before = (await setupOf(contestId)).contest.slug;
    await editContest(organiser, contestId, { name: "Tên mới", theme: "", lead: "" });
    expect((await setupOf(contestId)).contest).toMatchObject({ name: "Tên mới", slug: before });
  });

  it("is out of reach of others, and out of bounds for the host of a later round", async () => {
    const contestId = await make("Phạm vi");
    const stranger = await contextFor(at.db, now, "Người ngoài", [{ role: "organiser", unitId: unit["Xã Bảo Hà"]! }]);
    const edit = { name: "X", theme: "", lead: "" };
    expect(await refusalOf(editContest(stranger, contestId, edit))).toBe("not-found: contest-unknown");
    expect(await refusalOf(editContest(province, contestId, edit))).toBe("forbidden: not-allowed");
    expect(await refusalOf(editContest(organiser, "123", edit))).toBe("not-found: contest-unknown");
    const [, second] = await roundsOf(contestId);
    await saveTieBreak(province, second!.id, [{ kind: "shared" }]);
  });
});

describe("participants", () => {
  it("are all units below one at once, by their present name, each once", async () => {
    const contestId = await make("Mời");
    expect(await inviteParticipants(organiser, contestId, { unitIds: [unit["Xã Bảo Hà"]!], allBelow: null })).toEqual({ invited: 1 });
    expect(await inviteParticipants(organiser, contestId, { unitIds: [], allBelow: unit.district! })).toEqual({ invited: 2 });
    expect(await refusalOf(inviteParticipants(organiser, contestId, { unitIds: [], allBelow: null }))).toBe("invalid: participants-none");
    await removeParticipant(organiser, contestId, unit["Xã Kim Sơn"]!);
    const rows = await at.db.selectFrom("contest_participants").select("unit_name").where("contest_id", "=", contestId).orderBy("unit_name").execute();
    expect(rows.map(({ unit_name }) => unit_name)).toEqual(["Xã Bảo Hà", "Xã Nghĩa Đô"]);
  });
});

describe("after opening", () => {
  it("categories, rubric, divisions and chain are frozen; tiers, rules and texts are not", async () => {
    const contestId = await make("Đóng băng");
    await inviteParticipants(organiser, contestId, { unitIds: [], allBelow: unit.district! });
    const [first, second] = await roundsOf(contestId);
    await movePhase(organiser, first!.id, "open");
    const setup = await setupOf(contestId);
    const tv = setup.categories[0]!;
    for (const work of [
      () => saveCriteria(organiser, contestId, "TV", { criteria: tv.criteria }),
      () => saveDivisions(organiser, contestId, "TV", { divisions: [] }),
      () => removeCategory(organiser, contestId, "VC"),
    ]) {
      expect(await refusalOf(work())).toMatch(/^closed: (setup|criteria)-frozen$/);
    }
    expect(await refusalOf(saveTieBreak(organiser, first!.id, [{ kind: "shared" }]))).toBe("closed: round-frozen");
    await saveTieBreak(province, second!.id, [{ kind: "shared" }]);
    await saveAwards(organiser, first!.id, { tiers: [], quotas: [] });
    await publishRules(organiser, contestId, { body: "Khác", documentNo: "", reason: "" });
  });
});
