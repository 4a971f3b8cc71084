import { sql } from "kysely";
import type { Context } from "#app/domain/people/context.server.ts";
import { officeUnitIds } from "#app/domain/people/actor.ts";
import type { Database } from "#db/client.ts";
import { organisation, publicContests } from "./landing.server.ts";

/** What the frame around a round's pages says. */
export type RoundShell = { contestId: string; contestName: string; year: number; roundName: string; unitName: string };

/** The frame of a round for its own office, or null where the actor has no place. */
export async function findRoundShell(ctx: Context, roundId: string): Promise<RoundShell | null> {
  const units = officeUnitIds(ctx.actor);
  if (units.length === 0 || !/^[0-9a-f-]{36}$/.test(roundId)) return null;
  const row = await ctx.db
    .selectFrom("rounds as r")
    .innerJoin("contests as c", "c.id", "r.contest_id")
    .select(["c.id as contestId", "c.name as contestName", "c.year", "r.name as roundName", "r.unit_name as unitName"])
    .where("r.id", "=", roundId)
    .where("r.unit_id", "in", units)
    .executeTakeFirst();
  return row ?? null;
}

/** What the frame around a contest's public pages says. */
export type ContestShell = { slug: string; name: string; year: number; organisation: string; published: boolean };

/** The public frame of a contest whose first round is out of its draft now; drafts are nobody's business: null. */
export async function findContestShell(db: Database, slug: string): Promise<ContestShell | null> {
  const row = await publicContests(db)
    .select(["c.slug", "c.name", "c.year", organisation.as("organisation")])
    .select(
      sql<boolean>`exists (select 1 from publications p join rounds r on r.id = p.round_id where r.contest_id = c.id)`
        .as("published"),
    )
    .where("c.slug", "=", slug)
    .executeTakeFirst();
  return row ?? null;
}

/** The names of the units somebody enters works for, in the order of appointment. */
export async function listEntrantUnits(ctx: Context): Promise<{ id: string; name: string }[]> {
  const ids = ctx.actor.appointments.flatMap((a) => (a.role === "entrant" && a.unitId ? [a.unitId] : []));
  if (ids.length === 0) return [];
  return ctx.db.selectFrom("units").select(["id", "name"]).where("id", "in", ids).orderBy("sort_key").execute();
}
