import { acceptedEntries } from "#app/domain/judging/open-sheets.server.ts";
import { planFacts } from "#app/domain/judging/plan-facts.server.ts";
import { type PlanFacts, type PlanSettings, respreadSheets } from "#app/domain/judging/sheet-plan.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import type { Database } from "#db/client.ts";

/** What the chair asks for: judges for each work (null for all), a panel or everybody (null), which drawing of lots. */
export type PlanAsk = { categoryId: string; perEntry: number | null; panel: readonly string[] | null; attempt: number };

/** The same ask gives the same plan; another attempt another one that is as good. */
export const settingsOf = (roundId: string, { categoryId, perEntry, panel, attempt }: PlanAsk): PlanSettings => ({
  perEntry: perEntry ?? "all",
  panel,
  seed: `${roundId} ${categoryId} ${attempt}`,
});

/** Works a plan out as things stand; a panel may name present judges only. */
export async function workOut(db: Database, roundId: string, ask: PlanAsk) {
  const entries = await acceptedEntries(db, roundId);
  const facts: PlanFacts | undefined = (await planFacts(db, roundId, entries)).get(ask.categoryId);
  if (!facts) throw new DomainError("invalid", "assignment-no-entries", {}, "categoryId");
  const panel = ask.panel?.filter((id) => facts.judgeIds.includes(id)) ?? null;
  if (panel?.length === 0 || facts.judgeIds.length === 0) throw new DomainError("invalid", "assignment-no-judges", {}, "panel");
  return { facts, ...respreadSheets(settingsOf(roundId, { ...ask, panel }), facts) };
}
