import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { onceAlive } from "#app/ui/use-refresh.ts";

describe("onceAlive", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const line = (...answers: boolean[]) => vi.fn(() => Promise.resolve(answers.shift() ?? false));

  test("acts at once on a living line, and once only", async () => {
    const [act, page] = [vi.fn(), new EventTarget()];
    onceAlive(line(true, true), act, page);
    await vi.advanceTimersByTimeAsync(0);
    page.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(act).toHaveBeenCalledTimes(1);
  });

  test("tries a dead line again after 2, 4, 8, 16, 30 and 30 seconds", async () => {
    const [isAlive, act] = [line(false, false, false, false, false, false, true), vi.fn()];
    onceAlive(isAlive, act, new EventTarget());
    const tries: number[] = [];
    for (let second = 0; second <= 90; second++) {
      await vi.advanceTimersByTimeAsync(second === 0 ? 0 : 1_000);
      if (isAlive.mock.calls.length > tries.length) tries.push(second);
    }
    expect(tries).toEqual([0, 2, 6, 14, 30, 60, 90]);
    expect(act).toHaveBeenCalledTimes(1);
  });

  test("tries at once when the browser is online again", async () => {
    const [act, page] = [vi.fn(), new EventTarget()];
    onceAlive(line(false, true), act, page);
    await vi.advanceTimersByTimeAsync(100);
    expect(act).not.toHaveBeenCalled();
    page.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(act).toHaveBeenCalledTimes(1);
  });

  test("does nothing once called off", async () => {
    const [isAlive, act] = [line(false, true), vi.fn()];
    const stop = onceAlive(isAlive, act, new EventTarget());
    await vi.advanceTimersByTimeAsync(100);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isAlive).toHaveBeenCalledTimes(1);
    expect(act).not.toHaveBeenCalled();
  });
});
