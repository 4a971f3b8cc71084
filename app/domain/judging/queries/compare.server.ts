import { sql } from "kysely";
import type { ThumbView } from "#app/domain/entries/facts.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import { type JudgeReader, pictureOf, variants, visibleSheets } from "#app/domain/judging/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";

export const COMPARE_MOST = 4;

export type ComparedSheet = {
  id: string;
  categoryId: string;
  categoryName: string;
  blindCode: string;
  title: string;
  mime: string | null;
  picture: ThumbView | null;
  /** Own points by criterion and their sum, weights included, hundredths; null where not scored. */
  criteria: { id: string; name: string; points: number | null }[];
  points: number | null;
  ballot: Ballot | null;
};

const criteria = sql<ComparedSheet["criteria"]>`(
  select json_agg(json_build_object('id', cr.id, 'name', cr.name, 'points', sp.points) order by cr.position)
  from round_criteria cr left join sheet_points sp on sp.criterion_id = cr.id and sp.sheet_id = sheet.id
  where cr.category_id = sheet."categoryId" and cr.round_id = sheet."roundId")`;
const ownSum = sql<number | null>`(
  select round(sum(sp.points * cr.weight)::numeric / 100)::int
  from sheet_points sp join criteria cr on cr.id = sp.criterion_id where sp.sheet_id = sheet.id)`;

/**
 * Two to four of a judge's own works of a round, in the order asked for, with the judge's own points; fewer are refused,
 * more are cut, and one that is not the judge's is `not-found`.
 */
export async function findCompared(ctx: JudgeReader, roundId: string, sheetIds: readonly string[]): Promise<ComparedSheet[]> {
  const asked = [...new Set(sheetIds)].slice(0, COMPARE_MOST);
  if (!isId(roundId) || !asked.every(isId)) throw new DomainError("not-found", "sheet-not-found");
  if (asked.length < 2) throw new DomainError("invalid", "compare-too-few");
  const rows = await visibleSheets(ctx)
    .select([
      "sheet.id", "sheet.categoryId", "sheet.categoryName", "sheet.blindCode", "sheet.title", "sheet.mime", "sheet.fileId", "sheet.medium",
      "sheet.width", "sheet.height", "sheet.thumbhash", "sheet.durationMs", criteria.as("criteria"), ownSum.as("points"),
      ballotOf("sheet.roundId", "sheet.categoryId").as("ballot"), variants.as("variants"),
    ])
    .where("sheet.roundId", "=", roundId)
    .where("sheet.id", "in", asked)
    .execute();
  return asked.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) throw new DomainError("not-found", "sheet-not-found");
    const { categoryId, categoryName, blindCode, title, mime, points, ballot } = row;
    return { id, categoryId, categoryName, blindCode: blindCode ?? "", title, mime, points, ballot, criteria: row.criteria, picture: pictureOf(row) };
  });
}
