import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;

/** Whether the server answers at all. The browser's own word is not enough: a phone without credit counts as online. */
const isLineAlive = () =>
  fetch("/health", { method: "HEAD", cache: "no-store" }).then((response) => response.ok, () => false);

/**
 * Tries `isAlive` now, then after 2 s, 4 s… up to 30 s apart, and whenever `page` says "online"; acts once, at the first
 * yes. Gives what calls it off.
 */
export function onceAlive(isAlive: () => Promise<boolean>, act: () => void, page: EventTarget): () => void {
  let clock: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = firstPauseMs;
  let over = false;
  const end = () => {
    over = true;
    clearTimeout(clock);
    page.removeEventListener("online", attempt);
  };
  async function attempt() {
    clearTimeout(clock);
    const alive = await isAlive();
    if (over) return;
    if (alive) {
      end();
      return act();
    }
    clearTimeout(clock);
    clock = setTimeout(attempt, pauseMs);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
  page.addEventListener("online", attempt);
  void attempt();
  return end;
}

/**
 * Gives what reads the page's data again. A reading that fails would put an error page in place of what was typed, so on a
 * dead line it waits until the server answers. Being asked again meanwhile starts no second round.
 */
export function useRefresh(): () => void {
  const { revalidate } = useRevalidator();
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return useCallback(() => {
    stop.current ??= onceAlive(isLineAlive, () => {
      stop.current = null;
      revalidate();
    }, window);
  }, [revalidate]);
}
