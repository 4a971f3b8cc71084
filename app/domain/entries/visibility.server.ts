import { sql, type SqlBool } from "kysely";
import { type Actor, officeUnitIds } from "#app/domain/people/actor.ts";
import type { Database } from "#db/client.ts";

/** The check of an address's id, under the name queries use it by. */
export { isUuid as isId } from "#app/platform/uuid.ts";

export type Reader = { db: Database; actor: Actor };

/** SQL that holds for entry `e` when one of these offices entered it for its unit. */
const enteredBy = (units: readonly string[]) => sql<SqlBool>`exists (
  select 1 from entries_on_behalf ob where ob.entry_id = e.id and ob.office_unit_id = any(${[...units]}::uuid[]))`;

/**
 * The entries an actor may know of: those of one's own units and the units below them, and for an office those that
 * take part in a round which it holds and those it entered itself. A unit's own drafts never reach an office; judges
 * read through the judging module alone.
 */
export function visibleEntries({ db, actor }: Reader) {
  return db.selectFrom("entries as e").where((eb) =>
    eb.or([
      sql<SqlBool>`e.unit_id = any(${actor.entrantUnitIds}::uuid[])`,
      sql<SqlBool>`exists (
        select 1 from round_entries vre join rounds vr on vr.id = vre.round_id
        where vre.entry_id = e.id and vr.unit_id = any(${officeUnitIds(actor)}::uuid[]))`,
      enteredBy(officeUnitIds(actor)),
    ]),
  );
}

/** The entries of one's own units and the units below them. */
export function ownEntries({ db, actor }: Reader) {
  return db.selectFrom("entries as e").where(sql<SqlBool>`e.unit_id = any(${actor.entrantUnitIds}::uuid[])`);
}

/** The entries whose form the actor may fill in: one's own, and those one's office entered on behalf of a unit. */
export function formEntries({ db, actor }: Reader) {
  return db
    .selectFrom("entries as e")
    .where((eb) => eb.or([sql<SqlBool>`e.unit_id = any(${actor.entrantUnitIds}::uuid[])`, enteredBy(officeUnitIds(actor))]));
}

/** Participations in the rounds which the actor's offices hold. */
export function visibleRoundEntries({ db, actor }: Reader) {
  return db
    .selectFrom("round_entries as re")
    .innerJoin("rounds as r", "r.id", "re.round_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .where(sql<SqlBool>`r.unit_id = any(${officeUnitIds(actor)}::uuid[])`);
}
