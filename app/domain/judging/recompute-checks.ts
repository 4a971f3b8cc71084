import { checkPoints } from "#app/domain/judging/points.ts";
import type { RawFault, RecomputeCategory, RecomputeFile } from "#app/domain/judging/recompute-format.ts";

type Path = readonly PropertyKey[];

/**
 * What must agree between the values of a file: ids occur once, every entry, judge, criterion and tier that is named
 * exists, a sheet is there once, points, also the first ones of a
 * second look, keep to maximum and step, one head judge at most.
 */
export function checkRecompute(file: RecomputeFile): RawFault[] {
  return [
    ...repeats(file.categories.map(({ id }) => id), (index) => ["categories", index, "id"]),
    ...file.categories.flatMap((category, index) => checkCategory(category, ["categories", index])),
  ];
}

const fault = (path: Path, reason: string, params: RawFault["params"] = {}): RawFault => ({ path, reason, params });

function repeats(values: readonly string[], pathOf: (index: number) => Path): RawFault[] {
  const first = new Map<string, number>();
  return values.flatMap((value, index) => {
    const before = first.get(value);
    if (before !== undefined) return [fault(pathOf(index), "repeats", { value, first: before })];
    first.set(value, index);
    return [];
  });
}

function checkCategory(category: RecomputeCategory, path: Path): RawFault[] {
  const known = {
    entry: new Set(category.entries.map(({ code }) => code)),
    judge: new Set(category.judges.map(({ id }) => id)),
    criterion: new Set(category.criteria.map(({ id }) => id)),
    tier: new Set(category.tiers.map(({ id }) => id)),
  };
  const named = (kind: keyof typeof known, value: string, at: Path) =>
    known[kind].has(value) ? [] : [fault([...path, ...at], `unknown-${kind}`, { value })];
  const heads = category.judges.flatMap(({ head }, index) => (head ? [index] : []));
  return [
    ...repeats(category.criteria.map(({ id }) => id), (index) => [...path, "criteria", index, "id"]),
    ...repeats(category.judges.map(({ id }) => id), (index) => [...path, "judges", index, "id"]),
    ...repeats(category.entries.map(({ code }) => code), (index) => [...path, "entries", index, "code"]),
    ...repeats(category.tiers.map(({ id }) => id), (index) => [...path, "tiers", index, "id"]),
    ...repeats(category.sheets.map(({ entry, judge }) => `${entry} · ${judge}`), (index) => [...path, "sheets", index]),
    ...heads.slice(1).map((index) => fault([...path, "judges", index, "head"], "second-head-judge")),
    ...category.sheets.flatMap((sheet, index) => checkSheet(category, sheet, named, ["sheets", index], path)),
    ...checkChain(category, named),
    ...checkAssignment(category, named),
    ...checkStated(category, named),
  ];
}

type Named = (kind: "entry" | "judge" | "criterion" | "tier", value: string, at: Path) => RawFault[];

function checkSheet(
  { criteria }: RecomputeCategory,
  { entry, judge, points, firstPoints = {}, secondLook }: RecomputeCategory["sheets"][number],
  named: Named,
  at: Path,
  path: Path,
): RawFault[] {
  const given = ([key, values]: [string, Record<string, number>]) => Object.entries(values).flatMap(([id, value]) => {
    const criterion = criteria.find((one) => one.id === id);
    if (!criterion) return named("criterion", id, [...at, key, id]);
    const check = checkPoints(criterion, value);
    if (check.ok) return [];
    const { max, step } = check.params;
    return [fault([...path, ...at, key, id], check.reason, { max, step })];
  });
  const lone = Object.keys(firstPoints).length > 0 && !secondLook ? [fault([...path, ...at, "firstPoints"], "first-points-without-look")] : [];
  return [
    ...named("entry", entry, [...at, "entry"]), ...named("judge", judge, [...at, "judge"]),
    ...Object.entries({ points, firstPoints }).flatMap(given), ...lone,
  ];
}

function checkChain({ chain }: RecomputeCategory, named: Named): RawFault[] {
  return chain.flatMap((step, index) => {
    if (step.kind === "criterion") return named("criterion", step.criterion, ["chain", index, "criterion"]);
    const [key, values] =
      step.kind === "jury-vote" ? ["votes", step.votes] : step.kind === "pairwise" ? ["scores", step.scores] : ["", {}];
    return Object.keys(values).flatMap((code) => named("entry", code, ["chain", index, key, code]));
  });
}

function checkAssignment({ assignment }: RecomputeCategory, named: Named): RawFault[] {
  if (!assignment) return [];
  return [
    ...assignment.conflicts.flatMap(({ entry, judge }, index) => [
      ...named("entry", entry, ["assignment", "conflicts", index, "entry"]),
      ...named("judge", judge, ["assignment", "conflicts", index, "judge"]),
    ]),
    ...assignment.panels.flatMap(({ entries, judges }, index) => [
      ...entries.flatMap((code, at) => named("entry", code, ["assignment", "panels", index, "entries", at])),
      ...judges.flatMap((id, at) => named("judge", id, ["assignment", "panels", index, "judges", at])),
    ]),
  ];
}

function checkStated({ stated }: RecomputeCategory, named: Named): RawFault[] {
  return [
    ...(stated?.ranking ?? []).flatMap(({ entry }, index) => named("entry", entry, ["stated", "ranking", index, "entry"])),
    ...(stated?.awards ?? []).flatMap(({ entry, tier }, index) => [
      ...named("entry", entry, ["stated", "awards", index, "entry"]),
      ...named("tier", tier, ["stated", "awards", index, "tier"]),
    ]),
    ...(stated?.nominees ?? []).flatMap((code, index) => named("entry", code, ["stated", "nominees", index])),
  ];
}
