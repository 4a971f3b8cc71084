import { redirect } from "@remix-run/node";
import { z } from "zod";
import { confirmImport, undoImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { discardImport, mapImport, startImport } from "#app/domain/entries/commands/import-entries.server.ts";
import { archiveUploadSlug, maxArchiveBytes } from "#app/domain/entries/import/archive-policy.server.ts";
import { loadImport } from "#app/domain/entries/import/load.server.ts";
import { type ImportField, importFields, isBlocking, type Mapping, tableLimits } from "#app/domain/entries/import/model.ts";
import { findImport, findImportDesk, findPictures } from "#app/domain/entries/queries/imports.server.ts";
import { listUnitContests } from "#app/domain/entries/queries/for-unit.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { m } from "#app/paraglide/messages.js";
import { redirectWithToast } from "../toast.server.ts";
import { uploadTransport } from "../uploads/mode.server.ts";
import { pictureWords, problemWords } from "./words.server.ts";

/** A list and the form around it. */
export const listFormBytes = tableLimits.bytes + 500_000;

type Params = Record<string, string | undefined>;
/** Whose lists a page is about, and the address it stands at. */
export type Lists = { contestId: string; onBehalf: boolean; at: string };

/** The lists of one's own units, by the contest's slug, or of the office, by its id; `not-found` without a part in it. */
export async function listsOf(ctx: Context, { slug, contestId }: Params): Promise<Lists> {
  if (contestId) return { contestId, onBehalf: true, at: `/office/contests/${contestId}/import` };
  const contest = (await listUnitContests(ctx)).find((one) => one.slug === slug);
  if (!contest) throw new DomainError("not-found", "contest-not-found");
  return { contestId: contest.id, onBehalf: false, at: `/unit/contests/${contest.slug}/import` };
}

/** What the page of lists shows. */
export async function loadDesk(ctx: Context, params: Params) {
  const lists = await listsOf(ctx, params);
  const { place, imports, may } = await findImportDesk(ctx, lists);
  const { categories, units } = place.places;
  return {
    ...lists, may, imports,
    contest: { name: place.contestName, year: place.year, slug: place.slug },
    categories: categories.map(({ id, name }) => ({ id, name })),
    units,
  };
}

const tick = z.string().optional().transform((value) => value === "yes");
const choice = z.string().default("").transform((value) => (value === "" ? undefined : value));
const answers = { defaultUnitId: choice, defaultCategoryId: choice };

export const listSchema = z.object({ file: z.instanceof(File, { error: "list-missing" }), ...answers });

/** Reads a list that was sent and goes to its preview. */
export async function startList(ctx: Context, params: Params, { file, ...chosen }: z.output<typeof listSchema>): Promise<Response> {
  const lists = await listsOf(ctx, params);
  if (file.size === 0 && file.name === "") throw new DomainError("invalid", "list-missing", {}, "file");
  const list = { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
  const { importId } = await startImport(ctx, { ...lists, file: list, mapping: known(chosen) });
  return redirect(`${lists.at}/${importId}`);
}

const columnChoice = z.union([z.enum(importFields), z.literal("").transform(() => null)]);
export const mappingSchema = z
  .object({
    column: z.record(z.string().regex(/^c\d{1,5}$/), columnChoice).default({}),
    serialsAreDays: tick, titleCase: tick, sheet: choice, ...answers,
  })
  .refine(({ column }) => {
    const chosen = Object.values(column).filter((field) => field !== null);
    return new Set(chosen).size === chosen.length;
  }, { error: "column-twice", path: ["columns"] });

/** Reads a waiting list again with what was chosen; a column left as guessed stays a guess. */
export async function mapList(ctx: Context, params: Params, form: z.output<typeof mappingSchema>): Promise<Response> {
  const lists = await listsOf(ctx, params);
  const importId = params.importId ?? "";
  const { tableFound, mapping: before } = await loadImport(ctx, importId);
  const fields: Record<string, ImportField | null> = {};
  for (const [key, field] of Object.entries(form.column)) {
    const index = key.slice(1);
    const guess = tableFound.columns.find((column) => String(column.index) === index);
    if (guess && (guess.field !== field || before.fields?.[index] !== undefined)) fields[index] = field;
  }
  const sameSheet = form.sheet === undefined || form.sheet === tableFound.sheet;
  const { serialsAreDays, titleCase, sheet, defaultUnitId, defaultCategoryId } = form;
  await mapImport(ctx, importId, known({
    fields: sameSheet ? fields : {}, serialsAreDays, nameCase: titleCase ? "title" : "as-written", sheet, defaultUnitId, defaultCategoryId,
  }));
  return redirect(`${lists.at}/${importId}`);
}

/** A mapping without what was left open. */
const known = (mapping: { [K in keyof Mapping]: Mapping[K] | undefined }): Mapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined)) as Mapping;

