const MINUTE_MS = 60_000;
const TRIES = 3;
const FIRST_LOCK_MINUTES = 5;
const LONGEST_LOCK_MINUTES = 24 * 60;

/** Wrong PINs from one source within the window before it has to wait, whoever was named. */
export const SOURCE_TRIES = 20;
export const SOURCE_WINDOW_MS = 15 * MINUTE_MS;

/**
 * How long a person is locked out after the wrong try that made `failures`: every third one locks, for 5, 10, 20, …
 * minutes, a day at most. 0 when it does not lock. In milliseconds.
 */
export function lockAfter(failures: number): number {
  if (failures <= 0 || failures % TRIES !== 0) return 0;
  const minutes = FIRST_LOCK_MINUTES * 2 ** Math.min(failures / TRIES - 1, 20);
  return Math.min(minutes, LONGEST_LOCK_MINUTES) * MINUTE_MS;
}

/** Whole minutes until a moment, at least 1: what a person is told to wait. */
export const minutesUntil = (until: Date, now: Date): number =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / MINUTE_MS));

/**
 * Who counts as one source: an IPv4 address as it is, of an IPv6 address the network (its first 64 bits), since any
 * household has all addresses of one.
 */
export function sourceOf(address: string): string {
  if (!/^[\da-f:]*:[\da-f:]*$/i.test(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const [first, rest] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - rest.length);
  const groups = [...first, ...Array<string>(gap).fill("0"), ...rest].map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.slice(0, 4).join(":")}::/64`;
}
