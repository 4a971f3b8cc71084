import type { UnitKind } from "#app/domain/units/kinds.ts";

/** A unit with the unit above it and those that took its place. */
export type UnitFact = { id: string; kind: UnitKind; parentId: string | null; successorIds: readonly string[] };

type UnitTie = { kind: "same-unit" | "same-commune"; unitId: string };

/** Kinds above the commune tie nobody: everybody of a province shares them. */
const NEAR: ReadonlySet<UnitKind> = new Set(["commune", "school", "other"]);

export type UnitTies = ReturnType<typeof unitTies>;

/**
 * How units are tied, each seen with those that succeeded it, so that merging communes or moving a school hides no
 * tie. Units not in the list tie only to themselves.
 */
export function unitTies(units: readonly UnitFact[]) {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const kindOf = (id: string): UnitKind => byId.get(id)?.kind ?? "other";
  const successors = (id: string) => [...(byId.get(id)?.successorIds ?? [])].sort();
  const parents = (id: string) => [byId.get(id)?.parentId ?? []].flat();
  const lineOf = remembered((id) => closure(id, (at) => [...successors(at), ...parents(at)]));
  return {
    /** Whether a unit is this one, below it, or below what took its place. */
    isWithin(unitId: string | null, above: string): boolean {
      if (unitId === null) return false;
      const line = lineOf(unitId);
      return closure(above, successors).some((id) => line.includes(id));
    },
    /**
     * Finds how an entry's unit is tied to a judge's units: the very unit, or the same school or group ("same-unit"),
     * else the same commune.
     */
    tieTo(judgeUnitIds: readonly string[]) {
      const own = [...new Set([...judgeUnitIds].sort().flatMap(lineOf))].filter((id) => NEAR.has(kindOf(id)));
      return (unitId: string | null): UnitTie | null => {
        if (unitId === null) return null;
        if (judgeUnitIds.includes(unitId)) return { kind: "same-unit", unitId };
        const theirs = lineOf(unitId);
        const shared = own.filter((id) => theirs.includes(id));
        const unit = shared.find((id) => kindOf(id) !== "commune");
        if (unit !== undefined) return { kind: "same-unit", unitId: unit };
        return shared[0] === undefined ? null : { kind: "same-commune", unitId: shared[0] };
      };
    },
  };
}

/** A unit and all that is reached from it, nearest first; a circle in the data ends where it began. */
function closure(id: string, next: (id: string) => readonly string[]): string[] {
  const line = new Set([id]);
  for (const at of line) for (const other of next(at)) line.add(other);
  return [...line];
}

function remembered(compute: (id: string) => string[]): (id: string) => string[] {
  const known = new Map<string, string[]>();
  return (id) => {
    const found = known.get(id) ?? compute(id);
    known.set(id, found);
    return found;
  };
}
