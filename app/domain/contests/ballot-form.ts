import { z } from "zod";
import { whole } from "./form-numbers.ts";
import { BALLOTS, QUORUM_UNITS } from "./kinds.ts";
import type { BallotSetup } from "./model.ts";

const fields = z
  .object({
    kind: z.enum(BALLOTS, "not-a-choice"),
    stars: z.string().default(""),
    picks: z.string().default(""),
    exact: z.enum(["yes", "no"]).default("no"),
    quorum: z.string().default(""),
    quorumIn: z.enum(QUORUM_UNITS, "not-a-choice").default("percent"),
  })
  .transform(({ kind, stars, picks, exact, quorum, quorumIn }, issues) => {
    const number = (path: "picks" | "quorum" | "stars", typed: string, most: number, least = 1): number => {
      const read = whole(least, most).safeParse(typed);
      if (read.success) return read.data;
      issues.addIssue({ code: "custom", path: [path], message: `ballot-${path}-not-valid` });
      return least;
    };
    if (kind === "choose") return { kind, picks: number("picks", picks, 1000), exact: exact === "yes" };
    if (kind === "stars") return { kind, stars: number("stars", stars, 10, 3) };
    return kind === "pass" ? { kind, quorum: number("quorum", quorum, 100), quorumIn } : { kind };
  });

/** The ballot of each category, by its code; what another kind of ballot would need is passed over. */
export const ballotsSchema = z.object({
  ballots: z.record(z.string(), fields).default({}).transform((byCode) =>
    Object.entries(byCode).flatMap(([category, ballot]): BallotSetup[] => (ballot.kind === "rubric" ? [] : [{ ...ballot, category }])),
  ),
});
export type BallotsInput = z.output<typeof ballotsSchema>;
