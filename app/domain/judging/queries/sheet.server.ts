import { sql } from "kysely";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import { phaseOfRound, type ThumbView } from "#app/domain/entries/facts.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { ballotOf } from "#app/domain/judging/ballots.server.ts";
import type { FlagView, SheetTexts } from "#app/domain/judging/notes.ts";
import { type CriteriaChange, criteriaChangeOf } from "#app/domain/judging/queries/criteria-changes.server.ts";
import { flagOf, isFavourite, textsOf } from "#app/domain/judging/queries/jury-notes.server.ts";
import { lookOf, type OwnLook } from "#app/domain/judging/queries/second-looks.server.ts";
import type { TaskState } from "#app/domain/judging/task-states.ts";
import { type JudgeReader, pictureOf, variants, visibleSheets } from "#app/domain/judging/visibility.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";

const phase = sql<PhaseKind>`(select ${phaseOfRound} from rounds r where r.id = sheet."roundId")`;

const because = sql<string | null>`(select sa.reason from sheet_abstentions sa where sa.sheet_id = sheet.id)`;

export type SheetCriterion = {
  id: string;
  name: string;
  guidance: string;
  maxPoints: number;
  step: number;
  weight: number;
  points: number | null;
};

export type SheetView = {
  id: string;
  roundId: string;
  roundName: string;
  categoryId: string;
  categoryName: string;
  blindCode: string;
  title: string;
  statement: string;
  material: string;
  divisionName: string | null;
  submittedAt: Date | null;
  phase: PhaseKind;
  state: TaskState;
  /** Why the judge declined it; null unless they did. */
  abstainedBecause: string | null;
  /** Recorded from the paper the judge signed. */
  onPaper: boolean;
  mime: string | null;
  picture: ThumbView | null;
  /** Null: the rubric. */
  ballot: Ballot | null;
  criteria: SheetCriterion[];
  /** The last new version of the criteria; null while they are as announced. */
  criteriaChange: CriteriaChange | null;
  texts: SheetTexts;
  favourite: boolean;
  flag: FlagView | null;
  /** A second look the judge is or was asked for. */
  look: OwnLook | null;
};

const criteria = sql<SheetCriterion[]>`(
  select json_agg(json_build_object('id', cr.id, 'name', cr.name, 'guidance', cr.guidance, 'maxPoints', cr.max_points,
    'step', cr.step, 'weight', cr.weight, 'points', sp.points) order by cr.position)
  from round_criteria cr left join sheet_points sp on sp.criterion_id = cr.id and sp.sheet_id = sheet.id
  where cr.category_id = sheet."categoryId" and cr.round_id = sheet."roundId")`;

/** A judge's own sheet with its work and rubric; another judge's is `not-found`. */
export async function findSheet(ctx: JudgeReader, sheetId: string): Promise<SheetView> {
  const row = isId(sheetId)
    ? await visibleSheets(ctx)
        .select([
          "sheet.id", "sheet.state", "sheet.roundId", "sheet.roundName", "sheet.categoryId", "sheet.categoryName", "sheet.blindCode",
          "sheet.title", "sheet.statement", "sheet.material", "sheet.divisionName", "sheet.submittedAt", "sheet.mime",
          "sheet.fileId", "sheet.medium", "sheet.width", "sheet.height", "sheet.thumbhash", "sheet.durationMs",
          phase.as("phase"), ballotOf("sheet.roundId", "sheet.categoryId").as("ballot"), criteria.as("criteria"), criteriaChangeOf.as("criteriaChange"),
          variants.as("variants"),
          textsOf.as("texts"), isFavourite.as("favourite"), flagOf.as("flag"),
          because.as("abstainedBecause"), "sheet.onPaper", lookOf.as("look"),
        ])
        .where("sheet.id", "=", sheetId)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "sheet-not-found");
  const { fileId, medium, width, height, thumbhash, durationMs, variants: made, blindCode, texts, ...view } = row;
  const picture = pictureOf({ fileId, medium, width, height, thumbhash, durationMs, variants: made });
  return { ...view, blindCode: blindCode ?? "", picture, texts: { author: "", jury: "", own: "", ...texts } };
}

export type SheetPlace = {
  index: number;
  works: number;
  /** Without abstentions. */
  total: number;
  submitted: number;
  previousId: string | null;
  nextId: string | null;
  /** The next sheet that waits: going round to the beginning, then those put off, the longest first; null when this is the last. */
  nextOpenId: string | null;
  nextPicture: ThumbView | null;
};

/** Where a sheet stands among the judge's own of its category, and what lies beside it. */
export async function findSheetPlace(
  ctx: JudgeReader,
  sheet: Pick<SheetView, "id" | "roundId" | "categoryId">,
): Promise<SheetPlace> {
  const mine = visibleSheets(ctx)
    .select([
      "sheet.id", "sheet.fileId", "sheet.medium", "sheet.width", "sheet.height", "sheet.thumbhash", "sheet.durationMs",
      "sheet.state", "sheet.deferredAt",
      sql<number>`row_number() over (order by sheet.position)`.as("index"),
      sql<number>`count(*) over ()`.as("works"),
      sql<number>`count(*) filter (where sheet.state <> 'abstained') over ()`.as("total"),
      sql<number>`count(*) filter (where sheet.state = 'done') over ()`.as("submitted"),
      sql<string | null>`lag(sheet.id) over (order by sheet.position)`.as("previousId"),
      sql<string | null>`lead(sheet.id) over (order by sheet.position)`.as("nextId"),
    ])
    .where("sheet.roundId", "=", sheet.roundId)
    .where("sheet.categoryId", "=", sheet.categoryId);
  const here = await ctx.db.selectFrom(mine.as("m")).selectAll().where("m.id", "=", sheet.id).executeTakeFirstOrThrow();
  const open = await ctx.db
    .selectFrom(mine.as("sheet"))
    .select([
      "sheet.id", "sheet.fileId", "sheet.medium", "sheet.width", "sheet.height", "sheet.thumbhash", "sheet.durationMs",
      variants.as("variants"),
    ])
    .where("sheet.state", "in", ["open", "later"])
    .where("sheet.id", "!=", sheet.id)
    .orderBy(sql`sheet."deferredAt" nulls first`)
    .orderBy(sql`sheet.index < ${here.index}`)
    .orderBy("sheet.index")
    .limit(1)
    .executeTakeFirst();
  return {
    index: here.index,
    works: here.works,
    total: here.total,
    submitted: here.submitted,
    previousId: here.previousId,
    nextId: here.nextId,
    nextOpenId: open?.id ?? null,
    nextPicture: open ? pictureOf(open) : null,
  };
}
