import type { Carrier, Condition, Movement } from "#app/domain/entries/paper.ts";
import { m } from "#app/paraglide/messages.js";

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

/** The word for how originals changed hands. */
export const movementWord = (movement: Movement): string =>
  ({ received: m.paper_movement_received, "handed-over": m.paper_movement_handed_over, returned: m.paper_movement_returned })[movement]();
