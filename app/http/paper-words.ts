import type { Carrier, Condition, Movement, Whereabouts } from "#app/domain/entries/paper.ts";
import { m } from "#app/paraglide/messages.js";
import type { ChipTone } from "#app/ui/chip.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/** The word for how an original looked. */
export const conditionWord = (condition: Condition): string =>
  ({
    good: m.paper_condition_good,
    creased: m.paper_condition_creased,
    torn: m.paper_condition_torn,
    stained: m.paper_condition_stained,
    incomplete: m.paper_condition_incomplete,
    other: m.paper_condition_other,
  })[condition]();

/** The word for what an original is. */
export const carrierWord = (carrier: Carrier): string =>
  ({ sheet: m.paper_carrier_sheet, usb: m.paper_carrier_usb })[carrier]();

/** How an original's place is said and shown. */
export const whereLook = (where: Whereabouts): { word: string; tone: ChipTone; icon: IconName } => {
  const looks = {
    awaited: { word: m.paper_where_awaited(), tone: "outline", icon: "clock" },
    here: { word: m.paper_where_here(), tone: "ok", icon: "inbox" },
    "handed-over": { word: m.paper_where_handed_over(), tone: "info", icon: "send" },
    returned: { word: m.paper_where_returned(), tone: "plain", icon: "undo" },
  } as const;
  return looks[where];
};

/** The word for how originals changed hands. */
export const movementWord = (movement: Movement): string =>
  ({ received: m.paper_movement_received, "handed-over": m.paper_movement_handed_over, returned: m.paper_movement_returned })[movement]();
