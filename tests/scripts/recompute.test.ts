import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CategoryReport, RecomputeReport } from "#app/domain/awards/recompute.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import { readRecompute, type RecomputeFileInput } from "#app/domain/judging/recompute-format.ts";
import { faultLines } from "#scripts/recompute/faults.ts";
import { coefficient, exactPoints, points } from "#scripts/recompute/numbers.ts";
import { knownEntries } from "#tests/support/langnghe.ts";
import { langngheFile } from "#tests/support/recompute-file.ts";

const root = path.resolve(import.meta.dirname, "../..");
let folder = "";
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), "recompute-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program as people start it, without a database address or anything else in its environment. */
function program(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH ?? "", NODE_ENV: "production" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/run.mjs", "recompute", ...args], { cwd: root, env, maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }));
  });
}

function written(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const given = (code: "TV" | "VC", keep: (entry: ReturnType<typeof knownEntries>[number]) => boolean) =>
  knownEntries().filter((entry) => entry.category === code && keep(entry)).map((entry) => entry.code).sort();

describe("the reference contest through the program", { timeout: 60_000 }, () => {
  test("gives exactly the 6 + 1 awarded and the 16 + 5 sent up, and agrees with every rank and mean it states", async () => {
    const { code, out, err } = await program(written("langnghe.json", langngheFile()), "--json");
    expect([code, err]).toEqual([0, ""]);
    const { categories } = JSON.parse(out) as RecomputeReport;
    const result = categories.map(({ id, awards, nominees, differences }) => ({
      id, awarded: awards.awards.map(({ entryId }) => entryId).sort(), sent: nominees.nominees.map(({ entryId }) => entryId).sort(),
      open: [awards.unresolved, nominees.unresolved], differences,
    }));
    expect(result).toEqual((["TV", "VC"] as const).map((id) => ({
      id, awarded: given(id, ({ tier }) => tier !== null), sent: given(id, ({ nominated }) => nominated), open: [[], null], differences: [],
    })));
    expect(result.map(({ awarded, sent }) => [awarded.length, sent.length])).toEqual([[6, 16], [1, 5]]);
  });

  test("decides the tie at 16 and 17 by the first criterion, with the numbers of the step", async () => {
    const { out } = await program(written("langnghe.json", langngheFile()));
    expect(out.split("\n").filter((line) => line.startsWith("hạng "))).toEqual([
      "hạng 16 BY-TV-076: 1. tiêu chí tc1: phân định (BY-TV-002 24,6667 · BY-TV-076 26,0000)",
      "hạng 17 BY-TV-002: 1. tiêu chí tc1: phân định (BY-TV-002 24,6667 · BY-TV-076 26,0000)",
    ]);
    expect(out).toContain("ICC(2,1) 0,9694 · ICC(2,3) 0,9896 · W của Kendall 0,9818");
  });

  test("a result changed by hand is found out: exit 2, and each difference is named", async () => {
    const file = langngheFile();
    const { stated } = file.categories[0]!;
    stated!.nominees = stated!.nominees!.filter((code) => code !== "BY-TV-076").concat("BY-TV-002");
    stated!.ranking![0]!.score = "99,00";
    const { code, out } = await program(written("changed.json", file));
    expect(code).toBe(2);
    expect(out).toContain("BY-TV-001 · điểm: trong tệp 99,00, tính lại 89,33");
    expect(out).toContain("BY-TV-076 · gửi cấp trên: trong tệp (không), tính lại x");
    expect(out).toContain("BY-TV-002 · gửi cấp trên: trong tệp x, tính lại (không)");
  });

  test("no file, two files, a file that is not there: says how, exit 1", async () => {
    expect(await program()).toEqual({ code: 1, out: "", err: "Cách dùng: npm run recompute -- TỆP.json [--json]\n" });
    expect(await program("/nowhere.json")).toEqual({ code: 1, out: "", err: "Không đọc được tệp /nowhere.json\n" });
  });

  test("a bad file is refused with what and where, exit 1, and nothing is recomputed", async () => {
    const file = langngheFile();
    file.categories[0]!.sheets[3]!.points.tc1 = 3100;
    const { code, out, err } = await program(written("bad.json", file));
    expect([code, out]).toEqual([1, ""]);
    expect(err.split("\n").slice(1, -1)).toEqual([
      "categories[0].sheets[3].points.tc1: cần điểm (phần trăm điểm) từ 0 đến 3000, tức không quá 30; đang là 3100",
    ]);
  });
});

test("a second look changes no number: what counts is what was handed in last", () => {
  const [plain, looked] = [langngheFile(), langngheFile()];
  for (const sheet of looked.categories[0]!.sheets.slice(0, 2)) Object.assign(sheet, { secondLook: "changed", firstPoints: { tc1: 100 } });
  const [before, after] = [plain, looked].map((file) => {
    const reading = readRecompute(JSON.stringify(file));
    return reading.ok ? recompute(reading.file) : reading.faults;
  });
  expect(after).toEqual(before);
});

/** A small sound file to spoil. */
const small = (): RecomputeFileInput => ({
  format: "vong-thi/recompute", version: 1, seed: "s",
  categories: [{
    id: "A", method: "mean",
    criteria: [{ id: "c1", maxPoints: 1000, step: 50 }, { id: "c2", maxPoints: 1000, step: 50 }],
    judges: [{ id: "j1" }, { id: "j2" }, { id: "j3" }],
    entries: [{ code: "E1" }, { code: "E2" }, { code: "E3" }],
    sheets: ["E1", "E2", "E3"].flatMap((entry, row) => ["j1", "j2", "j3"].map((judge, column) => ({
      entry, judge, points: { c1: 500 + 50 * row, c2: 500 + 50 * column },
    }))),
    chain: [{ kind: "criterion", criterion: "c1" }, { kind: "shared" }],
  }],
});

describe("complaints", () => {
  type Any = Record<string, never> & { categories: Record<string, never>[] };
  const spoilt = (spoil: (file: Any, category: Any) => void) => {
    const file = small() as unknown as Any;
    spoil(file, file.categories[0] as unknown as Any);
    const reading = readRecompute(JSON.stringify(file));
    return reading.ok ? [] : faultLines(reading.faults);
  };
  const set = (target: object, key: string | number, value: unknown) => void ((target as Record<string | number, unknown>)[key] = value);
  const inside = (target: object, key: string | number) => (target as Record<string | number, object>)[key]!;

  test.each<[string, (file: Any, category: Any) => void, string[]]>([
    ["sound", () => {}, []],
    ["another version", (file) => set(file, "version", 2), ["version: cần một trong: 1; đang là 2"]],
    ["a number as text", (_, category) => set(inside(inside(inside(category, "sheets"), 0), "points"), "c1", "8,5"),
      ['categories[0].sheets[0].points.c1: cần một số; đang là "8,5"']],
    ["a fraction of a hundredth", (_, category) => set(inside(inside(inside(category, "sheets"), 0), "points"), "c1", 850.5),
      ["categories[0].sheets[0].points.c1: cần một số nguyên; đang là 850.5"]],
    ["negative points", (_, category) => set(inside(inside(inside(category, "sheets"), 0), "points"), "c1", -50),
      ["categories[0].sheets[0].points.c1: cần số từ 0 trở lên; đang là -50"]],
    ["off the step", (_, category) => set(inside(inside(inside(category, "sheets"), 0), "points"), "c1", 525),
      ["categories[0].sheets[0].points.c1: cần điểm đúng bước 50 (phần trăm điểm), tức bước 0,5; đang là 525"]],
    ["a misspelt key", (_, category) => set(category, "metod", "mean"),
      ['categories[0].metod: tên trường này không có trong định dạng (docs/recompute-format.md); đang là "mean"']],
    ["a method nobody knows", (_, category) => set(category, "method", "average"),
      ['categories[0].method: cần một trong: mean, trimmed-mean, sum, median, judge-effect; đang là "average"']],
    ["a step nobody knows", (_, category) => set(inside(category, "chain"), 0, { kind: "dice" }),
      ["categories[0].chain[0].kind: cần một bước: criterion, counts, head-judge, pairwise, jury-vote, lots, shared; đang là \"dice\""]],
    ["a missing field", (_, category) => set(category, "judges", undefined), ["categories[0].judges: cần một danh sách [ … ]; đang là (không có)"]],
    ["no criteria", (_, category) => set(category, "criteria", []), ["categories[0].criteria: cần ít nhất 1 mục; đang là []"]],
    ["a sheet of an entry that is not there", (_, category) => set(inside(inside(category, "sheets"), 2), "entry", "E9"),
      ['categories[0].sheets[2].entry: không có bài nào mang mã E9 trong entries; đang là "E9"']],
    ["the same sheet twice", (_, category) => set(inside(inside(category, "sheets"), 1), "judge", "j1"),
      ['categories[0].sheets[1]: trùng với mục thứ 1: E1 · j1; đang là {"entry":"E1","judge":"j1","points":{"c1":500,"c2":550}}']],
    ["a criterion that is not there", (_, category) => set(inside(inside(category, "chain"), 0), "criterion", "c9"),
      ['categories[0].chain[0].criterion: không có tiêu chí c9 trong criteria; đang là "c9"']],
    ["two head judges", (_, category) => [0, 2].forEach((index) => set(inside(inside(category, "judges"), index), "head", true)),
      ["categories[0].judges[2].head: chỉ một giám khảo là trưởng ban; đang là true"]],
    ["first points above the maximum", (_, category) => Object.assign(inside(inside(category, "sheets"), 0), { secondLook: "kept", firstPoints: { c1: 1050 } }),
      ["categories[0].sheets[0].firstPoints.c1: cần điểm (phần trăm điểm) từ 0 đến 1000, tức không quá 10; đang là 1050"]],
    ["first points without a second look", (_, category) => set(inside(inside(category, "sheets"), 0), "firstPoints", { c1: 500 }),
      ['categories[0].sheets[0].firstPoints: điểm lần đầu cần đi cùng secondLook: kept, changed hoặc lapsed; đang là {"c1":500}']],
    ["a second look nobody knows", (_, category) => set(inside(inside(category, "sheets"), 0), "secondLook", "again"),
      ['categories[0].sheets[0].secondLook: cần một trong: kept, changed, lapsed; đang là "again"']],
    ["two faults at once", (file, category) => { set(file, "seed", ""); set(category, "quota", -1); },
      ['seed: cần chữ, không được để trống; đang là ""', "categories[0].quota: cần số từ 0 trở lên; đang là -1"]],
  ])("%s", (_, spoil, expected) => {
    expect(spoilt(spoil)).toEqual(expected);
  });

  test("what is no JSON at all", () => {
    const reading = readRecompute("mã bài;điểm");
    expect(reading.ok ? [] : faultLines(reading.faults)[0]).toMatch(/^\(cả tệp\): tệp không phải JSON \(.+\); đang là mã bài;điểm$/);
  });
});

const reportOf = (file: RecomputeFileInput): CategoryReport => {
  const reading = readRecompute(JSON.stringify(file));
  if (!reading.ok) throw new Error(faultLines(reading.faults).join("\n"));
  return recompute(reading.file).categories[0]!;
};

describe("what a file may hold besides", () => {
  test("a category with one entry, one judge, everyone the same: figures that do not exist say why", () => {
    const file = small();
    const [category] = file.categories;
    category!.entries = [{ code: "E1" }];
    category!.sheets = category!.sheets.filter(({ entry, judge }) => entry === "E1" && judge === "j1");
    const report = reportOf(file);
    expect(report.methods.map(({ ranking }) => ranking.map(({ code, rank }) => [code, rank]))).toEqual(Array(5).fill([["E1", 1]]));
    expect(report.reliability.icc.single).toEqual({ ok: false, reason: "one-judge" });
    expect(report.judges.map(({ correlation, meanDifference }) => [correlation, meanDifference])).toEqual([[{ ok: false, reason: "too-few" }, null]]);
  });

  test("nothing scored: nobody ranks, everybody is listed", () => {
    const file = small();
    file.categories[0]!.sheets = [];
    const report = reportOf(file);
    expect([report.methods[0]!.ranking, report.unscored, report.chances]).toEqual([[], ["E1", "E2", "E3"], []]);
  });

  test("judges of two panels with a conflict: the checks say who scored what they must not", () => {
    const file = small();
    file.categories[0]!.assignment = {
      perEntry: 3, conflicts: [{ entry: "E3", judge: "j2" }], panels: [{ id: "one", entries: ["E1"], judges: ["j1", "j2"] }],
    };
    const kinds = reportOf(file).assignment!.findings.map((finding) => finding.kind);
    expect(kinds).toEqual(["pair-outside-panel", "pair-conflicted"]);
  });

  test("where judges see different entries the judge-effect model counts, and each method says what it would change", () => {
    const file = small();
    const [category] = file.categories;
    category!.method = "judge-effect";
    category!.quota = 1;
    const strict = { j1: 0, j2: 0, j3: 300 } as Record<string, number>;
    const panels = [["j1", "j2"], ["j2", "j3"], ["j1", "j3"]];
    const worth = [900, 950, 700, 700, 700, 700, 700, 700, 700];
    category!.entries = worth.map((_, index) => ({ code: `E${index + 1}` }));
    category!.sheets = worth.flatMap((value, index) =>
      panels[index % 3]!.map((judge) => ({ entry: `E${index + 1}`, judge, points: { c1: value - strict[judge]!, c2: 500 } })));
    const report = reportOf(file);
    expect(report.advice.recommended).toBe("judge-effect");
    const leaders = ({ ranking }: (typeof report.methods)[number]) => ranking.slice(0, 2).map(({ code }) => code);
    expect(leaders(report.methods[0]!)).toEqual(["E2", "E1"]);
    const mean = report.methods.find(({ method }) => method === "mean")!;
    expect([leaders(mean), mean.cuts]).toEqual([["E1", "E2"], [{ places: 1, entering: ["E1"], leaving: ["E2"] }]]);
  });
});

test("numbers are printed to four places, half-up, with a comma", () => {
  expect([exactPoints({ num: 25400, den: 3 }), exactPoints({ num: 1, den: 200 }), exactPoints({ num: -5, den: 1 }), exactPoints({ num: 8500, den: 1 })]).toEqual([
    "84,6667", "0,0001", "-0,0500", "85,0000",
  ]);
  expect([points(0.5), coefficient(0.28976), coefficient(-0.3), coefficient(1)]).toEqual(["0,0050", "0,2898", "-0,3000", "1,0000"]);
});

test("the example in the description of the format is a sound file and states its own result", () => {
  const text = readFileSync(path.join(root, "docs/recompute-format.md"), "utf8");
  const example = /```json\n([\s\S]+?)\n```/.exec(text)![1]!;
  const reading = readRecompute(example);
  expect(reading.ok ? [] : faultLines(reading.faults)).toEqual([]);
  if (reading.ok) expect(recompute(reading.file).categories.map(({ differences }) => differences)).toEqual([[]]);
});
