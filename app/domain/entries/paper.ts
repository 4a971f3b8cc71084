/** How an original looked when it changed hands; "other" needs words. */
export const conditions = ["good", "creased", "torn", "stained", "incomplete", "other"] as const;
export type Condition = (typeof conditions)[number];

/** What an original is: the sheet itself, or a clip brought on a stick. */
export const carriers = ["sheet", "usb"] as const;
export type Carrier = (typeof carriers)[number];

/** How an original changes hands in a round: it comes in, goes up to the next level, or goes back to its unit. */
export const movements = ["received", "handed-over", "returned"] as const;
export type Movement = (typeof movements)[number];

/** Where an original is, as far as its round knows. */
export type Whereabouts = "awaited" | "here" | "handed-over" | "returned";

export type CustodyStep = { kind: Movement; turn: number };

const latest = (steps: readonly CustodyStep[]) => {
  const turn = Math.max(0, ...steps.map((step) => step.turn));
  const kinds = steps.filter((step) => step.turn === turn).map(({ kind }) => kind);
  return { turn, gone: kinds.find((kind) => kind !== "received") ?? null };
};

/** Where the steps that stand leave an original; their order does not matter. */
export function whereaboutsOf(steps: readonly CustodyStep[]): Whereabouts {
  const { turn, gone } = latest(steps);
  if (turn === 0) return "awaited";
  return gone === "returned" || gone === "handed-over" ? gone : "here";
}

/** The turn of the next coming in: what has gone away comes in for a new turn. */
export function nextTurn(steps: readonly CustodyStep[]): number {
  const { turn, gone } = latest(steps);
  return turn === 0 ? 1 : gone ? turn + 1 : turn;
}

/** The turn that stands, in which an original goes away again. */
export const standingTurn = (steps: readonly CustodyStep[]): number => latest(steps).turn;

/** An entry's code as typed in any way ("ln tv 7", "LN.TV.007"): as printed, and without its hyphens. */
export function readEntryCode(text: string): { code: string; compact: string } {
  const parts = text.toUpperCase().split(/[\s\-–.]+/).filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  if (parts.length > 1 && /^\d{1,2}$/.test(last)) parts[parts.length - 1] = last.padStart(3, "0");
  return { code: parts.join("-"), compact: parts.join("") };
}

/** True for what was meant to be a slip's code: our prefix, or eight letters and digits in two groups. */
export const looksLikeSlip = (text: string): boolean =>
  /^\s*(VT1[\s\-–.]*)?[A-Z0-9]{4}[\s\-–.]?[A-Z0-9]{4}\s*$/i.test(text);
