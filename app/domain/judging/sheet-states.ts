/** What the light table may be narrowed to; "open" is every sheet not handed in. */
export const sheetFilters = ["all", "open", "submitted"] as const;
export type SheetFilter = (typeof sheetFilters)[number];
