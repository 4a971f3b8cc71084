import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { sql } from "kysely";
import type { Database, Transaction } from "#db/client.ts";
import { type Column, type ImportAuthor, type ImportEntry, type ImportRow, isBlocked, type Problem, type Sheet } from "./model.ts";
import { identityOf } from "./placing.ts";

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** The sheets of a file as they wait for the yes, small enough for a row. */
export const packSheets = (sheets: readonly Sheet[]): Promise<Buffer> => pack(JSON.stringify(sheets), { level: 3 });
export const unpackSheets = async (packed: Buffer): Promise<Sheet[]> => JSON.parse((await unpack(packed)).toString("utf8")) as Sheet[];

/** Where the table of a file was found and what its columns were taken for. */
export type TableFound = { sheet: string; sheetNames: string[]; headingRow: number; columns: Column[] };

export type PreviewRow = { position: number; row: number; entry: ImportEntry; authors: ImportAuthor[]; problems: Problem[]; blocked: boolean };

const batch = 1_000;

/** Replaces the preview of an import. */
export async function savePreview(trx: Transaction, importId: string, rows: readonly ImportRow[]): Promise<void> {
  await trx.deleteFrom("import_rows").where("import_id", "=", importId).execute();
  for (let from = 0; from < rows.length; from += batch) {
    const values = rows.slice(from, from + batch).map((row, at) => ({
      position: from + at, row_number: row.row, entry: row.entry, authors: row.authors, problems: row.problems,
      blocked: isBlocked(row), identity: identityOf(row),
    }));
    await sql`
      insert into import_rows (import_id, position, row_number, entry, authors, problems, blocked, identity)
      select ${importId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
        as r(position int, row_number int, entry jsonb, authors jsonb, problems jsonb, blocked boolean, identity text)`.execute(trx);
  }
}

export type PreviewAsk = { after?: number; onlyProblems?: boolean };
const pageSize = 50;

/** A page of a preview in the order of the file: 50 rows behind position `after`; `next` continues. */
export async function listPreview(db: Database, importId: string, { after = -1, onlyProblems = false }: PreviewAsk) {
  const found = await db
    .selectFrom("import_rows")
    .select(["position", "row_number as row", "entry", "authors", "problems", "blocked"])
    .where("import_id", "=", importId)
    .where("position", ">", after)
    .$if(onlyProblems, (query) => query.where(sql<boolean>`problems <> '[]'`))
    .orderBy("position")
    .limit(pageSize + 1)
    .execute();
  const rows = found.slice(0, pageSize) as unknown as PreviewRow[];
  return { rows, next: found.length > pageSize ? rows.at(-1)!.position : null };
}

/** The rows that will be taken, a batch at a time. */
export async function* readyRows(trx: Transaction, importId: string): AsyncGenerator<(PreviewRow & { identity: string })[]> {
  for (let after = -1; ; ) {
    const rows = await trx
      .selectFrom("import_rows")
      .select(["position", "row_number as row", "entry", "authors", "problems", "blocked", "identity"])
      .where("import_id", "=", importId)
      .where("blocked", "=", false)
      .where("position", ">", after)
      .orderBy("position")
      .limit(500)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)!.position;
    yield rows as unknown as (PreviewRow & { identity: string })[];
  }
}
