import { sql } from "kysely";
import type { EntryLimits, FileRules, Medium, PhaseKind } from "#app/domain/contests/model.ts";
import { roundPhase } from "#app/domain/contests/load.server.ts";
import type { Database } from "#db/client.ts";

/** A contest on the public list; `intakeEndsAt` is the end of intake in its first round. */
export type PublicContest = {
  slug: string; name: string; theme: string; lead: string; year: number; organisation: string;
  phase: PhaseKind; intakeEndsAt: Date | null; published: boolean;
};

export type LandingPhase = { kind: PhaseKind; startsAt: Date; endsAt: Date | null };
export type LandingRound = {
  id: string; ordinal: number; name: string; unitName: string; unitKind: string; phase: PhaseKind;
  phases: LandingPhase[]; published: boolean; forwarded: boolean;
};
export type LandingCategory = {
  code: string; name: string; medium: Medium; minAuthors: number; maxAuthors: number;
  file: Pick<FileRules, "maxBytes" | "minDurationMs" | "maxDurationMs" | "minLongSidePx">;
  divisions: { name: string; basis: string; from: number; to: number }[];
  limits: EntryLimits;
  /** The prizes of the first round, the best first; money in đồng. */
  tiers: { name: string; count: number; money: number; gift: string }[];
  nominees: number;
};
export type Extension = { oldEndsAt: Date | null; newEndsAt: Date; reason: string; documentNo: string; extendedAt: Date };
export type Landing = Omit<PublicContest, "phase" | "intakeEndsAt" | "published"> & {
  rounds: LandingRound[];
  categories: LandingCategory[];
  units: { count: number; kind: string | null };
  /** Extensions of the first round's intake, the latest first. */
  extensions: Extension[];
  rulesVersion: number | null;
};

/** The name under which the unit `host` shows itself in public. */
export const organisation = sql<string>`coalesce(nullif(host.organisation, ''), host.name)`;
const isPublished = sql<boolean>`exists (select 1 from publications p where p.round_id = rounds.id)`;

/** Contests that the public may know: their first round is out of its draft now. Every public read begins here. */
export const publicContests = (db: Database) =>
  db
    .selectFrom("contests as c")
    .innerJoin("units as host", "host.id", "c.organiser_unit_id")
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("rounds")
          .select("rounds.id")
          .whereRef("rounds.contest_id", "=", "c.id")
          .where("rounds.ordinal", "=", 1)
          .where(roundPhase, "<>", "draft"),
      ),
    );

/** The contests that are or have been open, those that take entries first, then the latest; one query. */
export async function listPublicContests(db: Database): Promise<PublicContest[]> {
  const rows = await publicContests(db)
    .innerJoin("rounds", (join) => join.onRef("rounds.contest_id", "=", "c.id").on("rounds.ordinal", "=", 1))
    .select(["c.slug", "c.name", "c.theme", "c.lead", "c.year", organisation.as("organisation"), roundPhase.as("phase")])
    .select([
      sql<Date | null>`(select ends_at from phases where phases.round_id = rounds.id and kind = 'open')`.as("intakeEndsAt"),
      isPublished.as("published"),
    ])
    .orderBy("c.year", "desc")
    .orderBy("c.created_at", "desc")
    .orderBy("c.id")
    .execute();
  return [...rows.filter(({ phase }) => phase === "open"), ...rows.filter(({ phase }) => phase !== "open")];
}

/** A contest's own page, or null where the public may not know of it; the same three queries for any contest. */
export async function findLanding(db: Database, slug: string): Promise<Landing | null> {
  const contest = await publicContests(db)
    .select(["c.id", "c.slug", "c.name", "c.theme", "c.lead", "c.year", organisation.as("organisation")])
    .select([
      sql<number | null>`(select max(version) from rules_versions v where v.contest_id = c.id)`.as("rulesVersion"),
      sql<LandingCategory[]>`${categoriesJson}`.as("categories"),
      sql<Landing["units"]>`${unitsJson}`.as("units"),
    ])
    .where("c.slug", "=", slug)
    .executeTakeFirst();
  if (!contest) return null;
  const { id, ...rest } = contest;
  return { ...rest, rounds: await listRounds(db, id), extensions: await listExtensions(db, id) };
}

