import type { CategoryReport } from "#app/domain/awards/recompute.ts";
import type { MethodAdvice, ScoringMethod } from "#app/domain/judging/advice.ts";
import type { JudgeEffects } from "#app/domain/judging/judge-effect.ts";
import type { JudgeStatistics } from "#app/domain/judging/judge-statistics.ts";
import type { Reliability } from "#app/domain/judging/reliability.ts";
import type { Fraction } from "#app/platform/decimal.ts";

/** What the page of a category's panel shows: figures by entry code and judge's number, lists cut to a readable length. */
export type PanelSnapshot = {
  method: ScoringMethod;
  advice: MethodAdvice;
  entries: number;
  unscored: number;
  cuts: number[];
  /** The method that counts first. */
  methods: { method: ScoringMethod; moved: number; cuts: { places: number; entering: string[]; leaving: string[] }[] }[];
  /** The top of the ranking and all that is to be talked about; `ranks` in the order of `methods`. */
  rows: { code: string; rank: number; display: string; ranks: (number | null)[]; above: number[]; discuss: number[] }[];
  discussed: number;
  judges: (JudgeStatistics & { effect: number | null })[];
  scale: { greatest: number };
  reliability: Omit<Reliability, "judges"> & { judges: number };
  alerts: { code: string; spread: Fraction; lowest: string[]; highest: string[] }[];
  alerted: number;
};

const MOST_ROWS = 200;
const MOST_CODES = 50;
/** Ranks shown below the last cut. */
const BELOW = 10;

/** Cuts a report of a category to what one page shows. `greatest` is the most a sheet can reach, hundredths. */
export function panelSnapshot(report: CategoryReport, greatest: number): PanelSnapshot {
  const { methods, chances, cuts, reliability, alerts, advice, method } = report;
  return {
    method,
    advice,
    entries: report.scored.length,
    unscored: report.unscored.length,
    cuts,
    methods: methods.map((outcome) => ({
      method: outcome.method,
      moved: outcome.moved.length,
      cuts: outcome.cuts.map(({ places, entering, leaving }) => ({ places, entering: shortened(entering), leaving: shortened(leaving) })),
    })),
    rows: rowsOf(report),
    discussed: chances.filter(({ discuss }) => discuss.length > 0).length,
    judges: report.judges.map((judge) => ({ ...judge, effect: effectOf(report.effects, judge.judgeId) })),
    scale: { greatest },
    reliability: { ...reliability, judges: reliability.judges.length },
    alerts: alerts.slice(0, MOST_ROWS).map(({ code, spread, lowest, highest }) => ({
      code, spread, lowest: lowest.map(({ judgeId }) => judgeId), highest: highest.map(({ judgeId }) => judgeId),
    })),
    alerted: alerts.length,
  };
}

/** The report names entries by their codes. */
const shortened = (codes: readonly string[]) => [...codes].sort().slice(0, MOST_CODES);

const effectOf = ({ judges }: JudgeEffects, judgeId: string) => judges.find((judge) => judge.judgeId === judgeId)?.effect ?? null;

function rowsOf({ methods, chances, cuts }: CategoryReport): PanelSnapshot["rows"] {
  const discussed = new Map(chances.filter(({ discuss }) => discuss.length > 0).map((chance) => [chance.code, chance]));
  const last = Math.max(0, ...cuts) + BELOW;
  const shown = methods[0]!.ranking.filter(({ code, rank }) => rank <= last || discussed.has(code)).slice(0, MOST_ROWS);
  const codes = new Set(shown.map(({ code }) => code));
  const chanceOf = new Map(chances.filter(({ code }) => codes.has(code)).map((chance) => [chance.code, chance]));
  const ranks = methods.map(({ places }) => new Map(places.filter(({ code }) => codes.has(code)).map(({ code, rank }) => [code, rank])));
  return shown.map(({ code, rank, display }) => ({
    code, rank, display,
    ranks: ranks.map((known) => known.get(code) ?? null),
    above: chanceOf.get(code)?.above ?? [],
    discuss: chanceOf.get(code)?.discuss ?? [],
  }));
}
