import { sql } from "kysely";

/** SQL that holds for round entry `re` while it takes part: accepted at screening and not withdrawn. */
export const takesPart = sql<boolean>`(
  exists (select 1 from screenings sc where sc.round_entry_id = re.id and sc.undone_at is null and sc.verdict = 'accepted')
  and not exists (select 1 from entry_withdrawals ew where ew.entry_id = re.entry_id))`;
