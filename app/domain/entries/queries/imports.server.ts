import { sql } from "kysely";
import { loadImport, type LoadedImport, visibleImports } from "#app/domain/entries/import/load.server.ts";
import { findImportPlace, type ImportPlace } from "#app/domain/entries/import/places.server.ts";
import { listPreview, type PreviewAsk, type PreviewRow } from "#app/domain/entries/import/previews.server.ts";
import type { ImportSummary } from "#app/domain/entries/import/read.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Reader } from "#app/domain/entries/visibility.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";

export type ImportLine = {
  id: string; fileName: string; createdAt: Date; createdByName: string; confirmedAt: Date | null; undoneAt: Date | null;
  summary: ImportSummary & { written?: number };
};

const listed = 50;

/** The latest lists brought into a contest, at most 50: one's own, or those of the office on behalf of others. */
export async function listImports(reader: Reader, ask: { contestId: string; onBehalf: boolean }): Promise<ImportLine[]> {
  const rows = await visibleImports(reader)
    .where("i.contest_id", "=", ask.contestId)
    .where("i.on_behalf", "=", ask.onBehalf)
    .select([
      "i.id", "i.file_name as fileName", "i.created_at as createdAt", "i.created_by_name as createdByName", "i.confirmed_at as confirmedAt",
      "i.undone_at as undoneAt", "i.summary",
    ])
    .orderBy("i.created_at", "desc")
    .orderBy("i.id", "desc")
    .limit(listed)
    .execute();
  return rows as unknown as ImportLine[];
}

/** What the page of lists shows: where they go, who may bring them in now, and those of before. */
export async function findImportDesk(ctx: Context, ask: { contestId: string; onBehalf: boolean }) {
  const place = await findImportPlace(ctx.db, ctx.actor, ask);
  const facts = { unitIds: place.places.units.map(({ id }) => id), roundUnitId: place.roundUnitId, intake: place.intake };
  return { place, imports: await listImports(ctx, ask), may: { start: entriesRules.startImport(ctx.actor, facts, ctx.now) } };
}

/** What an entry of a list looks like afterwards, as far as it still is there. */
export type ImportedLine = { entryId: string; row: number; title: string; authors: string[]; unitName: string; hasFile: boolean };

export type ImportView = {
  import: LoadedImport;
  place: ImportPlace;
  preview: { rows: PreviewRow[]; next: number | null } | null;
  entered: { rows: ImportedLine[]; next: number | null } | null;
  may: { confirm: boolean; undo: boolean };
};

/** A list: its preview while it waits, what came of it afterwards; both by pages of 50. */
export async function findImport(ctx: Context, importId: string, ask: PreviewAsk): Promise<ImportView> {
  const found = await loadImport(ctx, importId);
  const place = await findImportPlace(ctx.db, ctx.actor, found);
  const facts = { unitIds: place.places.units.map(({ id }) => id), roundUnitId: place.roundUnitId, intake: place.intake };
  const standing = found.confirmedAt !== null && found.undoneAt === null;
  return {
    import: found,
    place,
    preview: found.confirmedAt ? null : await listPreview(ctx.db, importId, ask),
    entered: standing ? await listEntered(ctx, importId, ask) : null,
    may: {
      confirm: !found.confirmedAt && entriesRules.confirmImport(ctx.actor, facts, ctx.now),
      undo: standing && entriesRules.undoImport(ctx.actor, facts, ctx.now),
    },
  };
}

const pageSize = 50;

async function listEntered({ db }: Context, importId: string, { after = -1 }: PreviewAsk) {
  const found = await db
    .selectFrom("imported_entries as ie")
    .innerJoin("entries as e", "e.id", "ie.entry_id")
    .where("ie.import_id", "=", importId)
    .where("ie.row_number", ">", after)
    .select(["e.id as entryId", "ie.row_number as row", "e.title", "e.unit_name as unitName"])
    .select([
      sql<string[]>`coalesce((select json_agg(a.full_name order by a.position) from entry_authors a where a.entry_id = e.id), '[]')`.as("authors"),
      sql<boolean>`e.file_id is not null`.as("hasFile"),
    ])
    .orderBy("ie.row_number")
    .limit(pageSize + 1)
    .execute();
  const rows: ImportedLine[] = found.slice(0, pageSize);
  return { rows, next: found.length > pageSize ? rows.at(-1)!.row : null };
}

export type ArchiveFile = { name: string; outcome: string; reason: string | null; params: Record<string, string | number> };
export type ArchiveView = {
  id: string; name: string; state: "waiting" | "running" | "done" | "refused"; reason: string | null; sentAt: Date;
  total: number; handled: number; attached: number; files: ArchiveFile[];
};
export type PicturesView = { archives: ArchiveView[]; missing: { entryId: string; row: number; title: string; picture: string }[]; missingCount: number };

const shownFiles = 100;

/**
 * The archives of pictures sent for a list, the latest five, with how far each has been read and what of it was not
 * taken; and the entries that still have no file. At most 100 of each are named.
 */
export async function findPictures(ctx: Context, importId: string): Promise<PicturesView> {
  const { id } = await loadImport(ctx, importId);
  const [archives, missing] = await Promise.all([
    ctx.db
      .selectFrom("import_archives as a")
      .where("a.import_id", "=", id)
      .select(["a.id", "a.name", "a.state", "a.reason", "a.sent_at as sentAt"])
      .select([
        sql<number>`(select count(*) from import_archive_files f where f.archive_id = a.id)`.as("total"),
        sql<number>`(select count(*) from import_archive_files f where f.archive_id = a.id and f.outcome <> 'waiting')`.as("handled"),
        sql<number>`(select count(*) from import_archive_files f where f.archive_id = a.id and f.outcome = 'attached')`.as("attached"),
        sql<ArchiveFile[]>`coalesce((select json_agg(json_build_object('name', f.name, 'outcome', f.outcome, 'reason', f.reason, 'params', f.params) order by f.position)
          from (select * from import_archive_files f where f.archive_id = a.id and f.outcome not in ('waiting', 'attached') order by f.position limit ${shownFiles}) f), '[]')`.as("files"),
      ])
      .orderBy("a.sent_at", "desc")
      .orderBy("a.id")
      .limit(5)
      .execute(),
    ctx.db
      .selectFrom("imported_entries as ie")
      .innerJoin("entries as e", "e.id", "ie.entry_id")
      .where("ie.import_id", "=", id)
      .where("e.file_id", "is", null)
      .select(["e.id as entryId", "ie.row_number as row", "e.title", "ie.picture", sql<number>`count(*) over ()`.as("all")])
      .orderBy("ie.row_number")
      .limit(shownFiles)
      .execute(),
  ]);
  return { archives: archives as unknown as ArchiveView[], missing: missing.map(({ all: _, ...row }) => row), missingCount: missing[0]?.all ?? 0 };
}