/** A list for its page: the preview with its doubts in words, or what came of it. */
export async function loadList(ctx: Context, params: Params, query: URLSearchParams) {
  const lists = await listsOf(ctx, params);
  const after = /^-?\d{1,9}$/.test(query.get("after") ?? "") ? Number(query.get("after")) : -1;
  const onlyProblems = query.get("view") === "problems";
  const found = await findImport(ctx, params.importId ?? "", { after, onlyProblems });
  if (found.import.contestId !== lists.contestId || found.import.onBehalf !== lists.onBehalf) {
    throw new DomainError("not-found", "import-not-found");
  }
  const { categories, units } = found.place.places;
  const categoryNames = new Map(categories.map(({ id, name }) => [id, name]));
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const preview = found.preview && {
    next: found.preview.next,
    rows: found.preview.rows.map(({ position, row, entry, authors, problems, blocked }) => ({
      position, row, authors, blocked, title: entry.title, code: entry.code,
      category: categoryNames.get(entry.categoryId ?? "") ?? entry.category,
      unit: unitNames.get(entry.unitId ?? "") ?? (entry.unit || entry.participant),
      problems: problems.map((problem) => ({ words: problemWords(problem), blocking: isBlocking(problem) })),
    })),
  };
  const { id, fileName, mapping, tableFound, summary, createdAt, createdByName, confirmedAt, undoneAt } = found.import;
  const pictures = found.entered && (await loadPictures(ctx, id));
  return {
    ...lists, onlyProblems, preview, pictures, entered: found.entered, may: found.may, units,
    categories: categories.map((category) => ({ id: category.id, name: category.name })),
    list: { id, fileName, mapping, tableFound, summary, createdAt, createdByName, confirmedAt, undoneAt },
    contest: { name: found.place.contestName, year: found.place.year, slug: found.place.slug },
  };
}

/** The pictures of a list that was entered, with what keeps some of them out in words. */
async function loadPictures(ctx: Context, importId: string) {
  const { archives, missing, missingCount } = await findPictures(ctx, importId);
  return {
    missing, missingCount, upload: { transport: uploadTransport(), slug: archiveUploadSlug, maxBytes: maxArchiveBytes },
    archives: archives.map(({ files, reason, ...archive }) => ({
      ...archive,
      words: reason ? pictureWords({ outcome: "refused", reason }) : null,
      files: files.map((file) => ({ name: file.name, words: pictureWords(file) })),
    })),
  };
}

/** What a question about a list needs to know. */
export async function loadQuestion(ctx: Context, params: Params) {
  const lists = await listsOf(ctx, params);
  const { id, fileName, summary, onBehalf, contestId } = await loadImport(ctx, params.importId ?? "");
  if (contestId !== lists.contestId || onBehalf !== lists.onBehalf) throw new DomainError("not-found", "import-not-found");
  return { fileName, ready: summary.ready, written: summary.written ?? 0, back: `${lists.at}/${id}` };
}

/** Enters the list's good rows. */
export async function confirmList(ctx: Context, params: Params): Promise<Response> {
  const { back } = await loadQuestion(ctx, params);
  const { written } = await confirmImport(ctx, params.importId ?? "");
  return redirectWithToast(back, m.import_confirmed({ count: written }));
}

/** Takes back what the list brought in. */
export async function undoList(ctx: Context, params: Params): Promise<Response> {
  const { back } = await loadQuestion(ctx, params);
  const { removed } = await undoImport(ctx, params.importId ?? "");
  return redirectWithToast(back, m.import_undone({ count: removed }));
}

/** Forgets a waiting list. */
export async function discardList(ctx: Context, params: Params): Promise<Response> {
  const { at } = await listsOf(ctx, params);
  await loadQuestion(ctx, params);
  await discardImport(ctx, params.importId ?? "");
  return redirectWithToast(at, m.import_discarded());
}
