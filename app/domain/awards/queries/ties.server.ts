import { sql } from "kysely";
import { requireDecisionPhase } from "#app/domain/awards/load.server.ts";
import { tieOf } from "#app/domain/awards/rank-anew.server.ts";
import type { TieGroup } from "#app/domain/awards/tie-groups.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";

export type TieToVote = {
  categoryId: string;
  rank: number;
  rows: { entryId: string; code: string; title: string; for: number | null; against: number | null }[];
  recorded: { at: Date; by: string; note: string } | null;
};

type VoteRow = { entryId: string; code: string; title: string; for: number | null; against: number | null; at: Date | null; by: string | null; note: string | null };

/** The tie of an entry that the jury is to vote on, with what it voted before; no such tie is "no-tie-to-vote". */
export async function findTieToVote(ctx: Context, roundId: string, roundEntryId: string): Promise<TieToVote> {
  const { categoryId, group } = await findTie(ctx, roundId, roundEntryId, "jury-vote");
  if (!group) throw new DomainError("conflict", "no-tie-to-vote");
  const { rows } = await votedRows(ctx, group);
  const last = rows.find(({ at }) => at !== null);
  return {
    categoryId,
    rank: group.rank,
    rows: rows.map(({ entryId, code, title, for: votes, against }) => ({ entryId, code, title, for: votes, against })),
    recorded: last ? { at: last.at!, by: last.by ?? "", note: last.note ?? "" } : null,
  };
}

/** The tie of an entry that is to be compared in pairs; no such tie is "no-tie-to-compare". */
export async function findTieToCompare(ctx: Context, roundId: string, roundEntryId: string) {
  const { categoryId, group } = await findTie(ctx, roundId, roundEntryId, "pairwise");
  if (!group) throw new DomainError("conflict", "no-tie-to-compare");
  return { categoryId, rank: group.rank, codes: group.rows.map(({ code }) => code) };
}

async function findTie(ctx: Context, roundId: string, roundEntryId: string, kind: "jury-vote" | "pairwise") {
  const round = await findOfficeRound(ctx, roundId);
  requireDecisionPhase(round);
  const known = isId(roundEntryId)
    ? await ctx.db
        .selectFrom("ranked_entries").select("category_id as categoryId")
        .where("round_entry_id", "=", roundEntryId).where("round_id", "=", roundId)
        .executeTakeFirst()
    : undefined;
  if (!known) throw new DomainError("not-found", "entry-not-found");
  return { ...known, group: await tieOf(ctx.db, { roundId, ...known }, roundEntryId, kind) };
}

const votedRows = ({ db }: Context, { rows: tied }: TieGroup) =>
  sql<VoteRow>`
    select re.id as "entryId", re.code, e.title, v.votes_for as "for", v.votes_against as against,
      v.recorded_at as at, p.full_name as by, v.note
    from round_entries re join entries e on e.id = re.entry_id
    left join jury_votes v on v.round_entry_id = re.id and v.undone_at is null
    left join people p on p.id = v.recorded_by
    where re.id = any(${tied.map(({ entryId }) => entryId)}::uuid[]) order by re.code`.execute(db);
