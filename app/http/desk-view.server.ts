import type { DeskRow } from "#app/domain/entries/queries/desk.server.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import type { DeskView } from "#app/ui/desk/view.ts";
import { reasonWords } from "./words.server.ts";

/** A row of the desk as its page shows it: what is at fault or missing in words. */
export function deskView({ submittedAt, thumb, faults, gaps, ...row }: DeskRow): DeskView {
  return {
    ...row,
    sent: submittedAt !== null,
    thumb: thumbPicture(thumb).small,
    hasFile: thumb !== null,
    faults: Object.fromEntries(faults.map(({ field, reason, params }) => [field, reasonWords(reason, params)])),
    gaps: gaps.map(({ part, reason, params }) => ({ part, words: reasonWords(reason, params) })),
  };
}
