import { type AwardChoice, checkAwards, proposeAwards, type Tier, type UnresolvedTie } from "#app/domain/awards/allocation.ts";

type Ranked = { entryId: string; rank: number; passed?: boolean | null };

/**
 * The entries about which a list still has to be decided or explained before it may be published. A tie that a cut
 * runs through is settled when its places are filled with reasons: the same reasons explain those who got none.
 */
export function unsettled(choices: readonly AwardChoice[], tiers: readonly Tier[], ranking: readonly Ranked[]): string[] {
  const settled = new Set(
    proposeAwards(ranking, tiers)
      .unresolved.filter((tie) => isFilled(tie, choices))
      .flatMap(({ entryIds }) => entryIds),
  );
  return checkAwards(choices, tiers, ranking).unexplained.filter((entryId) => !settled.has(entryId));
}

/** Whether every place a tie holds was given, with its reason, to one of the tie. */
function isFilled(tie: UnresolvedTie, choices: readonly AwardChoice[]): boolean {
  const given = choices.filter(
    ({ entryId, tierId, reason }) =>
      tie.entryIds.includes(entryId) && tie.places.some((place) => place.tierId === tierId) && Boolean(reason?.trim()),
  );
  return given.length === tie.places.reduce((sum, { count }) => sum + count, 0);
}
