import type { Role } from "./actor.ts";
import type { Context } from "./context.server.ts";
import { visiblePeople } from "./queries.server.ts";

export type PersonAt = { id: string; fullName: string; role: Role; identifier: string; appointmentId: string };

/** Those in reach who hold a standing appointment at a unit, by role and name. */
export function listPeopleAt({ db, actor }: Context, unitId: string): Promise<PersonAt[]> {
  return listAt({ db, actor }, "unit_id", unitId);
}

/** Those in reach who judge a round, the head judge first. */
export function listJudgesOf({ db, actor }: Context, roundId: string): Promise<PersonAt[]> {
  return listAt({ db, actor }, "round_id", roundId);
}

async function listAt({ db, actor }: Pick<Context, "db" | "actor">, column: "unit_id" | "round_id", id: string) {
  const rows = await visiblePeople(db, actor)
    .innerJoin("appointments", "appointments.person_id", "people.id")
    .select(["people.id", "people.full_name", "people.phone", "people.username", "role", "appointments.id as appointment"])
    .where(`appointments.${column}`, "=", id)
    .where("appointments.ended_at", "is", null)
    .orderBy("role")
    .orderBy("people.search")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    role: row.role as Role,
    identifier: row.phone ?? row.username ?? "",
    appointmentId: row.appointment,
  }));
}
