/** How far a judge has come with one sheet: nothing yet, some criteria, all criteria, handed in. */
export const sheetStates = ["empty", "begun", "complete", "submitted"] as const;
export type SheetState = (typeof sheetStates)[number];

/** The state of a sheet from what is counted of it. */
export function sheetState(facts: { submitted: boolean; scored: number; criteria: number }): SheetState {
  if (facts.submitted) return "submitted";
  if (facts.scored === 0) return "empty";
  return facts.scored < facts.criteria ? "begun" : "complete";
}

/** What the light table may be narrowed to; "open" is every sheet not handed in. */
export const sheetFilters = ["all", "open", "submitted"] as const;
export type SheetFilter = (typeof sheetFilters)[number];
