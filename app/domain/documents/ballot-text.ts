import type { Ballot } from "#app/domain/judging/ballot.ts";

/** How judges voted, for the head of a paper. */
export function ballotText(ballot: Ballot): string {
  if (ballot.kind === "stars") return `chấm sao, từ 1 đến ${ballot.stars} sao`;
  if (ballot.kind === "choose") return `mỗi giám khảo chọn ${ballot.exact ? "đúng" : "nhiều nhất"} ${ballot.picks} bài`;
  return `Đạt / Không đạt, cần ${ballot.quorum}${ballot.quorumIn === "percent" ? "%" : ""} phiếu đạt`;
}

/** One judge's vote, by its points in hundredths. */
export function voteText(ballot: Ballot, points: number): string {
  if (ballot.kind === "stars") return `${points / 100} sao`;
  if (ballot.kind === "choose") return points > 0 ? "Chọn" : "Không chọn";
  return points > 0 ? "Đạt" : "Không đạt";
}

/** The heading above what all judges together gave. */
export const ballotHeading = ({ kind }: Ballot): string => ({ stars: "Số sao", pass: "Phiếu đạt", choose: "Phiếu chọn" })[kind];
