import type { RankedEntry } from "#app/domain/awards/ranking.ts";

/** `passed` false: below the quorum of its ballot, so that the ranking gives it nothing. */
type Ranked = Pick<RankedEntry, "entryId" | "rank"> & { passed?: boolean | null };

/** A tier with its places, the best tier first in a list. */
export type Tier = { id: string; count: number };

/** A shared rank that a cut runs through: these entries, these places among them (none beyond them). */
export type UnresolvedTie = { rank: number; entryIds: string[]; places: { tierId: string; count: number }[] };

export type AwardProposal = {
  awards: { entryId: string; tierId: string; rank: number }[];
  unresolved: UnresolvedTie[];
  unfilled: { tierId: string; count: number }[];
};

export type NomineeProposal = {
  nominees: { entryId: string; rank: number }[];
  unresolved: { rank: number; entryIds: string[]; places: number } | null;
  unfilled: number;
};

/**
 * The awards the ranking gives: tiers are filled from the top, never beyond their count. Entries of equal
 * rank get the same tier; where too few places are left for all of them, nobody is chosen by chance: the tie
 * is returned as unresolved and holds its places, so that those below are not moved up into them.
 */
export function proposeAwards(ranking: readonly Ranked[], tiers: readonly Tier[]): AwardProposal {
  const left = tiers.map(({ id, count }) => ({ tierId: id, count: Math.max(0, count) }));
  const proposal: AwardProposal = { awards: [], unresolved: [], unfilled: [] };
  for (const group of rankGroups(ranking.filter(({ passed }) => passed !== false))) {
    const taken = takePlaces(left, group.length);
    const first = taken[0];
    if (!first) break;
    if (first.count === group.length) {
      proposal.awards.push(...group.map(({ entryId, rank }) => ({ entryId, tierId: first.tierId, rank })));
    } else {
      const entryIds = group.map(({ entryId }) => entryId);
      proposal.unresolved.push({ rank: group[0]?.rank ?? 0, entryIds, places: taken });
    }
  }
  proposal.unfilled = left.filter(({ count }) => count > 0);
  return proposal;
}

function takePlaces(left: { tierId: string; count: number }[], wanted: number): UnresolvedTie["places"] {
  const taken: UnresolvedTie["places"] = [];
  let need = wanted;
  for (const tier of left) {
    const count = Math.min(tier.count, need);
    if (count > 0) taken.push({ tierId: tier.tierId, count });
    tier.count -= count;
    need -= count;
  }
  return taken;
}

function rankGroups(ranking: readonly Ranked[]): Ranked[][] {
  const groups = new Map<number, Ranked[]>();
  for (const entry of [...ranking].sort((a, b) => a.rank - b.rank)) {
    const group = groups.get(entry.rank);
    if (group) group.push(entry);
    else groups.set(entry.rank, [entry]);
  }
  return [...groups.values()];
}

/**
 * The nominees the ranking gives for the next round, never more than `quota`; a shared rank that the cut runs
 * through is returned as unresolved with the places left for it.
 */
export function proposeNominees(ranking: readonly Ranked[], quota: number): NomineeProposal {
  const { awards, unresolved, unfilled } = proposeAwards(ranking, [{ id: "nominee", count: quota }]);
  const tie = unresolved[0];
  return {
    nominees: awards.map(({ entryId, rank }) => ({ entryId, rank })),
    unresolved: tie ? { rank: tie.rank, entryIds: tie.entryIds, places: tie.places[0]?.count ?? 0 } : null,
    unfilled: unfilled[0]?.count ?? 0,
  };
}

/**
 * What the committee chose for one entry; `tierId` null says "none", which matters where the ranking gives
 * one.
 */
export type AwardChoice = { entryId: string; tierId: string | null; reason?: string | undefined };
export type NomineeChoice = { entryId: string; nominated: boolean; reason?: string | undefined };

export type AllocationFault =
  | { reason: "tier-full"; tierId: string; count: number; chosen: number }
  | { reason: "quota-exceeded"; count: number; chosen: number }
  | { reason: "tier-unknown"; tierId: string }
  | { reason: "entry-not-ranked" | "entry-twice"; entryId: string };

/**
 * A choice that the ranking alone does not give. "settles-tie": picks within places a tie left open;
 * "departs-from-rank": anything else. Both must be explained in writing.
 */
