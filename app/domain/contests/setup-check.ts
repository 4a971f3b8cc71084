import { overlaps, scheduleOf } from "#app/domain/contests/lifecycle.ts";
import {
  contestSetupSchema,
  type CategorySetup,
  type ContestSetup,
  type DivisionRule,
  type RoundSetup,
} from "#app/domain/contests/model.ts";

/** What is wrong in a set-up: a reason key, the place ("rounds.0.tiers.2") and values for the message. */
export type SetupFault = { reason: string; path: string; params: Record<string, string | number> };
export type SetupReading = { ok: true; setup: ContestSetup } | { ok: false; faults: SetupFault[] };

const fault = (reason: string, path: string, params: SetupFault["params"] = {}): SetupFault => ({
  reason,
  path,
  params,
});

/** Reads an imported set-up (parsed JSON) and gives either the whole of it or every fault found. */
export function readSetup(json: unknown): SetupReading {
  const parsed = contestSetupSchema.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, code }) =>
      fault("setup-value", path.join("."), { code }),
    );
    return { ok: false, faults };
  }
  const faults = checkSetup(parsed.data);
  return faults.length === 0 ? { ok: true, setup: parsed.data } : { ok: false, faults };
}

/**
 * What must agree between the values of a set-up: codes are unique, ranges the right way round, divisions do
 * not overlap, phases are in order, tiers and quotas name categories that exist, a last round nominates
 * nobody.
 */
export function checkSetup(setup: ContestSetup): SetupFault[] {
  return [
    ...repeated(
      setup.categories.map(({ code }) => code),
      "categories",
      "setup-code-repeats",
    ),
    ...repeated(
      setup.rounds.map(({ name }) => name),
      "rounds",
      "setup-name-repeats",
    ),
    ...setup.categories.flatMap((category, index) => checkCategory(category, `categories.${index}`)),
    ...setup.rounds.flatMap((round, index) => checkRound(setup, round, index)),
  ];
}

function repeated(values: readonly string[], path: string, reason: string): SetupFault[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [fault(reason, `${path}.${index}`, { value })] : [],
  );
}

function checkCategory(category: CategorySetup, path: string): SetupFault[] {
  const { minAuthors, maxAuthors, file, limits, divisions, criteria, medium } = category;
  const faults = [
    ...repeated(
      divisions.map(({ code }) => code),
      `${path}.divisions`,
      "setup-code-repeats",
    ),
    ...checkCriteria(criteria, `${path}.criteria`),
    ...divisions.flatMap((division, index) => checkDivision(divisions, division, index, path)),
  ];
  if ((limits?.perUnitMin ?? 0) > (limits?.perUnitMax ?? Infinity)) {
    faults.push(fault("setup-range-reversed", `${path}.limits.perUnitMin`));
  }
  if (minAuthors > maxAuthors) faults.push(fault("setup-range-reversed", `${path}.minAuthors`));
  if ((file.minDurationMs ?? 0) > (file.maxDurationMs ?? Infinity)) {
    faults.push(fault("setup-range-reversed", `${path}.file.minDurationMs`));
  }
  file.types.forEach((type, index) => {
    if (!type.startsWith(`${medium}/`))
      faults.push(fault("setup-type-of-other-medium", `${path}.file.types.${index}`));
  });
  return faults;
}

/** What is wrong in a rubric: a name twice, a step above its maximum or one that does not divide it. */
export function checkCriteria(criteria: readonly Pick<CategorySetup["criteria"][number], "name" | "step" | "maxPoints">[], path: string): SetupFault[] {
  const steps = criteria.flatMap(({ step, maxPoints }, index) => {
    if (step > maxPoints) return [fault("setup-step-above-maximum", `${path}.${index}.step`)];
    return maxPoints % step === 0 ? [] : [fault("setup-step-uneven", `${path}.${index}.step`)];
  });
  return [...repeated(criteria.map(({ name }) => name), path, "setup-name-repeats"), ...steps];
}