const categoriesJson = sql`(
  select coalesce(json_agg(json_build_object(
    'code', k.code, 'name', k.name, 'medium', k.medium, 'minAuthors', k.min_authors, 'maxAuthors', k.max_authors,
    'file', json_strip_nulls(json_build_object('maxBytes', k.max_bytes, 'minLongSidePx', k.min_long_side_px,
      'minDurationMs', k.min_duration_ms, 'maxDurationMs', k.max_duration_ms)),
    'divisions', (select coalesce(json_agg(json_build_object('name', d.name, 'basis', d.basis, 'from', d.from_value,
      'to', d.to_value) order by d.position), '[]') from divisions d where d.category_id = k.id),
    'limits', coalesce((select json_strip_nulls(json_build_object('perUnitMin', l.per_unit_min, 'perUnitMax', l.per_unit_max,
      'perChildMax', l.per_child_max)) from entry_limits l where l.category_id = k.id), '{}'),
    'tiers', (select coalesce(json_agg(json_build_object('name', t.name, 'count', t.places, 'money', t.money,
      'gift', t.gift) order by t.position), '[]') from tiers t join rounds r on r.id = t.round_id
      where t.category_id = k.id and r.ordinal = 1),
    'nominees', coalesce((select q.places from nomination_quotas q join rounds r on r.id = q.round_id
      where q.category_id = k.id and r.ordinal = 1), 0)
  ) order by k.position), '[]') from categories k where k.contest_id = c.id)`;

/** How many units are invited, and their kind when all are of one. */
const unitsJson = sql`(
  select json_build_object('count', count(*), 'kind', case when count(distinct u.kind) = 1 then min(u.kind) end)
  from contest_participants p join units u on u.id = p.unit_id where p.contest_id = c.id)`;

async function listRounds(db: Database, contestId: string): Promise<LandingRound[]> {
  const rows = await db
    .selectFrom("rounds")
    .innerJoin("units as u", "u.id", "rounds.unit_id")
    .select(["rounds.id", "rounds.ordinal", "rounds.name", "rounds.unit_name as unitName", "u.kind as unitKind"])
    .select([
      roundPhase.as("phase"),
      isPublished.as("published"),
      sql<boolean>`exists (select 1 from forwardings f where f.from_round_id = rounds.id)`.as("forwarded"),
      sql<{ kind: PhaseKind; startsAt: string; endsAt: string | null }[]>`(
        select coalesce(json_agg(json_build_object('kind', p.kind, 'startsAt', p.starts_at, 'endsAt', p.ends_at)
          order by p.starts_at), '[]') from phases p where p.round_id = rounds.id)`.as("phases"),
    ])
    .where("rounds.contest_id", "=", contestId)
    .orderBy("rounds.ordinal")
    .execute();
  return rows.map((row) => ({
    ...row,
    phases: row.phases.map(({ kind, startsAt, endsAt }) => ({
      kind, startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt),
    })),
  }));
}

const listExtensions = (db: Database, contestId: string): Promise<Extension[]> =>
  db
    .selectFrom("phase_extensions as x")
    .innerJoin("phases as p", "p.id", "x.phase_id")
    .innerJoin("rounds as r", "r.id", "p.round_id")
    .select([
      "x.old_ends_at as oldEndsAt", "x.new_ends_at as newEndsAt", "x.reason", "x.document_no as documentNo",
      "x.extended_at as extendedAt",
    ])
    .where("r.contest_id", "=", contestId)
    .where("r.ordinal", "=", 1)
    .where("p.kind", "=", "open")
    .orderBy("x.extended_at", "desc")
    .execute();

export type RulesVersion = { version: number; documentNo: string; reason: string; publishedAt: Date };
export type RulesPage = {
  name: string; year: number; versions: RulesVersion[]; shown: RulesVersion & { body: string }; extensions: Extension[];
};

/**
 * A version of a contest's rules (the latest when none is asked for) with the list of all versions and extensions;
 * null where there is none or the public may not know of the contest.
 */
export async function findRules(db: Database, slug: string, version?: number): Promise<RulesPage | null> {
  const contest = await publicContests(db)
    .select(["c.id", "c.name", "c.year"])
    .where("c.slug", "=", slug)
    .executeTakeFirst();
  if (!contest) return null;
  const rows = await db
    .selectFrom("rules_versions")
    .select(["version", "document_no as documentNo", "reason", "published_at as publishedAt", "body"])
    .where("contest_id", "=", contest.id)
    .orderBy("version", "desc")
    .execute();
  const shown = version === undefined ? rows[0] : rows.find((row) => row.version === version);
  if (!shown) return null;
  const versions = rows.map(({ body: _, ...about }) => about);
  return { name: contest.name, year: contest.year, versions, shown, extensions: await listExtensions(db, contest.id) };
}
