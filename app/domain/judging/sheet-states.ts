/** What the light table may be narrowed to; "open" is every sheet that waits, put off or not. */
export const sheetFilters = ["all", "open", "later", "submitted", "abstained"] as const;
export type SheetFilter = (typeof sheetFilters)[number];
