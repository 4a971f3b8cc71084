import { sql } from "kysely";
import { countResults } from "#app/domain/awards/results.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import type { Sex } from "#app/domain/entries/states.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Database } from "#db/client.ts";
import { reportSentence } from "./report-text.ts";
import {
  addTallies, distinctChildren, type DivisionRow, type EntryTally, type Participation, type Report, sharesOf,
  sharesOfPeoples, tallyChildren, type UnitRow,
} from "./report.ts";

type Cell = EntryTally & { unitId: string; unitName: string; categoryCode: string | null; divisionId: string | null };
type About = {
  year: number; organisation: string; unitKind: string | null; nextUnitKind: string | null; published: boolean;
  divisions: { id: string; name: string }[];
};

/**
 * The report of a round for its own office ("round-not-found" for others), counted from the data as they stand: the
 * figures of the sentence are those of the open results. Six queries for a round of any size.
 */
export async function findReport(ctx: Context, roundId: string): Promise<Report> {
  const round = await findOfficeRound(ctx, roundId);
  const { db } = ctx;
  const results = await countResults(db, roundId, ctx.now);
  const about = await findAbout(db, roundId);
  const cells = await listCells(db, roundId, round.ordinal === 1);
  const participations = await listParticipations(db, roundId);
  const children = distinctChildren(participations);
  const categories = results.categories.map(({ code, name }) => ({ code, name }));
  const units = unitRows(cells, participations, categories.map(({ code }) => code));
  const { divisions, ...told } = about;
  return {
    ...told,
    contestName: round.contestName, roundName: round.name, unitName: round.unitName,
    sentence: reportSentence({ ...results, unitKind: about.unitKind, nextUnitKind: about.nextUnitKind }),
    categories,
    units,
    total: {
      ...addTallies(units),
      ...tallyChildren(participations),
      byCategory: Object.fromEntries(results.categories.map(({ code, received }) => [code, received])),
    },
    sexes: sharesOf(children, ({ sex }) => sex, (a, b) => sexOrder.indexOf(a.value) - sexOrder.indexOf(b.value)),
    ages: sharesOf(children, ({ birthYear }) => about.year - birthYear, (a, b) => a.value - b.value),
    peoples: sharesOfPeoples(children),
    divisions: divisionRows(cells, participations, categories, divisions),
  };
}

const sexOrder: readonly Sex[] = ["female", "male", "undisclosed"];

function unitRows(cells: readonly Cell[], participations: readonly Participation[], codes: readonly string[]): UnitRow[] {
  const units = new Map(cells.map(({ unitId, unitName }) => [unitId, unitName]));
  return [...units].map(([unitId, name]) => {
    const own = cells.filter((cell) => cell.unitId === unitId);
    const receivedOf = (code: string) => addTallies(own.filter((cell) => cell.categoryCode === code)).received;
    return {
      unitId, name,
      ...addTallies(own),
      ...tallyChildren(participations.filter((one) => one.unitId === unitId)),
      byCategory: Object.fromEntries(codes.map((code) => [code, receivedOf(code)])),
    };
  });
}

function divisionRows(
  cells: readonly Cell[],
  participations: readonly Participation[],
  categories: Report["categories"],
  divisions: About["divisions"],
): DivisionRow[] {
  const names = new Map<string | null, string>(divisions.map(({ id, name }) => [id, name]));
  return categories.flatMap(({ code, name }) =>
    [...names.keys(), null].flatMap((divisionId) => {
      const own = cells.filter((cell) => cell.categoryCode === code && cell.divisionId === divisionId);
      if (own.length === 0) return [];
      const inside = participations.filter((one) => one.divisionId === divisionId && one.categoryCode === code);
      return [{
        key: `${code}-${divisionId ?? ""}`, category: name, division: names.get(divisionId) ?? null,
        ...addTallies(own), children: distinctChildren(inside).length,
      }];
    }),
  );
}

async function findAbout(db: Database, roundId: string): Promise<About> {
  const { rows } = await sql<About>`
    select co.year, coalesce(nullif(host.organisation, ''), host.name) as organisation,
      case when r.ordinal = 1
        then (select case when count(distinct u.kind) = 1 then min(u.kind) end
          from contest_participants p join units u on u.id = p.unit_id where p.contest_id = co.id)
        else (select u.kind from rounds below join units u on u.id = below.unit_id
          where below.contest_id = co.id and below.ordinal = r.ordinal - 1)
      end as "unitKind",
      (select u.kind from rounds above join units u on u.id = above.unit_id
        where above.contest_id = co.id and above.ordinal = r.ordinal + 1) as "nextUnitKind",
      exists (select 1 from publications p where p.round_id = r.id) as published,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by k.position, d.position), '[]')
        from divisions d join categories k on k.id = d.category_id where k.contest_id = co.id) as divisions
    from rounds r join contests co on co.id = r.contest_id join units host on host.id = r.unit_id
    where r.id = ${roundId}`.execute(db);
  return rows[0]!;
}

/** Entries by unit, category and division. Every invited unit is there in the first round, with nothing if need be. */
async function listCells(db: Database, roundId: string, everyUnit: boolean): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select p.unit_id as "unitId", p.unit_name as "unitName", k.code as "categoryCode", e.division_id as "divisionId",
      count(re.id)::int as received,
      count(*) filter (where re.id is not null and w.entry_id is null and sc.verdict = 'accepted')::int as valid,
      count(*) filter (where re.id is not null and w.entry_id is null and sc.verdict = 'rejected')::int as rejected,
      count(w.entry_id)::int as withdrawn,
      count(*) filter (where re.id is not null and w.entry_id is null and sc.id is null)::int as pending,
      count(ac.round_entry_id)::int as awarded,
      count(nc.round_entry_id)::int as nominated
    from rounds r
    join contest_participants p on p.contest_id = r.contest_id
    join units u on u.id = p.unit_id
    left join (round_entries re join entries e on e.id = re.entry_id join categories k on k.id = re.category_id)
      on re.round_id = r.id and e.participant_id = p.unit_id
    left join entry_withdrawals w on w.entry_id = re.entry_id
    left join screenings sc on sc.round_entry_id = re.id and sc.undone_at is null
    left join award_choices ac on ac.round_entry_id = re.id
    left join nomination_choices nc on nc.round_entry_id = re.id
    where r.id = ${roundId} and (${everyUnit} or re.id is not null)
    group by p.unit_id, p.unit_name, u.sort_key, k.code, k.position, e.division_id
    order by u.sort_key, p.unit_id, k.position`.execute(db);
  return rows;
}

/** Who takes part in works received and not taken back; no names are read. */
async function listParticipations(db: Database, roundId: string): Promise<Participation[]> {
  const { rows } = await sql<Participation>`
    select distinct ch.id as "childId", e.participant_id as "unitId", e.division_id as "divisionId",
      k.code as "categoryCode", ea.sex, ch.birth_year as "birthYear", ea.ethnicity
    from round_entries re
    join entries e on e.id = re.entry_id
    join categories k on k.id = re.category_id
    join entry_authors ea on ea.entry_id = e.id
    join children ch on ch.id = ea.child_id
    where re.round_id = ${roundId}
      and not exists (select 1 from entry_withdrawals w where w.entry_id = e.id)
    order by ch.id, ea.sex, ea.ethnicity`.execute(db);
  return rows;
}
