import { sql } from "kysely";
import { neededFor } from "#app/domain/entries/consent.ts";
import type { Purpose } from "#app/domain/entries/states.ts";

/** SQL of the number of authors of entry `e`, those who left a group for good not counted, whose consent to one of these is missing. */
export const authorsLacking = (needed: readonly Purpose[]) => sql<number>`(
  select count(*) from entry_authors a where a.entry_id = e.id
    and not exists (select 1 from author_departures d
      where d.entry_id = a.entry_id and d.child_id = a.child_id and d.continues)
    and (select count(*) from standing_consents k
      where k.contest_id = e.contest_id and k.child_id = a.child_id
        and k.purpose = any(${[...needed]}::text[])) < ${needed.length})::int`;

/** SQL that holds when entry `e` has an author and all of them agree to these purposes. */
export const allAgree = (needed: readonly Purpose[]) => sql<boolean>`(
  exists (select 1 from entry_authors a where a.entry_id = e.id) and ${authorsLacking(needed)} = 0)`;

/** SQL that holds when entry `e` of category `c` may be shown to everybody. */
export const mayShowWork = sql<boolean>`(case when c.medium = 'video'
  then ${allAgree(neededFor("show-work", "video"))} else ${allAgree(neededFor("show-work", "image"))} end)`;

/** SQL that holds when the authors of entry `e` may be named to everybody. */
export const mayShowName = allAgree(neededFor("show-name", "image"));
