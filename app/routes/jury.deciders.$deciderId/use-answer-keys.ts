import { useEffect } from "react";
import { isTextPlace, useKeySwitch } from "#app/ui/use-key-switch.ts";

const answers: Record<string, string> = { ArrowLeft: "left", ArrowRight: "right", ArrowDown: "equal", "=": "equal" };

/**
 * The keys ← ↓ = → press the button of their answer, once for each time they are struck. Inside a picture or a clip they
 * move that, as they do everywhere.
 */
export function useAnswerKeys(busy: boolean) {
  const [on, change] = useKeySwitch();
  useEffect(() => {
    if (!on || busy) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const answer = answers[event.key];
      const elsewhere = isTextPlace(event.target) || (event.target instanceof Element && event.target.closest(".zoom-frame, .clip-player"));
      if (!answer || elsewhere || event.defaultPrevented || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const button = document.querySelector<HTMLElement>(`[data-answer="${answer}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [on, busy]);
  return [on, change] as const;
}
