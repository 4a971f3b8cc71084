import { hash, verify } from "@node-rs/argon2";

// OWASP's floor for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a PIN, with its own salt. */
export const hashPin = (pin: string): Promise<string> => hash(pin, cost);

let stranger: Promise<string> | undefined;

/**
 * True when the PIN is the one hashed. Without a hash (nobody by that name) it takes as long as with one, so that
 * the time of an answer does not tell who exists.
 */
export async function isPin(pinHash: string | null, pin: string): Promise<boolean> {
  if (pinHash) return verify(pinHash, pin);
  stranger ??= hashPin("a PIN that nobody has");
  await verify(await stranger, pin);
  return false;
}
