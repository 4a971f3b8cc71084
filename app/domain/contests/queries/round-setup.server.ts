import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { RoundFacts } from "../load.server.ts";
import type { CategorySetup, RoundSetup } from "../model.ts";
import { contestRules } from "../rules.ts";
import { greatestRubric } from "../setup-check.ts";
import { findSetup } from "./for-office.server.ts";

export type RoundSetupView = {
  contestId: string;
  round: RoundFacts & RoundSetup;
  categories: CategorySetup[];
  isLast: boolean;
  /** The most criteria that a category of this round is scored by. */
  mostCriteria: number;
  opened: boolean;
  may: { edit: boolean; awards: boolean; phases: boolean; chain: boolean; ballots: boolean };
};

/** One round of a contest's set-up by its place in the chain, with what may still be changed; else "round-unknown". */
export async function findRoundSetup(ctx: Context, contestId: string, ordinal: string): Promise<RoundSetupView> {
  const { contest, setup } = await findSetup(ctx, contestId);
  const at = Number(ordinal) - 1;
  const [facts, round] = [contest.rounds[at], setup.rounds[at]];
  if (!facts || !round) throw new DomainError("not-found", "round-unknown");
  const place = { organiserUnitId: contest.organiserUnitId, roundUnitId: facts.unitId };
  const allowed = (rule: keyof typeof contestRules) => contestRules[rule](ctx.actor, place, ctx.now);
  const draft = facts.phase === "draft";
  const beforeDecision = ["draft", "open", "screening", "judging"].includes(facts.phase);
  return {
    contestId: contest.id,
    round: { ...round, ...facts },
    categories: setup.categories,
    isLast: at === setup.rounds.length - 1,
    mostCriteria: greatestRubric(setup, round),
    opened: !draft,
    may: {
      edit: draft && allowed("saveRound"),
      awards: beforeDecision && allowed("saveAwards"),
      phases: draft && allowed("savePhases"),
      chain: draft && allowed("saveTieBreak"),
      ballots: draft && allowed("saveBallots"),
    },
  };
}
