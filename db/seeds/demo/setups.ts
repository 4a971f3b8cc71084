import type { ContestSetup, PhaseSetup, RoundSetup } from "#app/domain/contests/model.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";
import { addDays, vnDayOf, vnInstant } from "#app/platform/dates.ts";

const kinds = ["open", "screening", "judging", "decision", "published"] as const;

/** Phases end to end from six moments. */
function phases(moments: readonly Date[]): PhaseSetup[] {
  return kinds.map((kind, index) => ({
    kind,
    startsAt: moments[index]!.toISOString(),
    endsAt: moments[index + 1]!.toISOString(),
  }));
}

const at = (day: string, time = "17:00") => vnInstant(day, time);

function withRounds(setup: ContestSetup, rounds: Partial<RoundSetup>[]): ContestSetup {
  return { ...setup, rounds: setup.rounds.map((round, index) => ({ ...round, ...rounds[index] })) };
}

/** The reference contest: intake in August 2023, results on 09/09, nominees sent on 11/09, the province a month later. */
export function referenceSetup(): ContestSetup {
  const setup = fillTemplate({
    name: "Lắng nghe con nói",
    theme: "Gia đình hạnh phúc",
    year: 2023,
    hostCode: "BY",
    hostName: "Huyện Bảo Yên",
    nextCode: "",
    nextName: "Tỉnh Lào Cai",
    opensOn: "2023-08-01",
    closesOn: "2023-08-31",
    divisionBasis: "class",
  });
  const contest = {
    ...setup.contest,
    lead: "Em vẽ hoặc quay điều em muốn người lớn nghe. Thầy cô ở trường gửi bài giúp em; em không cần tài khoản.",
  };
  return withRounds({ ...setup, contest }, [
    {
      name: "Vòng huyện Bảo Yên",
      codePrefix: "BY",
      phases: phases([
        at("2023-08-01", "07:00"), at("2023-08-31"), at("2023-09-05"), at("2023-09-07"), at("2023-09-09"), at("2024-09-09"),
      ]),
    },
    {
      name: "Vòng tỉnh Lào Cai",
      codePrefix: "LC",
      phases: phases([
        at("2023-09-11", "07:00"), at("2023-09-25"), at("2023-09-28"), at("2023-10-05"), at("2023-10-10"), at("2024-10-10"),
      ]),
    },
  ]);
}

/** A contest that stands in its intake today, with nine days to go. */
export function openSetup(now: Date): ContestSetup {
  const today = vnDayOf(now);
  const year = Number(today.slice(0, 4));
  const setup = fillTemplate({
    name: "Ước mơ của em",
    theme: "Ước mơ của em",
    year,
    hostCode: "BY",
    hostName: "Huyện Bảo Yên",
    nextCode: "",
    nextName: "Tỉnh Lào Cai",
    opensOn: addDays(today, -21),
    closesOn: addDays(today, 9),
    divisionBasis: "class",
  });
  const categories = setup.categories.map((category) => ({
    ...category, limits: category.medium === "image" ? { perUnitMin: 1, perUnitMax: 12, perChildMax: 2 } : { perUnitMax: 3 },
  }));
  return withRounds({ ...setup, categories }, [{ name: "Vòng huyện Bảo Yên", codePrefix: "UM" }, { name: "Vòng tỉnh Lào Cai", codePrefix: "UMT" }]);
}

/** A small contest that is being judged today, so that the judges have something to do. */
export function judgingSetup(now: Date): ContestSetup {
  const today = vnDayOf(now);
  const setup = openSetup(now);
  return withRounds(
    {
      ...setup,
      contest: { ...setup.contest, name: "Nét vẽ bản em", theme: "Quê hương em đổi mới", slug: `net-ve-ban-em-${setup.contest.year}` },
    },
    [
      {
        codePrefix: "NV",
        phases: phases([
          at(addDays(today, -40), "07:00"), at(addDays(today, -10)), at(addDays(today, -4)),
          at(addDays(today, 3)), at(addDays(today, 6)), at(addDays(today, 371)),
        ]),
        quotas: [{ category: "TV", count: 3 }, { category: "VC", count: 1 }],
      },
      { codePrefix: "NVT" },
    ],
  );
}
