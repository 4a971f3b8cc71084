import { sql } from "kysely";
import { findJudgedRound } from "#app/domain/awards/queries/analysis.server.ts";
import type { RemarkKind } from "#app/domain/awards/remarks.ts";
import type { Context } from "#app/domain/people/context.server.ts";

export type RemarkedEntry = {
  roundEntryId: string;
  code: string;
  title: string;
  remarks: { kind: RemarkKind; judge: string; text: string }[];
};

/** Entries of a page. */
export const REMARKS_PAGE_SIZE = 30;

/**
 * What the judges of a closed round said of each entry, entries by code after `after`, of one kind or all; entries of
 * which nothing was said are left out. "judging-not-closed" before closing. A judge's own notes are never among it.
 */
export async function listRemarks(
  ctx: Context,
  roundId: string,
  { kind = null, after = "" }: { kind?: RemarkKind | null; after?: string } = {},
): Promise<{ entries: RemarkedEntry[]; next: string | null }> {
  await findJudgedRound(ctx, roundId);
  const { rows } = await sql<RemarkedEntry>`
    with said as (
      select s.round_entry_id, s.judge_id, st.kind, st.text from sheet_texts st join sheets s on s.id = st.sheet_id
        join round_entries re on re.id = s.round_entry_id
      where re.round_id = ${roundId} and st.kind in ('author', 'jury') and st.text <> ''
      union all
      select s.round_entry_id, s.judge_id, 'abstention', sa.reason from sheet_abstentions sa join sheets s on s.id = sa.sheet_id
        join round_entries re on re.id = s.round_entry_id where re.round_id = ${roundId})
    select re.id as "roundEntryId", re.code, e.title,
      json_agg(json_build_object('kind', said.kind, 'judge', p.full_name, 'text', said.text)
        order by said.kind, p.full_name, p.id) as remarks
    from said join round_entries re on re.id = said.round_entry_id join entries e on e.id = re.entry_id
    join people p on p.id = said.judge_id
    where re.code > ${after} and (${kind}::text is null or said.kind = ${kind})
    group by re.id, re.code, e.title order by re.code limit ${REMARKS_PAGE_SIZE + 1}`.execute(ctx.db);
  const entries = rows.slice(0, REMARKS_PAGE_SIZE);
  return { entries, next: rows.length > REMARKS_PAGE_SIZE ? entries.at(-1)!.code : null };
}
