import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { CategorySetup, ContestSetup, RoundSetup, TieBreakSetup } from "./model.ts";

/** The row ids behind a set-up, in its order, for those who write to it. */
export type SetupIds = { categories: Map<string, string>; rounds: string[] };

type SetupRow = {
  contest: ContestSetup["contest"];
  rules: ContestSetup["rules"] | null;
  categories: (CategorySetup & { id: string })[];
  rounds: (Omit<RoundSetup, "tieBreakSteps"> & { id: string; steps: StepRow[] })[];
};
type StepRow = { position: number; kind: TieBreakSetup["kind"]; criterion: number | null };

const categoriesJson = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'code', c.code, 'name', c.name, 'medium', c.medium,
    'minAuthors', c.min_authors, 'maxAuthors', c.max_authors,
    'file', jsonb_strip_nulls(jsonb_build_object('types', c.file_types, 'maxBytes', c.max_bytes,
      'minLongSidePx', c.min_long_side_px, 'minDurationMs', c.min_duration_ms, 'maxDurationMs', c.max_duration_ms)),
    'divisions', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', d.code, 'name', d.name,
      'basis', d.basis, 'from', d.from_value, 'to', d.to_value, 'referenceDate', d.reference_date))
      order by d.position), '[]') from divisions d where d.category_id = c.id),
    'criteria', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'guidance', k.guidance,
      'maxPoints', k.max_points, 'step', k.step, 'weight', k.weight) order by k.position), '[]')
      from criteria k where k.category_id = c.id and k.round_id is null)
  ) || coalesce((select jsonb_build_object('limits', jsonb_strip_nulls(jsonb_build_object(
      'perUnitMin', l.per_unit_min, 'perUnitMax', l.per_unit_max, 'perChildMax', l.per_child_max)))
    from entry_limits l where l.category_id = c.id), '{}') order by c.position), '[]') from categories c where c.contest_id = contests.id)`;

const roundsJson = sql`(
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'id', r.id, 'name', r.name, 'unitCode', u.code, 'unitName', r.unit_name, 'codePrefix', r.code_prefix,
    'aggregation', r.aggregation, 'spreadLimit', r.spread_limit, 'graceMinutes', nullif(r.grace_minutes, 0),
    'phases', (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'startsAt', p.starts_at,
      'endsAt', p.ends_at) order by p.starts_at, p.ends_at), '[]') from phases p where p.round_id = r.id),
    'tiers', (select coalesce(jsonb_agg(jsonb_build_object('category', c.code, 'name', t.name, 'count', t.places,
      'prizeDong', t.money, 'gift', t.gift) order by c.position, t.position), '[]')
      from tiers t join categories c on c.id = t.category_id where t.round_id = r.id),
    'quotas', (select coalesce(jsonb_agg(jsonb_build_object('category', c.code, 'count', q.places)
      order by c.position), '[]')
      from nomination_quotas q join categories c on c.id = q.category_id where q.round_id = r.id and q.places > 0),
    'ballots', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('category', c.code, 'kind', b.kind, 'stars', b.stars, 'picks', b.picks,
      'exact', case when b.kind = 'choose' then b.exact end, 'quorum', b.quorum, 'quorumIn', b.quorum_in)) order by c.position)
      from ballots b join categories c on c.id = b.category_id where b.round_id = r.id),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('position', s.position, 'kind', s.kind,
      'criterion', coalesce(k.position, 0)) order by s.position, c.position), '[]')
      from tie_break_steps s join categories c on c.id = s.category_id
      left join criteria k on k.id = s.criterion_id where s.round_id = r.id)
  )) order by r.ordinal), '[]') from rounds r join units u on u.id = r.unit_id where r.contest_id = contests.id)`;

/** A contest's set-up as it stands, with the ids of its rows; one query. Unknown is "contest-unknown". */
export async function readStoredSetup(db: Database, contestId: string): Promise<{ setup: ContestSetup; ids: SetupIds }> {
  const row = await db
    .selectFrom("contests")
    .select([
      sql<SetupRow["contest"]>`jsonb_build_object('slug', slug, 'name', name, 'theme', theme, 'lead', lead,
        'year', year)`.as("contest"),
      sql<SetupRow["rules"]>`(select jsonb_build_object('text', v.body, 'document', v.document_no)
        from rules_versions v where v.contest_id = contests.id order by v.version desc limit 1)`.as("rules"),
      sql<SetupRow["categories"]>`${categoriesJson}`.as("categories"),
      sql<SetupRow["rounds"]>`${roundsJson}`.as("rounds"),
    ])
    .where("id", "=", contestId)
    .executeTakeFirst();
  if (!row) throw new DomainError("not-found", "contest-unknown");
  return {
    setup: {
      version: 1,
      contest: row.contest,
      rules: row.rules ?? { text: "", document: "" },
      categories: row.categories.map(({ id: _, ...category }) => category),
      rounds: row.rounds.map(roundOf),
    },
    ids: { categories: new Map(row.categories.map(({ code, id }) => [code, id])), rounds: row.rounds.map(({ id }) => id) },
  };
}

function roundOf({ id: _, steps, phases, ...round }: SetupRow["rounds"][number]): RoundSetup {
  return {
    ...round,
    phases: phases.map(({ kind, startsAt, endsAt }) => ({ kind, startsAt: iso(startsAt), endsAt: iso(endsAt) })),
    tieBreakSteps: chainOf(steps),
  };
}

const iso = (moment: string) => new Date(moment).toISOString();

/** The chain is kept for each category; every category of a round follows the same one as far as its rubric goes. */
function chainOf(steps: readonly StepRow[]): TieBreakSetup[] {
  const byPosition = new Map<number, StepRow>();
  for (const step of steps) if (!byPosition.has(step.position)) byPosition.set(step.position, step);
  return [...byPosition.values()].map(({ kind, criterion }) =>
    kind === "criterion" ? { kind, position: criterion ?? 1 } : { kind },
  );
}
