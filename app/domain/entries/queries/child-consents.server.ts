import { sql } from "kysely";
import { type Purpose, purposes } from "#app/domain/entries/states.ts";
import { type Reader, visibleEntries } from "#app/domain/entries/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type ChildEntry = { entryId: string; title: string; code: string | null; authors: number };
export type ChildConsents = {
  childId: string;
  contestId: string;
  contestName: string;
  fullName: string;
  unitName: string;
  /** Everything on file that has not ended, whether it counts or waits for the child's word. */
  open: Purpose[];
  entries: ChildEntry[];
};

/** A child of one of the visible entries with what its family may take back; `not-found` otherwise. */
export async function findChildConsents(reader: Reader, entryId: string, childId: string): Promise<ChildConsents> {
  const row =
    isUuid(entryId) && isUuid(childId)
      ? await visibleEntries(reader)
          .innerJoin("entry_authors as a", "a.entry_id", "e.id")
          .innerJoin("contests as k", "k.id", "e.contest_id")
          .where("e.id", "=", entryId)
          .where("a.child_id", "=", childId)
          .select([
            "a.child_id as childId", "k.id as contestId", "k.name as contestName", "a.full_name as fullName", "e.unit_name as unitName",
            sql<Purpose[]>`coalesce((select json_agg(c.purpose) from consents c where c.contest_id = e.contest_id
              and c.child_id = a.child_id and c.withdrawn_at is null and c.replaced_at is null), '[]')`.as("open"),
            sql<ChildEntry[]>`coalesce((select json_agg(json_build_object('entryId', o.id, 'title', o.title,
                'code', (select re.code from round_entries re where re.entry_id = o.id and re.source_round_id is null),
                'authors', (select count(*) from entry_authors x where x.entry_id = o.id)) order by o.created_at, o.id)
              from entries o join entry_authors oa on oa.entry_id = o.id and oa.child_id = a.child_id
              join entry_submissions s on s.entry_id = o.id
              where o.contest_id = e.contest_id
                and not exists (select 1 from entry_withdrawals w where w.entry_id = o.id)), '[]')`.as("entries"),
          ])
          .executeTakeFirst()
      : undefined;
  if (!row) throw new DomainError("not-found", "child-not-found");
  return { ...row, open: purposes.filter((purpose) => row.open.includes(purpose)) };
}
