import { beforeAll, describe, expect, it } from "vitest";
import { confirmImport, undoImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { discardImport, mapImport, startImport } from "#app/domain/entries/commands/import-entries.server.ts";
import { explainOnBehalf } from "#app/domain/entries/commands/explain-on-behalf.server.ts";
import { issueSlips, releaseSlip } from "#app/domain/entries/commands/slips.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { loadImport } from "#app/domain/entries/import/load.server.ts";
import { listPreview } from "#app/domain/entries/import/previews.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { findBehalfChoices } from "#app/domain/entries/queries/on-behalf.server.ts";
import { verifyChain } from "#app/domain/audit/verify.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Database } from "#db/client.ts";
import { makeContest, putInPhase, type TestContest } from "#tests/support/builders/contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { enteredRows, expectedRows } from "#tests/support/import/entered.ts";
import { knownWorks, messyWorkbook } from "#tests/support/import/messy-workbook.ts";
import { contextFor, makeUnit } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-08-20T03:00:00Z");
const works = knownWorks();

let contest: TestContest;
let office: Context;
let workbook: Buffer;
const schools = new Map<string, string>();

beforeAll(async () => {
  contest = await makeContest(fresh.db, now, [...new Set(works.map(({ commune }) => commune))]);
  await putInPhase(fresh.db, contest.district.roundId, "open", now);
  for (const { school, commune } of works) {
    if (!schools.has(school)) schools.set(school, await makeUnit(fresh.db, school, { kind: "school", parentId: contest.communes.get(commune)! }));
  }
  office = contest.district.secretary;
  workbook = await messyWorkbook();
});

const startMessy = (ctx: Context) =>
  startImport(ctx, { contestId: contest.contestId, onBehalf: true, file: { name: "DS bài dự thi.xlsx", bytes: workbook }, mapping: {} });

const count = async (db: Database, table: "entries" | "entry_authors" | "children" | "import_rows" | "imported_entries") =>
  (await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n;

const listOf = (...rows: string[][]) => Buffer.from(rows.map((row) => row.map((field) => `"${field}"`).join(";")).join("\r\n"));
const heading = ["STT", "Hạng mục", "Tên tác phẩm", "Họ và tên", "Ngày sinh", "Lớp", "Trường"];

describe("the organiser's messy workbook", () => {
  it("is previewed without entering anything, then enters the same 97 works and 147 authors it was made of", async () => {
    const { importId } = await startMessy(office);
    expect(await count(fresh.db, "entries")).toBe(0);
    expect((await loadImport(office, importId)).summary).toEqual({ rows: 100, ready: 97, blocked: 3, authors: 147, warnings: 0 });
    const { rows, next } = await listPreview(fresh.db, importId, {});
    expect([rows.length, next]).toEqual([50, 49]);
    const problems = await listPreview(fresh.db, importId, { onlyProblems: true });
    expect(problems.rows.flatMap((row) => row.problems.map(({ code }) => code))).toEqual(Array(3).fill("duplicate-row"));

    expect(await confirmImport(office, importId)).toEqual({ written: 97 });
    expect(await enteredRows(fresh.db)).toEqual(expectedRows(works, schools));
    expect(await count(fresh.db, "entry_authors")).toBe(147);
    expect(await count(fresh.db, "import_rows")).toBe(0);
    expect(await confirmImport(office, importId)).toEqual({ written: 97 });
    expect(await verifyChain(fresh.db)).toMatchObject({ brokenAt: null });
  });

  it("is entered on behalf of the schools: the office lists, opens and explains its drafts, and each school reads who did", async () => {
    const { drafts: first } = await findBehalfChoices(office, contest.district.roundId);
    const { drafts: second } = await findBehalfChoices(office, contest.district.roundId, first.next!);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 47, null]);
    expect(new Set([...first.rows, ...second.rows].map((draft) => draft.id)).size).toBe(97);
    const { id } = first.rows[0]!;
    const seen = await findUnitEntry(office, id);
    expect(seen.onBehalf).toMatchObject({ officeUnitId: contest.district.unitId, by: office.actor.name, reason: "", postmarkedOn: null });
    const { unitId } = await fresh.db.selectFrom("entries").select("unit_id as unitId").where("id", "=", id).executeTakeFirstOrThrow();
    const teacher = await contextFor(fresh.db, now, "Lò Thị Sao", [{ role: "entrant", unitId }]);
    expect((await findUnitEntry(teacher, id)).onBehalf).toEqual(seen.onBehalf);
    expect(await explainOnBehalf(office, id, { reason: "Trường chưa có mạng", postmarkedOn: null })).toEqual({ entryId: id });
  });

  it("brings nothing twice, and is taken back whole while nothing was built on it", async () => {
    const again = await startMessy(office);
    expect((await loadImport(office, again.importId)).summary).toMatchObject({ ready: 0, blocked: 100 });
    expect(await confirmImport(office, again.importId)).toEqual({ written: 0 });
    expect(await count(fresh.db, "entries")).toBe(97);
    const { id } = await fresh.db.selectFrom("imports").select("id").orderBy("created_at").executeTakeFirstOrThrow();
    const first = (await fresh.db.selectFrom("imported_entries").select("import_id as id").executeTakeFirst()) ?? { id };
    expect(await undoImport(office, first.id)).toEqual({ removed: 97 });
    expect(await undoImport(office, first.id)).toEqual({ removed: 0 });
    expect([await count(fresh.db, "entries"), await count(fresh.db, "children")]).toEqual([0, 0]);
  });
});

