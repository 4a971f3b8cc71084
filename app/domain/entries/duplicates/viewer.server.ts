import { sql } from "kysely";
import type { FileViewer } from "#app/domain/files/viewers.server.ts";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import { isUuid } from "#app/platform/uuid.ts";

/**
 * An office may look at the work that stands beside one of its own as a likely duplicate, in the small forms: else it
 * could not decide. What another office holds stays there in full size.
 */
export const pairedFileViewer: FileViewer = async ({ db, actor }, { fileId, variant }) => {
  const reader = actor as Actor | null;
  if (!reader || variant === "original" || variant === "tiles" || !isUuid(fileId)) return false;
  const offices = officeUnitIds(reader);
  if (offices.length === 0) return false;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select 1 from entries e
      join duplicate_pairs p on e.id in (p.first_entry_id, p.second_entry_id)
      join round_entries re on re.entry_id = case when p.first_entry_id = e.id then p.second_entry_id else p.first_entry_id end
      join rounds r on r.id = re.round_id
      where e.file_id = ${fileId} and r.unit_id = any(${offices}::uuid[])) as seen`.execute(db);
  return rows[0]?.seen ?? false;
};
