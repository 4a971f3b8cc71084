import type { PhaseKind } from "#app/domain/contests/model.ts";
import { isOrganiserOf } from "#app/domain/people/actor.ts";
import { allOf, type Rule } from "#app/domain/people/rule.ts";

export type ForwardingFacts = { roundUnitId: string; phase: PhaseKind };

const organisesRound: Rule<ForwardingFacts> = (actor, { roundUnitId }) => isOrganiserOf(actor, roundUnitId);
const isPublished: Rule<ForwardingFacts> = (_, { phase }) => phase === "published" || phase === "archived";

/** Who may send nominees on, and when; the key is the command of that name. */
export const forwardingRules = {
  forwardNominees: allOf(organisesRound, isPublished),
};

/** Whether a round may still receive nominees: until its screening is over. */
export const mayReceive = (phase: PhaseKind): boolean => phase === "draft" || phase === "open" || phase === "screening";
