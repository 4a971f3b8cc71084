import { closeJudging, reopenJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { deciderFileViewer } from "#app/domain/awards/viewer.server.ts";
import { loadRound } from "#app/domain/contests/load.server.ts";
import { registerPhaseStarter } from "#app/domain/contests/phase-starters.server.ts";
import { registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";

/**
 * The ways into the phases that stand for decisions: judging begins with its sheets, or again with the ranking taken
 * back; "decision" is reached by closing alone and "published" by publication. Judges may look at what they compare in pairs.
 */
export function registerAwards(): void {
  registerPhaseStarter("judging", async (ctx, roundId, reason) => {
    const { phase } = await loadRound(ctx, roundId);
    return phase === "decision" ? reopenJudging(ctx, roundId, reason) : startJudging(ctx, roundId);
  });
  registerFileViewer("deciders", deciderFileViewer);
  registerPhaseStarter("decision", closeJudging);
  registerPhaseStarter("published", publishRound);
}