export type Departure = {
  entryId: string;
  rank: number;
  kind: "settles-tie" | "departs-from-rank";
  proposed: string | null;
  chosen: string | null;
  reason: string | null;
};

/**
 * `faults` refuse the list; `unexplained` (entry ids) are departures that still lack their written reason.
 */
export type AllocationCheck = { faults: AllocationFault[]; departures: Departure[]; unexplained: string[] };

/**
 * Checks the committee's award list against tiers and ranking: no tier beyond its count ("a second Nhất"), no
 * entry twice or outside the ranking, and every departure from the proposal with its reason. Entries without
 * a choice count as given nothing.
 */
export function checkAwards(
  choices: readonly AwardChoice[],
  tiers: readonly Tier[],
  ranking: readonly Ranked[],
): AllocationCheck {
  const departures = departuresOf(choices, ranking, proposeAwards(ranking, tiers));
  return {
    faults: [...entryFaults(choices, ranking), ...tierFaults(choices, tiers)],
    departures,
    unexplained: departures.filter(({ reason }) => reason === null).map(({ entryId }) => entryId),
  };
}

/** As `checkAwards`, for the list of nominees and its quota. */
export function checkNominees(
  choices: readonly NomineeChoice[],
  quota: number,
  ranking: readonly Ranked[],
): AllocationCheck {
  const tierId = "nominee";
  const asAwards = choices.map(({ entryId, nominated, reason }) => ({
    entryId,
    tierId: nominated ? tierId : null,
    reason,
  }));
  const check = checkAwards(asAwards, [{ id: tierId, count: quota }], ranking);
  const faults = check.faults.map((fault): AllocationFault =>
    fault.reason === "tier-full"
      ? { reason: "quota-exceeded", count: fault.count, chosen: fault.chosen }
      : fault,
  );
  return { ...check, faults };
}

function entryFaults(choices: readonly AwardChoice[], ranking: readonly Ranked[]): AllocationFault[] {
  const ranked = new Set(ranking.map(({ entryId }) => entryId));
  const seen = new Set<string>();
  const faults: AllocationFault[] = [];
  for (const { entryId } of choices) {
    if (!ranked.has(entryId)) faults.push({ reason: "entry-not-ranked", entryId });
    if (seen.has(entryId)) faults.push({ reason: "entry-twice", entryId });
    seen.add(entryId);
  }
  return faults;
}

function tierFaults(choices: readonly AwardChoice[], tiers: readonly Tier[]): AllocationFault[] {
  const chosen = new Map<string, number>();
  for (const { tierId } of choices) if (tierId !== null) chosen.set(tierId, (chosen.get(tierId) ?? 0) + 1);
  return [...chosen].flatMap(([tierId, number]): AllocationFault[] => {
    const tier = tiers.find(({ id }) => id === tierId);
    if (!tier) return [{ reason: "tier-unknown", tierId }];
    return number > tier.count ? [{ reason: "tier-full", tierId, count: tier.count, chosen: number }] : [];
  });
}

function departuresOf(
  choices: readonly AwardChoice[],
  ranking: readonly Ranked[],
  proposal: AwardProposal,
): Departure[] {
  const chosenBy = new Map(choices.map((choice) => [choice.entryId, choice]));
  const proposedBy = new Map(proposal.awards.map(({ entryId, tierId }) => [entryId, tierId]));
  return ranking.flatMap(({ entryId, rank }): Departure[] => {
    const choice = chosenBy.get(entryId);
    const chosen = choice?.tierId ?? null;
    const proposed = proposedBy.get(entryId) ?? null;
    const tie = proposal.unresolved.find(({ entryIds }) => entryIds.includes(entryId));
    if (!tie && chosen === proposed) return [];
    const settles = tie !== undefined && mayFall(tie, chosen);
    const reason = choice?.reason?.trim() || null;
    return [{ entryId, rank, kind: settles ? "settles-tie" : "departs-from-rank", proposed, chosen, reason }];
  });
}

/**
 * Whether an entry of a tie may end so: in one of the places the tie holds, or without, if they are too few.
 */
function mayFall(tie: UnresolvedTie, chosen: string | null): boolean {
  const places = tie.places.reduce((sum, { count }) => sum + count, 0);
  if (chosen === null) return places < tie.entryIds.length;
  return tie.places.some(({ tierId }) => tierId === chosen);
}
