import type { Expression, SqlBool } from "kysely";
import type { Database } from "#db/client.ts";

/** One line of the log. Only what `tellableKeys` names is read of a detail: points, titles and ids stay inside. */
export type EventRow = {
  seq: number; at: Date; actorName: string; action: string; subjectType: string; contestId: string | null;
  contestName: string | null; told: Record<string, string>;
};
export type EventFilter = { contestId?: string; action?: string; before?: number };
export type EventPage = { events: EventRow[]; nextBefore: number | null };

/** Where somebody may look: the caller knows, this module comes before all that is logged. Aliases: `ev`. */
export type EventScope = Expression<SqlBool>;

const PAGE = 50;

/** Parts of a detail that may be told to everybody who may see the event. */
const tellableKeys = ["code", "reason", "documentNo", "from", "to", "name", "slug", "version", "on", "lastDay", "role"];

/** A page of the log within a scope, the latest first, 50 at a time by sequence number; one query. */
export async function listEvents(db: Database, scope: EventScope, filter: EventFilter): Promise<EventPage> {
  let query = db
    .selectFrom("audit_events as ev")
    .leftJoin("contests as c", "c.id", "ev.contest_id")
    .select([
      "ev.seq", "ev.at", "ev.actor_name as actorName", "ev.action", "ev.subject_type as subjectType",
      "ev.contest_id as contestId", "c.name as contestName", "ev.detail",
    ])
    .where(scope)
    .orderBy("ev.seq", "desc")
    .limit(PAGE + 1);
  if (filter.contestId) query = query.where("ev.contest_id", "=", filter.contestId);
  if (filter.action) query = query.where("ev.action", "=", filter.action);
  if (filter.before !== undefined) query = query.where("ev.seq", "<", filter.before);
  const rows = await query.execute();
  const events = rows.slice(0, PAGE).map(({ detail, ...event }) => ({ ...event, told: toldOf(detail) }));
  return { events, nextBefore: rows.length > PAGE ? (events.at(-1)?.seq ?? null) : null };
}

/** Short plain values alone: nested facts are for the database, not for a list. */
function toldOf(detail: unknown): Record<string, string> {
  if (detail === null || typeof detail !== "object") return {};
  const facts = detail as Record<string, unknown>;
  return Object.fromEntries(
    tellableKeys.flatMap((key) => {
      const value = facts[key];
      const short = (typeof value === "string" && value !== "" && !isId(value)) || typeof value === "number";
      return short ? [[key, String(value)]] : [];
    }),
  );
}

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text);
