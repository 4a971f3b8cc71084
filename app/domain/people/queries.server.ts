import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { isUuid } from "#app/platform/uuid.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { type Actor, isAdministrator, type Role } from "./actor.ts";
import type { Context } from "./context.server.ts";
import { invitedBelow, standingAppointments } from "./facts.server.ts";
import { peopleRules } from "./rules.ts";

const PAGE = 50;

export type PlaceView = { id: string; role: Role; placeId: string | null; place: string | null; since: Date };
export type PersonRow = { id: string; fullName: string; identifier: string; places: PlaceView[] };
export type PersonList = { people: PersonRow[]; next: string | null };

/**
 * The people an actor may know of: an administrator all; others those who hold an appointment at a unit or round of
 * theirs, at a unit below theirs that their contests invite, or below a unit they send for.
 */
export function visiblePeople(db: Database, actor: Actor) {
  const all = db.selectFrom("people");
  return isAdministrator(actor) ? all : all.where(({ exists }) => exists(appointmentInReach(db, actor)));
}

function appointmentInReach(db: Database, actor: Actor) {
  const organised = actor.appointments.flatMap((a) => (a.role === "organiser" && a.unitId ? [a.unitId] : []));
  const office = actor.appointments.flatMap((a) => (a.role === "secretary" && a.unitId ? [a.unitId] : []));
  return db
    .selectFrom("appointments as a")
    .leftJoin("rounds as r", "r.id", "a.round_id")
    .select(sql`1`.as("one"))
    .where(sql<boolean>`a.person_id = people.id`)
    .where("a.ended_at", "is", null)
    .where(sql<boolean>`(
      a.unit_id = any(${[...organised, ...office, ...actor.entrantUnitIds]}::uuid[])
      or r.unit_id = any(${[...organised, ...office]}::uuid[])
      or (a.role = 'entrant' and a.unit_id in (
        ${invitedBelow(organised)} select id from invited))
    )`);
}

const placesOf = sql<PlaceView[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'placeId', coalesce(a.unit_id, a.round_id),
    'place', coalesce(u.name, c.name || ' · ' || r.name), 'since', a.appointed_at) order by a.appointed_at, a.id), '[]')
  from appointments a
  left join units u on u.id = a.unit_id
  left join rounds r on r.id = a.round_id
  left join contests c on c.id = r.contest_id
  where a.person_id = people.id and a.ended_at is null)`;

/** People in reach, by folded name, 50 at a time; `search` finds a name without marks or part of a number. */
export async function listPeople(
  { db, actor }: Context,
  { search = "", after = "" }: { search?: string; after?: string } = {},
): Promise<PersonList> {
  const wanted = fold(search);
  const rows = await visiblePeople(db, actor)
    .select(["people.id", "people.full_name", "people.phone", "people.username", "people.search"])
    .select(placesOf.as("places"))
    .$if(wanted !== "", (query) =>
      query.where(({ or, eb }) =>
        or([
          eb("people.search", "like", `%${escapeLike(wanted)}%`),
          eb("people.phone", "like", `%${escapeLike(wanted.replace(/[\s.-]/g, ""))}%`),
          eb("people.username", "like", `%${escapeLike(wanted)}%`),
        ]),
      ),
    )
    .$if(after !== "", (query) => query.where(sql<boolean>`(people.search, people.id::text) > (${cursor(after)})`))
    .orderBy("people.search")
    .orderBy(sql`people.id::text`)
    .limit(PAGE + 1)
    .execute();
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    people: page.map((row) => ({
      id: row.id,
      fullName: row.full_name,
      identifier: row.phone ?? row.username ?? "",
      places: row.places.map((place) => ({ ...place, since: new Date(place.since) })),
    })),
    next: rows.length > PAGE && last ? `${last.search}|${last.id}` : null,
  };
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

function cursor(after: string) {
  const [name = "", id = ""] = after.split("|");
  return sql`${name}, ${id}`;
}

export type PersonView = PersonRow & {
  createdAt: Date;
  hasPin: boolean;
  lockedUntil: Date | null;
  sessions: number;
  links: number;
  endable: string[];
  may: { issueInvitation: boolean; revokeAccess: boolean };
};

/** One person in reach with standing appointments and open ways in; not in reach is "person-unknown". */
export async function findPerson(ctx: Context, personId: string): Promise<PersonView> {
  const { db, actor, now } = ctx;
  if (!isUuid(personId)) throw new DomainError("not-found", "person-unknown");
  const row = await visiblePeople(db, actor)
    .leftJoin("pins", "pins.person_id", "people.id")
    .select(["people.id", "people.full_name", "people.phone", "people.username", "people.created_at"])
    .select(["pins.set_at", "pins.locked_until", placesOf.as("places")])
    .select((eb) => [
      eb.selectFrom("sessions").select(eb.fn.countAll<number>().as("n")).whereRef("person_id", "=", "people.id")
        .where("ended_at", "is", null).where("expires_at", ">", now).as("sessions"),
      eb.selectFrom("personal_links").select(eb.fn.countAll<number>().as("n")).whereRef("person_id", "=", "people.id")
        .where("revoked_at", "is", null).where("expires_at", ">", now).as("links"),
    ])
    .where("people.id", "=", personId)
    .executeTakeFirst();
  if (!row) throw new DomainError("not-found", "person-unknown");
  const appointments = await standingAppointments(db, [personId]);
  return {
    id: row.id,
    fullName: row.full_name,
    identifier: row.phone ?? row.username ?? "",
    places: row.places.map((place) => ({ ...place, since: new Date(place.since) })),
    createdAt: row.created_at,
    hasPin: row.set_at !== null,
    lockedUntil: row.locked_until && row.locked_until > now ? row.locked_until : null,
    sessions: row.sessions ?? 0,
    links: row.links ?? 0,
    endable: appointments.filter((facts) => peopleRules.endAppointment(actor, facts, now)).map(({ id }) => id),
    may: {
      issueInvitation: peopleRules.issueInvitation(actor, { appointments }, now),
      revokeAccess: peopleRules.revokeAccess(actor, { appointments }, now),
    },
  };
}
