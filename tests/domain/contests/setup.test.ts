import { describe, expect, test } from "vitest";
import { checkSetup, readSetup } from "#app/domain/contests/setup-check.ts";
import { fillTemplate, slugOf, type TemplateFields } from "#app/domain/contests/template.ts";
import type { ContestSetup } from "#app/domain/contests/model.ts";

const fields: TemplateFields = {
  name: "Lắng nghe con nói",
  theme: "Gia đình hạnh phúc",
  year: 2023,
  hostCode: "087",
  hostName: "huyện Bảo Yên",
  nextCode: "10",
  nextName: "tỉnh Lào Cai",
  opensOn: "2023-08-01",
  closesOn: "2023-08-31",
  divisionBasis: "class",
};

describe("the template", () => {
  const setup = fillTemplate(fields);

  test.each(["class", "age"] as const)(
    "by %s it is a right set-up, and survives export and import",
    (divisionBasis) => {
      const filled = fillTemplate({ ...fields, divisionBasis });
      expect(readSetup(JSON.parse(JSON.stringify(filled)))).toEqual({ ok: true, setup: filled });
    },
  );

  test("asks for at most ten fields", () => expect(Object.keys(fields).length).toBeLessThanOrEqual(10));

  test("rubrics are of 100 points in the given parts", () => {
    const points = setup.categories.map(({ code, criteria }) => [
      code,
      ...criteria.map((c) => c.maxPoints / 100),
    ]);
    expect(points).toEqual([
      ["TV", 30, 25, 15, 15, 15],
      ["VC", 40, 20, 15, 15, 10],
    ]);
  });

  test("tiers, quotas, chain and limits are those of the reference contest", () => {
    const host = setup.rounds[0]!;
    expect(host.tiers.map(({ category, name, count }) => [category, name, count])).toEqual([
      ["TV", "Nhất", 1],
      ["TV", "Nhì", 2],
      ["TV", "Ba", 3],
      ["VC", "Nhất", 1],
    ]);
    expect(host.quotas).toEqual([
      { category: "TV", count: 16 },
      { category: "VC", count: 5 },
    ]);
    expect(host.tieBreakSteps.map(({ kind }) => kind)).toEqual([
      "criterion",
      "criterion",
      "head-judge",
      "jury-vote",
      "shared",
    ]);
    expect([setup.categories[1]?.file.minDurationMs, setup.categories[1]?.file.maxDurationMs]).toEqual([
      180_000, 600_000,
    ]);
    expect(setup.rounds[1]?.quotas).toEqual([]);
  });

  test("intake closes at 17 giờ 00 Vietnamese time and every phase starts where the last ends", () => {
    for (const { phases } of setup.rounds) {
      for (const [index, { startsAt }] of phases.slice(1).entries())
        expect(startsAt).toBe(phases[index]?.endsAt);
    }
    const spans = setup.rounds.map(({ phases }) =>
      phases.slice(0, 4).map(({ kind, endsAt }) => [kind, endsAt]),
    );
    expect(setup.rounds[0]?.phases[0]?.startsAt).toBe("2023-07-31T17:00:00.000Z");
    expect(spans).toEqual([
      [
        ["open", "2023-08-31T10:00:00.000Z"],
        ["screening", "2023-09-05T10:00:00.000Z"],
        ["judging", "2023-09-09T10:00:00.000Z"],
        ["decision", "2023-09-11T10:00:00.000Z"],
      ],
      [
        ["open", "2023-09-25T10:00:00.000Z"],
        ["screening", "2023-09-28T10:00:00.000Z"],
        ["judging", "2023-10-03T10:00:00.000Z"],
        ["decision", "2023-10-05T10:00:00.000Z"],
      ],
    ]);
  });

  test.each([
    ["Lắng nghe con nói", 2023, "lang-nghe-con-noi-2023"],
    ["Em vẽ “Đất nước” – lần 2!", 2026, "em-ve-dat-nuoc-lan-2-2026"],
    ["Trại hè 2026", 2026, "trai-he-2026"],
    ["!!!", 2026, "cuoc-thi-2026"],
    ["a".repeat(200), 2026, `${"a".repeat(70)}-2026`],
  ])("%j, %d has the address %s", (name, year, slug) => expect(slugOf(name, year)).toBe(slug));

  test("the rules text names the dates as people write them", () => {
    expect(setup.rules.text).toContain("Nhận bài từ 01/08/2023 đến 17 giờ 00, ngày 31/08/2023.");
  });
});

