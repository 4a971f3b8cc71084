/** A clock that stands still until it is told to move. */
export type TestClock = { (): Date; set(to: string | Date): void; advance(ms: number): void };

/** Starts at the given moment, by default 8 January 2024, 9:00 in Vietnam. */
export function testClock(start: string | Date = "2024-01-08T02:00:00.000Z"): TestClock {
  let ms = new Date(start).getTime();
  return Object.assign(() => new Date(ms), {
    set: (to: string | Date) => void (ms = new Date(to).getTime()),
    advance: (by: number) => void (ms += by),
  });
}
