import { sql, type SqlBool } from "kysely";
import { type EventFilter, type EventPage, type EventScope, listEvents } from "#app/domain/audit/queries.server.ts";
import { type ChainReport, verifyChain } from "#app/domain/audit/verify.server.ts";
import { isAdministrator, officeUnitIds } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type AuditLog = EventPage & {
  contests: { id: string; name: string; year: number }[];
  /** Null until asked for. */
  chain: ChainReport | null;
};

/**
 * What of the log an actor may read: an administrator everything; an office the contests in which it holds a round,
 * except drafts of entries that never reached it and what concerns rounds of others, whose decisions are not its own
 * before they are published.
 */
function scopeOf({ actor }: Pick<Context, "actor">): EventScope {
  if (isAdministrator(actor)) return sql<SqlBool>`true`;
  const units = sql`${officeUnitIds(actor)}::uuid[]`;
  const ownRound = sql`select r.id from rounds r where r.unit_id = any(${units})`;
  return sql<SqlBool>`(
    ev.contest_id in (select r.contest_id from rounds r where r.unit_id = any(${units})
      union select c.id from contests c where c.organiser_unit_id = any(${units}))
    and case ev.subject_type
      when 'round' then ev.subject_id::uuid in (${ownRound})
      when 'round-entry' then exists (select 1 from round_entries re
        where re.id = ev.subject_id::uuid and re.round_id in (${ownRound}))
      when 'sheet' then exists (select 1 from sheets s join round_entries re on re.id = s.round_entry_id
        where s.id = ev.subject_id::uuid and re.round_id in (${ownRound}))
      when 'entry' then exists (select 1 from round_entries re
        where re.entry_id = ev.subject_id::uuid and re.round_id in (${ownRound}))
      else true end)`;
}

/** A page of the log in the actor's reach; with `verify` the whole chain is recomputed as well. */
export async function findAuditLog(ctx: Context, filter: EventFilter, verify: boolean): Promise<AuditLog> {
  const scope = scopeOf(ctx);
  const contestId = filter.contestId && isUuid(filter.contestId) ? filter.contestId : undefined;
  const page = await listEvents(ctx.db, scope, { ...filter, contestId });
  const contests = await listContests(ctx);
  return { ...page, contests, chain: verify ? await verifyChain(ctx.db) : null };
}

function listContests({ db, actor }: Context): Promise<AuditLog["contests"]> {
  const query = db.selectFrom("contests as c").select(["c.id", "c.name", "c.year"]).orderBy("c.year", "desc").orderBy("c.name");
  if (isAdministrator(actor)) return query.execute();
  const units = officeUnitIds(actor);
  return query
    .where(sql<SqlBool>`(c.organiser_unit_id = any(${units}::uuid[])
      or exists (select 1 from rounds r where r.contest_id = c.id and r.unit_id = any(${units}::uuid[])))`)
    .execute();
}
