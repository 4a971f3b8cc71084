import { sql } from "kysely";
import type { ThumbView } from "#app/domain/entries/facts.server.ts";
import { isRecalled } from "#app/domain/judging/queries/criteria-changes.server.ts";
import { isFavourite } from "#app/domain/judging/queries/jury-notes.server.ts";
import type { SheetFilter } from "#app/domain/judging/sheet-states.ts";
import type { TableMark, TableOrder } from "#app/domain/judging/table-order.ts";
import { isVisibleTask, isWaiting, TASK_STATES, type TaskState } from "#app/domain/judging/task-states.ts";
import { type JudgeReader, pictureOf, variants, visibleSheets } from "#app/domain/judging/visibility.server.ts";

const PAGE = 50;
const scored = sql<number>`(select count(*) from sheet_points sp where sp.sheet_id = sheet.id)`;
const ownSum = sql<number | null>`(
  select round(sum(sp.points * cr.weight)::numeric / 100)::int
  from sheet_points sp join criteria cr on cr.id = sp.criterion_id where sp.sheet_id = sheet.id)`;
const standing = sql<number>`coalesce(${ownSum}, -1)`;
/** The same for every sheet of a category, and so asked once. */
const askedOf = ({ roundId, categoryId }: { roundId: string; categoryId: string }) => sql<number>`(
  select count(*) from round_criteria cr where cr.category_id = ${categoryId}::uuid and cr.round_id = ${roundId}::uuid)`;

/** Asked sheet by sheet only where the category has a new version of its criteria. */
const recalledOf = ({ categoryId }: { categoryId: string }) => sql<boolean>`(
  exists (select 1 from criteria_versions v where v.category_id = ${categoryId}::uuid) and ${isRecalled})`;

const statesOf: Record<SheetFilter, TaskState[]> = {
  all: TASK_STATES.filter(isVisibleTask), open: TASK_STATES.filter(isWaiting), later: ["later"], submitted: ["done"], abstained: ["abstained"],
};

export type SheetCell = {
  id: string;
  blindCode: string;
  state: TaskState;
  title: string;
  submittedAt: Date | null;
  scored: number;
  criteria: number;
  /** Own points so far, weights included, hundredths; null before the first criterion. */
  points: number | null;
  favourite: boolean;
  /** Back because of a new version of the criteria. */
  recalled: boolean;
  picture: ThumbView | null;
};
export type LightTable = { cells: SheetCell[]; next: TableMark | null };

/**
 * A page of a judge's own sheets of one category, in the order in which they come or by the judge's own points, the
 * highest first and those without points last; `after` is the last one seen. `starred` leaves the judge's
 * favourites, `picked` what they chose.
 */
export async function listSheets(
  ctx: JudgeReader,
  ask: { roundId: string; categoryId: string; filter: SheetFilter; order?: TableOrder; starred?: boolean; picked?: boolean; after?: TableMark | null },
): Promise<LightTable> {
  const { order = "place", after = null } = ask;
  const rows = await visibleSheets(ctx)
    .select([
      "sheet.id", "sheet.position", "sheet.state", "sheet.blindCode", "sheet.title", "sheet.submittedAt", "sheet.fileId",
      "sheet.medium", "sheet.width", "sheet.height", "sheet.thumbhash", "sheet.durationMs",
      scored.as("scored"), askedOf(ask).as("criteria"), ownSum.as("points"), isFavourite.as("favourite"), recalledOf(ask).as("recalled"), variants.as("variants"),
    ])
    .where("sheet.roundId", "=", ask.roundId)
    .where("sheet.categoryId", "=", ask.categoryId)
    .$if(ask.filter !== "all", (query) => query.where("sheet.state", "in", statesOf[ask.filter]))
    .$if(ask.starred === true, (query) => query.where(isFavourite))
    .$if(ask.picked === true, (query) => query.where(ownSum, ">", 0))
    .$if(order === "place", (query) => query.where("sheet.position", ">", after?.position ?? 0))
    .$if(order === "own" && after !== null, (query) =>
      query.where(sql<boolean>`(-${standing}, sheet.position) > (${-(after?.points ?? 0)}::int, ${after?.position ?? 0}::int)`))
    .$if(order === "own", (query) => query.orderBy(standing, "desc"))
    .orderBy("sheet.position")
    .limit(PAGE + 1)
    .execute();
  const page = rows.slice(0, PAGE);
  return {
    cells: page.map((row) => ({
      id: row.id,
      blindCode: row.blindCode ?? "",
      state: row.state,
      title: row.title,
      submittedAt: row.submittedAt,
      scored: row.scored,
      criteria: row.criteria,
      points: row.points,
      favourite: row.favourite,
      recalled: row.recalled,
      picture: pictureOf(row),
    })),
    next: rows.length > PAGE ? markOf(page.at(-1)) : null,
  };
}

const markOf = (row: { points: number | null; position: number } | undefined): TableMark | null =>
  row ? { points: row.points ?? -1, position: row.position } : null;

/** The totals a judge has handed in for a category, hundredths, for their own measure of strictness. */
export async function listOwnTotals(
  ctx: JudgeReader,
  ask: { roundId: string; categoryId: string },
): Promise<{ totals: number[]; most: number }> {
  const rows = await visibleSheets(ctx)
    .select(["sheet.totalPoints"])
    .select(sql<number>`(select coalesce(sum(cr.max_points * cr.weight / 100), 0)::int
      from round_criteria cr where cr.category_id = sheet."categoryId" and cr.round_id = sheet."roundId")`.as("most"))
    .where("sheet.roundId", "=", ask.roundId)
    .where("sheet.categoryId", "=", ask.categoryId)
    .where("sheet.totalPoints", "is not", null)
    .execute();
  return { totals: rows.flatMap(({ totalPoints }) => (totalPoints === null ? [] : [totalPoints])), most: rows[0]?.most ?? 0 };
}
