import { sql } from "kysely";
import { type DeciderKind, inputOf, loadDecider, loadDeciders, type LoadedDecider } from "#app/domain/awards/decider-load.server.ts";
import { awardsRules } from "#app/domain/awards/rules.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import { deciderProgress, type DeciderProgress, pairVotes } from "#app/domain/judging/decider.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { compareText } from "#app/platform/compare.ts";

export type DeciderSummary = {
  id: string;
  kind: DeciderKind;
  entryIds: string[];
  codes: string[];
  openedAt: Date;
  endedAt: Date | null;
  outcome: LoadedDecider["outcome"];
  /** Answers given and asked for, of all judges. */
  answered: number;
  of: number;
  done: DeciderProgress["done"];
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The standing deciders of a round's category, the oldest first, with counts alone: nothing of what was answered. */
export async function listDeciders(ctx: Context, roundId: string, categoryId: string): Promise<DeciderSummary[]> {
  await findOfficeRound(ctx, roundId);
  if (!isId(categoryId)) return [];
  const deciders = await loadDeciders(
    ctx.db, sql<boolean>`d.round_id = ${roundId} and d.category_id = ${categoryId} and d.withdrawn_at is null`,
  );
  return deciders.map((decider) => {
    const { judges, done } = deciderProgress(inputOf(decider));
    const { id, kind, entries, openedAt, endedAt, outcome } = decider;
    return {
      id, kind, openedAt, endedAt, outcome, done,
      entryIds: entries.map(({ entryId }) => entryId), codes: entries.map(({ code }) => code),
      answered: sum(judges.map((judge) => judge.answered)), of: sum(judges.map((judge) => judge.of)),
    };
  });
}

/** How an entry fared against another: the judges for it, against it, and those who held them equal. */
export type MatrixCell = { code: string; for: number; against: number; equal: number };
export type MatrixRow = { code: string; title: string; score: number; cells: MatrixCell[] };

export type DeciderView = Pick<
  LoadedDecider,
  "id" | "kind" | "places" | "openedAt" | "openedBy" | "endedAt" | "endedBy" | "endReason" | "outcome" | "withdrawnAt" | "withdrawalReason" | "categoryId"
> & {
  entries: { code: string; title: string }[];
  judges: { judgeId: string; name: string; present: boolean; answered: number; of: number }[];
  done: DeciderProgress["done"];
  /** Best first; null until the decider has ended: nobody reads an answer before. */
  matrix: MatrixRow[] | null;
  may: { end: boolean; withdraw: boolean };
};

/** A decider of an office's round: how many pairs each judge answered, and after its end how the works fared. */
export async function findDecider(ctx: Context, roundId: string, deciderId: string): Promise<DeciderView> {
  const round = await findOfficeRound(ctx, roundId);
  const decider = await loadDecider(ctx.db, deciderId);
  if (decider.roundId !== roundId) throw new DomainError("not-found", "decider-not-found");
  const { id, kind, places, openedAt, openedBy, endedAt, endedBy, endReason, outcome, withdrawnAt, withdrawalReason, categoryId } = decider;
  const progress = deciderProgress(inputOf(decider));
  return {
    id, kind, places, openedAt, openedBy, endedAt, endedBy, endReason, outcome, withdrawnAt, withdrawalReason, categoryId,
    entries: decider.entries.map(({ code, title }) => ({ code, title })),
    judges: progress.judges.map((judge, index) => ({ name: decider.judges[index]!.name, ...judge })),
    done: progress.done,
    matrix: endedAt ? matrixOf(decider) : null,
    may: {
      end: !endedAt && !withdrawnAt && awardsRules.endDecider(ctx.actor, round, ctx.now),
      withdraw: !withdrawnAt && awardsRules.withdrawDecider(ctx.actor, round, ctx.now),
    },
  };
}

function matrixOf(decider: LoadedDecider): MatrixRow[] {
  const votes = pairVotes(inputOf(decider));
  const entries = [...decider.entries].sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || compareText(a.code, b.code));
  return entries.map(({ entryId, code, title, score }) => ({
    code, title, score: score ?? 0,
    cells: entries.map((other) => {
      const pair = votes.find(({ first, second }) => (first === entryId && second === other.entryId) || (second === entryId && first === other.entryId));
      const isFirst = pair?.first === entryId;
      const [own, others] = isFirst ? [pair?.forFirst, pair?.forSecond] : [pair?.forSecond, pair?.forFirst];
      return { code: other.code, for: own ?? 0, against: others ?? 0, equal: pair?.equal ?? 0 };
    }),
  }));
}

export type FinalChoice = { entryId: string; code: string; title: string; rank: number };

/** The first thirty of a category's ranking, of which a final may be chosen. */
export async function listFinalChoices(ctx: Context, roundId: string, categoryId: string): Promise<FinalChoice[]> {
  await findOfficeRound(ctx, roundId);
  if (!isId(categoryId)) throw new DomainError("not-found", "category-unknown");
  return ctx.db
    .selectFrom("ranked_entries as k")
    .innerJoin("round_entries as re", "re.id", "k.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .select(["re.id as entryId", "re.code", "e.title", "k.rank"])
    .where("k.round_id", "=", roundId)
    .where("k.category_id", "=", categoryId)
    .orderBy("k.position")
    .limit(30)
    .execute();
}