function checkDivision(
  all: readonly DivisionRule[],
  division: DivisionRule,
  index: number,
  path: string,
): SetupFault[] {
  const at = `${path}.divisions.${index}`;
  if (division.from > division.to) return [fault("setup-range-reversed", `${at}.from`)];
  if (division.basis === "age" && !division.referenceDate) return [fault("setup-reference-date-missing", at)];
  const meets = all.slice(0, index).some(({ from, to }) => from <= division.to && division.from <= to);
  const mixed = all.some(({ basis }) => basis !== division.basis);
  if (mixed) return [fault("setup-divisions-mixed", at)];
  return meets ? [fault("setup-divisions-overlap", at, { code: division.code })] : [];
}

function checkRound(setup: ContestSetup, round: RoundSetup, index: number): SetupFault[] {
  const path = `rounds.${index}`;
  const codes = new Set(setup.categories.map(({ code }) => code));
  const mostCriteria = greatestRubric(setup, round);
  const faults: SetupFault[] = overlaps(scheduleOf(round.phases)).map(({ reason, phases }) =>
    fault(reason, `${path}.phases`, { first: phases[0] ?? "", second: phases[1] ?? "" }),
  );
  round.tiers.forEach(({ category }, tier) => {
    if (!codes.has(category))
      faults.push(fault("setup-category-unknown", `${path}.tiers.${tier}`, { category }));
  });
  round.quotas.forEach(({ category }, quota) => {
    if (!codes.has(category))
      faults.push(fault("setup-category-unknown", `${path}.quotas.${quota}`, { category }));
  });
  (round.ballots ?? []).forEach(({ category }, ballot) => {
    if (!codes.has(category))
      faults.push(fault("setup-category-unknown", `${path}.ballots.${ballot}`, { category }));
  });
  faults.push(...repeated((round.ballots ?? []).map(({ category }) => category), `${path}.ballots`, "setup-code-repeats"));
  faults.push(
    ...repeated(
      round.tiers.map((tier) => `${tier.category} ${tier.name}`),
      `${path}.tiers`,
      "setup-name-repeats",
    ),
  );
  faults.push(
    ...repeated(
      round.quotas.map(({ category }) => category),
      `${path}.quotas`,
      "setup-code-repeats",
    ),
  );
  if (round.quotas.length > 0 && index === setup.rounds.length - 1) {
    faults.push(fault("setup-last-round-nominates", `${path}.quotas`));
  }
  return [...faults, ...checkChain(round, mostCriteria, path)];
}

/** The most criteria that a category of this round is scored by; 0 where none has the rubric. */
export function greatestRubric({ categories }: Pick<ContestSetup, "categories">, { ballots = [] }: Pick<RoundSetup, "ballots">): number {
  const others = new Set(ballots.map(({ category }) => category));
  return Math.max(0, ...categories.filter(({ code }) => !others.has(code)).map(({ criteria }) => criteria.length));
}

function checkChain({ tieBreakSteps }: RoundSetup, mostCriteria: number, path: string): SetupFault[] {
  const keys = tieBreakSteps.map((step) =>
    step.kind === "criterion" ? `criterion ${step.position}` : step.kind,
  );
  const faults = repeated(keys, `${path}.tieBreakSteps`, "setup-step-repeats");
  tieBreakSteps.forEach((step, index) => {
    const at = `${path}.tieBreakSteps.${index}`;
    if (step.kind === "criterion" && step.position > mostCriteria)
      faults.push(fault("setup-criterion-unknown", at));
    if (step.kind === "shared" && index < tieBreakSteps.length - 1)
      faults.push(fault("setup-shared-not-last", at));
    if (step.kind === "lots" && tieBreakSteps.slice(index + 1).some(({ kind }) => kind !== "shared"))
      faults.push(fault("setup-lots-not-last", at));
  });
  return faults;
}
