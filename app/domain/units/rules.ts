import { isAdministrator, isEntrantFor, isOrganiserOf } from "#app/domain/people/actor.ts";
import { type Rule, anyOf } from "#app/domain/people/rule.ts";

/** Where in the tree: the unit with all units above it. Empty for a unit at the top that does not exist yet. */
export type PlaceFacts = { unitIds: readonly string[]; kind: string };

const administers: Rule<PlaceFacts> = (actor) => isAdministrator(actor);

/** The organiser of a unit keeps the names of what is below it. */
const organisesAbove: Rule<PlaceFacts> = (actor, { unitIds }) => unitIds.some((unitId) => isOrganiserOf(actor, unitId));

/** A commune enters its own schools. */
const addsOwnSchool: Rule<PlaceFacts> = (actor, { unitIds, kind }) =>
  kind === "school" && unitIds.some((unitId) => isEntrantFor(actor, unitId));

/** Who may do what to units; keys are the commands' names. Moving and ending change others' reports. */
export const unitRules = {
  createUnit: anyOf(administers, organisesAbove, addsOwnSchool),
  createUnits: anyOf(administers, organisesAbove, addsOwnSchool),
  renameUnit: anyOf(administers, organisesAbove),
  moveUnit: administers,
  closeUnit: administers,
  succeedUnit: administers,
} satisfies Record<string, Rule<PlaceFacts>>;
