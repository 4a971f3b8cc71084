import { post, refusalOf } from "./post.ts";

/** What became of a slip that a picture of a row shows. */
export type ClaimAnswer = { kind: "claimed" | "away" | "signed-out" } | { kind: "refused"; words: string };

/** Makes the slip seen in a row's picture the slip of its entry. Never throws. */
export async function claimSlip(address: string, entryId: string, code: string): Promise<ClaimAnswer> {
  const answer = await post<{ code: string }>(address, { entryId, code });
  if (answer.kind !== "told") return answer;
  return answer.told.code ? { kind: "claimed" } : { kind: "refused", words: refusalOf(answer.told) };
}
