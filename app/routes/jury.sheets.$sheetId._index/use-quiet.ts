import { type RefObject, useCallback, useEffect, useState } from "react";

/**
 * The quiet view: the work alone on the whole screen with its sheet at hand. The browser's own full screen where it has
 * one, else the whole window; Escape leaves it, and the bar is out of reach while it lasts.
 */
export function useQuiet(desk: RefObject<HTMLElement | null>) {
  const [quiet, setQuiet] = useState(false);
  const change = useCallback(
    (next: boolean) => {
      setQuiet(next);
      if (next) void desk.current?.requestFullscreen?.().catch(() => undefined);
      else if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    },
    [desk],
  );
  useEffect(() => {
    const onFullScreen = () => {
      if (!document.fullscreenElement) setQuiet(false);
    };
    document.addEventListener("fullscreenchange", onFullScreen);
    return () => document.removeEventListener("fullscreenchange", onFullScreen);
  }, []);
  useEffect(() => {
    const bar = document.querySelector<HTMLElement>(".jury-bar");
    if (!quiet || !bar) return undefined;
    bar.inert = true;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) change(false);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      bar.inert = false;
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [quiet, change]);
  return [quiet, change] as const;
}
