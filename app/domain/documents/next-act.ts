import type { PhaseKind } from "#app/domain/contests/model.ts";

/** The one thing a round waits for; the key of its words. `count` is the number in them. */
export type Act =
  | "open-round" | "await-entries" | "close-intake" | "screen" | "appoint-judges" | "start-judging" | "await-sheets"
  | "close-judging" | "publish" | "forward" | "report";
export type NextAct = { act: Act; count: number };

export type ActFacts = {
  phase: PhaseKind;
  /** The end of the present phase, where it has one. */
  phaseEndsAt: Date | null;
  received: number;
  pending: number;
  judges: number;
  openSheets: number;
  awarded: number;
  nominated: number;
  hasNext: boolean;
  forwarded: boolean;
};

/** What a round waits for at a moment, so that its office need not look for it: one act, the first that is due. */
export function nextAct(facts: ActFacts, now: Date): NextAct {
  const act = (name: Act, count = 0): NextAct => ({ act: name, count });
  switch (facts.phase) {
    case "draft":
      return act("open-round");
    case "open":
      return facts.phaseEndsAt !== null && facts.phaseEndsAt <= now
        ? act("close-intake", facts.received)
        : act("await-entries", facts.received);
    case "screening":
      if (facts.pending > 0) return act("screen", facts.pending);
      return facts.judges === 0 ? act("appoint-judges") : act("start-judging", facts.judges);
    case "judging":
      return facts.openSheets > 0 ? act("await-sheets", facts.openSheets) : act("close-judging");
    case "decision":
      return act("publish", facts.awarded);
    case "published":
      return facts.hasNext && !facts.forwarded && facts.nominated > 0
        ? act("forward", facts.nominated)
        : act("report");
    case "archived":
      return act("report");
  }
}

/** The page of a round on which an act is done, below `/office/rounds/:roundId`. */
export const actPage: Record<Act, string> = {
  "open-round": "/phase",
  "await-entries": "/entries",
  "close-intake": "/phase",
  screen: "/screening",
  "appoint-judges": "/judging",
  "start-judging": "/phase",
  "await-sheets": "/judging",
  "close-judging": "/judging",
  publish: "/decision",
  forward: "/forwarding",
  report: "/report",
};

/** Acts that a round cannot pass by: they stand before those that only wait for others. */
export const isWaiting = ({ act }: NextAct): boolean => act === "await-entries" || act === "report";
