import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { changeCategories } from "../edit-setup.server.ts";
import type { CategoryInput, CriteriaInput, DivisionsInput } from "../forms.ts";
import type { CategorySetup, ContestSetup, Medium } from "../model.ts";

/** What is accepted of each medium; re-encoded for viewing after it was checked. */
const TYPES: Record<Medium, string[]> = {
  image: ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"],
  video: ["video/mp4", "video/quicktime"],
};

const STARTING_CRITERION = [{ name: "Nội dung", guidance: "", maxPoints: 10_000, step: 100, weight: 100 }];

/** Adds a category or changes one (`oldCode`), with its file rules. Refused once the contest was opened. */
export async function saveCategory(ctx: Context, contestId: string, input: CategoryInput): Promise<{ code: string }> {
  const { oldCode, ...wanted } = input;
  const change = (setup: ContestSetup): ContestSetup => {
    const old = setup.categories.find(({ code }) => code === oldCode);
    if (oldCode !== "" && !old) throw new DomainError("not-found", "category-unknown");
    const types = old?.medium === wanted.medium ? old.file.types : TYPES[wanted.medium];
    const next: CategorySetup = {
      ...wanted, file: { ...wanted.file, types }, divisions: old?.divisions ?? [], criteria: old?.criteria ?? STARTING_CRITERION,
    };
    const categories = old ? setup.categories.map((one) => (one === old ? next : one)) : [...setup.categories, next];
    return renamed({ ...setup, categories }, oldCode, wanted.code);
  };
  await changeCategories(ctx, { rule: "saveCategory", contestId, change, after: saved(ctx, contestId, "save-category", { ...input }) });
  return { code: wanted.code };
}

/** Takes a category out, with its tiers and quotas. The last one stays. */
export async function removeCategory(ctx: Context, contestId: string, code: string): Promise<{ code: string }> {
  const change = (setup: ContestSetup): ContestSetup => {
    const categories = setup.categories.filter((category) => category.code !== code);
    if (categories.length === 0) throw new DomainError("invalid", "category-last");
    const rounds = setup.rounds.map((round) => ({
      ...round,
      tiers: round.tiers.filter(({ category }) => category !== code),
      quotas: round.quotas.filter(({ category }) => category !== code),
      ...(round.ballots ? { ballots: round.ballots.filter(({ category }) => category !== code) } : {}),
    }));
    return { ...setup, categories, rounds };
  };
  await changeCategories(ctx, { rule: "removeCategory", contestId, change, after: saved(ctx, contestId, "remove-category", { code }) });
  return { code };
}

/**
 * Replaces the rubric of a category. Refused ("criteria-frozen") once the contest was opened: scores would lose their
 * meaning; from then on `reviseCriteria` makes a new version.
 */
export async function saveCriteria(ctx: Context, contestId: string, code: string, input: CriteriaInput): Promise<{ code: string }> {
  if (input.criteria.length === 0) throw new DomainError("invalid", "criteria-empty");
  const change = (setup: ContestSetup) => withCategory(setup, code, { criteria: input.criteria });
  await changeCategories(ctx, { rule: "saveCriteria", contestId, frozen: "criteria-frozen", change, after: saved(ctx, contestId, "save-criteria", { code, ...input }) });
  return { code };
}

/** Replaces the divisions (bảng) of a category; none means that all children are judged together. */
export async function saveDivisions(ctx: Context, contestId: string, code: string, input: DivisionsInput): Promise<{ code: string }> {
  const change = (setup: ContestSetup) => withCategory(setup, code, { divisions: input.divisions });
  await changeCategories(ctx, { rule: "saveDivisions", contestId, change, after: saved(ctx, contestId, "save-divisions", { code, ...input }) });
  return { code };
}

function withCategory(setup: ContestSetup, code: string, part: Partial<CategorySetup>): ContestSetup {
  if (!setup.categories.some((category) => category.code === code)) throw new DomainError("not-found", "category-unknown");
  const categories = setup.categories.map((category) => (category.code === code ? { ...category, ...part } : category));
  return { ...setup, categories };
}

function renamed(setup: ContestSetup, from: string, to: string): ContestSetup {
  if (from === "" || from === to) return setup;
  const name = <T extends { category: string }>(row: T): T => (row.category === from ? { ...row, category: to } : row);
  const rounds = setup.rounds.map((round) => ({
    ...round, tiers: round.tiers.map(name), quotas: round.quotas.map(name), ...(round.ballots ? { ballots: round.ballots.map(name) } : {}),
  }));
  return { ...setup, rounds };
}

const saved = (ctx: Context, contestId: string, action: string, detail: Record<string, unknown>) => (trx: Transaction) =>
  record(trx, ctx, { action, subject: ["contest", contestId], contestId, detail });
