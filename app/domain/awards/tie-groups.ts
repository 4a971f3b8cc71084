import type { RankedEntry, TrailStep } from "#app/domain/awards/ranking.ts";
import { compareStepValues } from "#app/domain/awards/tie-steps.ts";

/** What of a kept ranking tells who was tied when. */
export type TiedRow = Pick<RankedEntry, "entryId" | "code" | "rank" | "score" | "trail">;

/** Entries that came to a step of the chain still tied, by code. */
export type TieGroup = { step: number; kind: TrailStep["kind"]; outcome: TrailStep["outcome"]; rank: number; rows: TiedRow[] };

/**
 * The ties that came to a step of this kind, best rank first: those that no step before it parted. `rank` is the best
 * of the group's places.
 */
export function tieGroups(ranking: readonly TiedRow[], kind: TrailStep["kind"]): TieGroup[] {
  const groups: TieGroup[] = [];
  for (const row of ranking) {
    const step = row.trail.find((taken) => taken.kind === kind);
    if (!step || step.outcome === "not-needed") continue;
    const known = groups.find((group) => group.step === step.step && stillTied(group.rows[0]!, row, step.step));
    if (known) known.rows.push(row);
    else groups.push({ step: step.step, kind, outcome: step.outcome, rank: row.rank, rows: [row] });
  }
  return groups.map((group) => ({ ...group, rank: Math.min(...group.rows.map(({ rank }) => rank)) }));
}

/**
 * How many entries of a tie come above the one cut that runs through it: `tiers` are the places of each tier, the best
 * first, `quota` those of nominees, `first` the tie's first place of the ranking. Null where no cut does, or several.
 */
export function cutWithin({ tiers, quota }: { tiers: readonly number[]; quota: number }, first: number, size: number): number | null {
  let places = 0;
  const cuts = new Set([...tiers.map((count) => (places += count)), quota].map((cut) => cut - first + 1));
  const within = [...cuts].filter((cut) => cut > 0 && cut < size);
  return within.length === 1 ? within[0]! : null;
}

/** Whether two entries of one score were parted by no step before this one. */
function stillTied(a: TiedRow, b: TiedRow, step: number): boolean {
  if (a.score.num !== b.score.num || a.score.den !== b.score.den) return false;
  return a.trail.slice(0, step - 1).every(({ outcome }, index) => {
    if (outcome !== "decided") return true;
    // A kept trail holds the entry's own values alone.
    const of = (row: TiedRow) => row.trail[index]?.values.find(({ entryId }) => entryId === row.entryId);
    const [one, other] = [of(a), of(b)];
    return one !== undefined && other !== undefined && compareStepValues(one, other) === 0;
  });
}
