type Lock = { release(): Promise<void> };

/** Keeps the screen on while `work` goes on, where the browser can: phones stop uploads when they fall asleep. */
export async function awakeFor(work: Promise<unknown>): Promise<void> {
  const wake = (navigator as { wakeLock?: { request(kind: "screen"): Promise<Lock> } }).wakeLock;
  const lock = await wake?.request("screen").catch(() => null);
  await work.catch(() => undefined);
  await lock?.release().catch(() => undefined);
}
