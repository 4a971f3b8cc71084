import { sql } from "kysely";

/** A new version of the criteria as a judge hears of it; `recalled`: this sheet had something to be looked at again. */
export type CriteriaChange = { number: number; reason: string; recalled: boolean; wasHandedIn: boolean };

/** SQL for the last new version of the criteria of visible sheet `sheet`. */
export const criteriaChangeOf = sql<CriteriaChange | null>`(
  select json_build_object('number', v.number + 1, 'reason', v.reason, 'recalled', rc.sheet_id is not null,
    'wasHandedIn', coalesce(rc.was_handed_in, false))
  from criteria_versions v left join criteria_recalls rc on rc.sheet_id = sheet.id and rc.answered_at is null
  where v.category_id = sheet."categoryId" order by v.number desc, rc.was_handed_in desc nulls last limit 1)`;

/** SQL that holds for visible sheet `sheet` while a new version of the criteria waits for its judge there. */
export const isRecalled = sql<boolean>`exists (
  select 1 from criteria_recalls rc where rc.sheet_id = sheet.id and rc.answered_at is null)`;
