import { type FileReading, readListFile } from "#app/domain/entries/import/read-file.server.ts";
import type { ImportPlaces, ImportRow } from "#app/domain/entries/import/model.ts";
import { readImport } from "#app/domain/entries/import/read.ts";
import * as messages from "#app/paraglide/messages/_index.js";
import { problemWords, refusalWords } from "./words.server.ts";

/** The two categories every contest of drawings and clips has; without a database there is no other to ask. */
const places = (): ImportPlaces => ({
  categories: [
    { id: "TV", code: "TV", name: messages.import_check_drawings(), medium: "image", maxAuthors: 10, divisions: [] },
    { id: "VC", code: "VC", name: messages.import_check_clips(), medium: "video", maxAuthors: 10, divisions: [] },
  ],
  units: null,
});

export type CheckAnswer = { ok: true; preview: object } | { ok: false; sentence: string };

/** The preview of a list without a database: columns as guessed, rows as they would be stored, and what is doubtful. */
export async function checkList(bytes: Buffer): Promise<CheckAnswer> {
  const file: FileReading = await readListFile(bytes);
  if (!file.ok) return { ok: false, sentence: refusalWords(file.reason, file.params) };
  const reading = readImport(file.sheets, places());
  if (!reading) return { ok: false, sentence: refusalWords("no-headings") };
  const columns = reading.columns.map(({ heading, field, confidence }) => ({ heading, field, confidence: confidence / 100 }));
  return { ok: true, preview: { columns, rows: reading.rows.map(rowOf), summary: reading.summary } };
}

function rowOf({ row, entry, authors, problems }: ImportRow) {
  const { unitId: _unit, categoryId, guardianName: _guardian, ...said } = entry;
  return {
    row,
    entry: { ...said, category: categoryId ?? said.category },
    authors,
    problems: problems.map((problem) => ({ field: problem.field, code: problem.code, message: problemWords(problem) })),
  };
}
