import { createHash } from "node:crypto";
import { parseSlip, SLIP_CODES, slipCode } from "#app/domain/entries/slip-code.ts";

/** Goes before the code in the QR picture of a consent form: not a slip of a work. */
const PREFIX = "VD1";

/**
 * The code on a child's consent form in a contest, in the letters of slips with their check letter. It follows from
 * both ids, so that printing writes nothing and a form printed twice bears the same code.
 */
export function formCode(contestId: string, childId: string): string {
  const digest = createHash("sha256").update(`consent-form ${contestId} ${childId}`).digest();
  return slipCode(Number(digest.readBigUInt64BE() % BigInt(SLIP_CODES)));
}

/** What the QR picture of a form holds. */
export const formPayload = (code: string): string => PREFIX + code;

/** The code in what was typed or scanned from a form; null when it is none. */
export function parseFormCode(text: string): string | null {
  const bare = text.toUpperCase().replace(/[\s\-–.]/g, "");
  return parseSlip(bare.startsWith(PREFIX) ? bare.slice(PREFIX.length) : bare);
}
