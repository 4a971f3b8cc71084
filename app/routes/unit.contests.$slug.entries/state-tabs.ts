import { type EntryState, entryStates } from "#app/domain/entries/states.ts";
import type { UnitSummary } from "#app/domain/entries/queries/for-unit.server.ts";
import { m } from "#app/paraglide/messages.js";
import type { Tab } from "#app/ui/tabs.tsx";

const words: Record<EntryState, () => string> = {
  draft: () => m.ui_status_draft(),
  returned: () => m.ui_status_returned(),
  submitted: () => m.ui_status_submitted(),
  valid: () => m.ui_status_valid(),
  invalid: () => m.ui_status_invalid(),
  withdrawn: () => m.ui_status_withdrawn(),
};

/** All entries and those of each state that has any, as filters with their counts. */
export function stateTabs(summary: UnitSummary, current: EntryState | null, to: (state: EntryState | null) => string): Tab[] {
  const count = (state: EntryState) => summary.categories.reduce((sum, { states }) => sum + states[state], 0);
  const all = entryStates.reduce((sum, state) => sum + count(state), 0);
  return [
    { to: to(null), label: m.unit_entries_all(), count: all, current: current === null },
    ...entryStates
      .filter((state) => count(state) > 0 || state === current)
      .map((state) => ({ to: to(state), label: words[state](), count: count(state), current: state === current })),
  ];
}
