import type { Transaction } from "#db/client.ts";
import type { BallotSetup } from "./model.ts";

/** What is asked in place of the rubric, in hundredths: so many stars, or yes and no. */
function impliedBy(ballot: BallotSetup): { name: string; max_points: number } {
  if (ballot.kind === "stars") return { name: "Số sao", max_points: ballot.stars * 100 };
  return { name: ballot.kind === "pass" ? "Đạt" : "Được chọn", max_points: 100 };
}

/**
 * Replaces the ballots of a round, each with its one implied criterion. What scores or ties refer to a criterion must be
 * gone, so write the tie-break chain afterwards.
 */
export async function writeBallots(trx: Transaction, roundId: string, ballots: readonly BallotSetup[], ids: ReadonlyMap<string, string>) {
  await trx.deleteFrom("tie_break_steps").where("round_id", "=", roundId).execute();
  await trx.deleteFrom("ballots").where("round_id", "=", roundId).execute();
  await trx.deleteFrom("criteria").where("round_id", "=", roundId).execute();
  if (ballots.length === 0) return;
  const rows = ballots.map((ballot) => ({ ...partsOf(ballot), round_id: roundId, category_id: ids.get(ballot.category)!, kind: ballot.kind }));
  await trx.insertInto("ballots").values(rows).execute();
  const asked = ballots.map((ballot) => ({
    round_id: roundId, category_id: ids.get(ballot.category)!, position: 1, step: 100, weight: 100, ...impliedBy(ballot),
  }));
  await trx.insertInto("criteria").values(asked).execute();
}

function partsOf(ballot: BallotSetup) {
  const none = { stars: null, picks: null, exact: false, quorum: null, quorum_in: null };
  if (ballot.kind === "stars") return { ...none, stars: ballot.stars };
  if (ballot.kind === "choose") return { ...none, picks: ballot.picks, exact: ballot.exact };
  return { ...none, quorum: ballot.quorum, quorum_in: ballot.quorumIn };
}