describe("a list of one's own", () => {
  const school = () => schools.get("Trường Tiểu học Tân Tiến (mẫu)")!;
  const teacher = () => contextFor(fresh.db, now, "Nguyễn Thị Hằng", [{ role: "entrant", unitId: school() }]);
  const start = (ctx: Context, bytes: Buffer, mapping = {}) =>
    startImport(ctx, { contestId: contest.contestId, onBehalf: false, file: { name: "lớp 5A.csv", bytes }, mapping });

  it("enters the good rows, leaves the bad ones out with their reason, and is kept from undoing by the first edit", async () => {
    const ctx = await teacher();
    const { importId } = await start(
      ctx,
      listOf(
        heading,
        ["1", "Tranh", "Mẹ em", "Lý Thị Mảy", "05/09/2013", "5A", "TH Tân Tiến"],
        ["2", "Tranh", "Con suối", "Giàng A Páo", "31/02/2013", "5A", ""],
        ["3", "Múa", "Bản em", "Lò Văn Sơn", "2014", "5A", ""],
        ["4", "Clip", "Đi học", "Ma Thị Xuân; Nông Văn Bình", "01/02/2013; 2012", "5A", ""],
        ["5", "Tranh", "Ở xã khác", "Ma Thị Hoa", "2013", "5A", "TH Nghĩa Đô"],
      ),
      { defaultUnitId: school() },
    );
    const { rows } = await listPreview(fresh.db, importId, { onlyProblems: true });
    expect(rows.map(({ row, problems }) => [row, problems.map(({ field, code }) => `${field} ${code}`)])).toEqual([
      [3, ["birth birth-no-such-day"]],
      [4, ["birth birth-year-only", "category category-unknown"]],
      [5, ["birth birth-year-only"]],
      [6, ["birth birth-year-only", "unit unit-unknown"]],
    ]);
    expect(await confirmImport(ctx, importId)).toEqual({ written: 2 });
    const entries = await fresh.db.selectFrom("entries").select(["id", "title", "unit_id", "version"]).orderBy("title").execute();
    expect(entries.map(({ title, unit_id }) => [title, unit_id])).toEqual([["Mẹ em", school()], ["Đi học", school()]].sort());
    await updateEntry(ctx, entries[0]!.id, {
      version: 1, title: "Đổi tên", statement: "", material: "", paperSize: "", mentorName: "", mentorPhone: "", authors: [],
    });
    await expect(undoImport(ctx, importId)).rejects.toMatchObject({ kind: "conflict", reason: "import-built-on", params: { title: "Đổi tên" } });
    // A renamed entry is still the one that came of this list.
    const again = await start(ctx, listOf(heading, ["1", "Tranh", "Mẹ em", "Lý Thị Mảy", "05/09/2013", "5A", ""], ["2", "Video", "đi học", "MA THỊ XUÂN", "1/2/2013", "5A", ""]), { defaultUnitId: school() });
    const marked = await listPreview(fresh.db, again.importId, {});
    expect(marked.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([["already-entered"], ["already-entered"]]);
  });

  it("is asked about numbers that may be days, and read again with the answer and with corrected columns", async () => {
    const ctx = await teacher();
    const bytes = listOf(["STT", "Cột lạ", "Tên tranh", "Sinh"], ["1", "Đặng Mùi Ghến", "Nhà sàn", "41703"], ["2", "Hà Văn Long", "Chợ phiên", "41704"]);
    const { importId } = await start(ctx, bytes, { defaultUnitId: school() });
    await mapImport(ctx, importId, { defaultUnitId: school(), serialsAreDays: true, fields: { 3: "birth", 1: "authorName" } });
    const before = await listPreview(fresh.db, importId, {});
    expect(before.rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([["category-missing"], ["category-missing"]]);
    await mapImport(ctx, importId, { defaultUnitId: school(), serialsAreDays: true, fields: { 3: "birth" }, defaultCategoryId: contest.categories.TV.id });
    const { rows } = await listPreview(fresh.db, importId, {});
    expect(rows.map(({ authors, blocked }) => [authors[0]!.fullName, authors[0]!.birth, blocked])).toEqual([
      ["Đặng Mùi Ghến", "2014-03-05", false], ["Hà Văn Long", "2014-03-06", false],
    ]);
    await discardImport(ctx, importId);
    await expect(loadImport(ctx, importId)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("is nobody else's: neither another school nor the office sees it, and no office elsewhere brings lists in", async () => {
    const ctx = await teacher();
    const { importId } = await start(ctx, listOf(heading, ["1", "Tranh", "Riêng", "Lý Thị Mảy", "2013", "5A", ""]), { defaultUnitId: school() });
    const stranger = await contextFor(fresh.db, now, "Hoàng Thị Mai", [{ role: "entrant", unitId: schools.get("Trường Tiểu học Nghĩa Đô (mẫu)")! }]);
    for (const who of [stranger, office]) await expect(confirmImport(who, importId)).rejects.toMatchObject({ kind: "not-found" });
    for (const who of [stranger, ctx, contest.province.organiser]) await expect(startMessy(who)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("names no unit but one's own, whatever unit the form sent for rows that say none", async () => {
    const ctx = await teacher();
    const row = ["1", "Tranh", "Của ai", "Lù Thị Sơ", "2013", "5A", ""];
    for (const defaultUnitId of [schools.get("Trường Tiểu học Nghĩa Đô (mẫu)")!, "abc"]) {
      const { importId } = await start(ctx, listOf(heading, row), { defaultUnitId });
      const { rows } = await listPreview(fresh.db, importId, {});
      expect(rows.map(({ entry, problems, blocked }) => [entry.unitId, problems.map(({ code }) => code), blocked])).toEqual([
        [null, ["birth-year-only", "unit-missing"], true],
      ]);
    }
  });

  it("is not taken back once a slip was printed for one of its works", async () => {
    const ctx = await teacher();
    const { importId } = await start(ctx, listOf(heading, ["1", "Tranh", "Có phiếu", "Lù Thị Sơ", "2013", "5A", ""]), { defaultUnitId: school() });
    await confirmImport(ctx, importId);
    const { id } = await fresh.db.selectFrom("entries").select("id").where("title", "=", "Có phiếu").executeTakeFirstOrThrow();
    await issueSlips(ctx, [id]);
    await expect(undoImport(ctx, importId)).rejects.toMatchObject({ reason: "import-built-on", params: { title: "Có phiếu" } });
    await releaseSlip(ctx, id);
    expect(await undoImport(ctx, importId)).toEqual({ removed: 1 });
  });

  it("is refused after the deadline, and two clicks write once", async () => {
    const ctx = await teacher();
    const { importId } = await start(ctx, listOf(heading, ["1", "Tranh", "Hai lần", "Lù Thị Sơ", "2013", "5A", ""]), { defaultUnitId: school() });
    const late = { ...ctx, now: new Date("2023-09-30T00:00:00Z") };
    await expect(confirmImport(late, importId)).rejects.toMatchObject({ kind: "closed", reason: "intake-closed" });
    expect(await Promise.all([1, 2].map(() => confirmImport(ctx, importId)))).toEqual([{ written: 1 }, { written: 1 }]);
    const made = await fresh.db.selectFrom("entries").select("id").where("title", "=", "Hai lần").execute();
    expect(made.length).toBe(1);
  });
});
