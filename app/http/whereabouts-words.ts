import type { Whereabouts } from "#app/domain/entries/paper.ts";
import { m } from "#app/paraglide/messages.js";
import type { ChipTone } from "#app/ui/chip.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/**
 * How an original's place is said and shown. Its words stand with the unit's, since the unit's pages show them and
 * need none of the other words of papers.
 */
export function whereLook(where: Whereabouts): { word: string; tone: ChipTone; icon: IconName } {
  const looks = {
    awaited: { word: m.unit_paper_awaited(), tone: "outline", icon: "clock" },
    here: { word: m.unit_paper_here(), tone: "ok", icon: "inbox" },
    "handed-over": { word: m.unit_paper_handed_over(), tone: "info", icon: "send" },
    returned: { word: m.unit_paper_returned(), tone: "plain", icon: "undo" },
  } as const;
  return looks[where];
}
