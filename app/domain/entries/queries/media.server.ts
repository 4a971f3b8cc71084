import { sql } from "kysely";
import { thumbJson, type ThumbView } from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { MediaView } from "#app/domain/entries/media-views.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import type { StepName, StepState } from "#app/domain/files/model.ts";

/** One step that is not done. `error` is a reason key such as "ffmpeg-missing". */
export type OpenStep = { step: StepName; state: StepState; error: string | null; attempts: number; at: Date };

/** An entry of a round whose file is not through the pipeline. */
export type MediaRow = { id: string; code: string; title: string; unitName: string; thumb: ThumbView | null; steps: OpenStep[] };

const pageSize = 50;

const openSteps = sql<OpenStep[]>`(
  select json_agg(json_build_object('step', t.step, 'state', t.state, 'error', t.error, 'attempts', t.attempts,
    'at', t.updated_at) order by t.step)
  from file_steps t where t.file_id = e.file_id and t.state <> 'done')`;

const hasStep = (view: MediaView) => sql<boolean>`exists (
  select 1 from file_steps t where t.file_id = e.file_id and ${view === "failed" ? sql`t.state = 'failed'` : sql`t.state <> 'done'`})`;

/** The entries of a round whose file has a step that failed or is not done yet, by code, 50 a page, for its office. */
export async function listMediaSteps(
  reader: Reader,
  roundId: string,
  { view, after = "" }: { view: MediaView; after?: string }
): Promise<{ round: OfficeRound; rows: MediaRow[]; next: string | null; counts: Record<MediaView, number> }> {
  const round = await findOfficeRound(reader, roundId);
  const entries = visibleRoundEntries(reader).where("re.round_id", "=", round.id);
  const rows = await entries
    .where(hasStep(view))
    .$if(after !== "", (query) => query.where("re.code", ">", after))
    .select(["re.id", "re.code", "e.title", "e.unit_name as unitName", thumbJson.as("thumb"), openSteps.as("steps")])
    .orderBy("re.code")
    .limit(pageSize + 1)
    .execute();
  const counts = await entries
    .where(hasStep("all"))
    .select((eb) => [eb.fn.countAll<number>().as("all"), sql<number>`count(*) filter (where ${hasStep("failed")})`.as("failed")])
    .executeTakeFirstOrThrow();
  const page = rows.slice(0, pageSize);
  return { round, rows: page, next: rows.length > pageSize ? page.at(-1)!.code : null, counts };
}