describe("a wrong set-up says where", () => {
  const broken = (change: (setup: ContestSetup) => void) => {
    const setup = structuredClone(fillTemplate(fields));
    change(setup);
    return checkSetup(setup).map(({ reason, path }) => `${reason} ${path}`);
  };

  test.each<[string, (setup: ContestSetup) => void, string[]]>([
    [
      "a code twice",
      (s) => {
        s.categories[1]!.code = "TV";
        s.rounds.forEach((r) => {
          r.tiers = [];
          r.quotas = [];
        });
      },
      ["setup-code-repeats categories.1"],
    ],
    [
      "a tier of no category",
      (s) => {
        s.rounds[0]!.tiers[0]!.category = "XX";
      },
      ["setup-category-unknown rounds.0.tiers.0"],
    ],
    [
      "a quota of no category",
      (s) => {
        s.rounds[0]!.quotas[1]!.category = "XX";
      },
      ["setup-category-unknown rounds.0.quotas.1"],
    ],
    [
      "a tier twice",
      (s) => {
        s.rounds[0]!.tiers[1]!.name = "Nhất";
      },
      ["setup-name-repeats rounds.0.tiers.1"],
    ],
    [
      "phases that overlap",
      (s) => {
        s.rounds[0]!.phases[1]!.startsAt = "2023-08-31T09:59:00Z";
      },
      ["phases-overlap rounds.0.phases"],
    ],
    [
      "divisions that overlap",
      (s) => {
        s.categories[0]!.divisions = [
          { code: "A", name: "A", basis: "class", from: 1, to: 6 },
          { code: "B", name: "B", basis: "class", from: 6, to: 9 },
        ];
      },
      ["setup-divisions-overlap categories.0.divisions.1"],
    ],
    [
      "an age without its day",
      (s) => {
        s.categories[0]!.divisions = [{ code: "A", name: "A", basis: "age", from: 6, to: 11 }];
      },
      ["setup-reference-date-missing categories.0.divisions.0"],
    ],
    [
      "authors the wrong way round",
      (s) => {
        s.categories[0]!.minAuthors = 11;
      },
      ["setup-range-reversed categories.0.minAuthors"],
    ],
    [
      "minutes the wrong way round",
      (s) => {
        s.categories[1]!.file.minDurationMs = 700_000;
      },
      ["setup-range-reversed categories.1.file.minDurationMs"],
    ],
    [
      "a type of the other medium",
      (s) => {
        s.categories[0]!.file.types.push("video/mp4");
      },
      ["setup-type-of-other-medium categories.0.file.types.5"],
    ],
    [
      "a step above the maximum",
      (s) => {
        s.categories[0]!.criteria[2]!.step = 1600;
      },
      ["setup-step-above-maximum categories.0.criteria.2.step"],
    ],
    [
      "a criterion that does not exist",
      (s) => {
        s.rounds[0]!.tieBreakSteps[1] = { kind: "criterion", position: 6 };
      },
      ["setup-criterion-unknown rounds.0.tieBreakSteps.1"],
    ],
    [
      "steps after a shared rank",
      (s) => {
        s.rounds[1]!.tieBreakSteps = [{ kind: "shared" }, { kind: "head-judge" }];
      },
      ["setup-shared-not-last rounds.1.tieBreakSteps.0"],
    ],
    [
      "a step twice",
      (s) => {
        s.rounds[1]!.tieBreakSteps = [{ kind: "head-judge" }, { kind: "head-judge" }];
      },
      ["setup-step-repeats rounds.1.tieBreakSteps.1"],
    ],
    [
      "a last round that nominates",
      (s) => {
        s.rounds.pop();
      },
      ["setup-last-round-nominates rounds.0.quotas"],
    ],
  ])("%s", (_, change, faults) => expect(broken(change)).toEqual(faults));

  test("values of a wrong kind are named by their place", () => {
    const setup = structuredClone(fillTemplate(fields)) as unknown as Record<string, never>;
    const wrong = {
      ...setup,
      contest: { ...(setup.contest as unknown as object), slug: "Có dấu" },
      rounds: [],
    };
    const reading = readSetup(wrong);
    expect(reading.ok ? [] : reading.faults.map(({ reason, path }) => `${reason} ${path}`)).toEqual([
      "setup-value contest.slug",
      "setup-value rounds",
    ]);
  });

  test.each([[null], ["text"], [[]], [{}]])("%j is no set-up", (json) =>
    expect(readSetup(json).ok).toBe(false),
  );
});
