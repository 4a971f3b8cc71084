import { readFileSync } from "node:fs";
import { saveSheet } from "#app/domain/judging/commands/save-points.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { parseCsv } from "#app/platform/csv.ts";
import { parseHundredths } from "#app/platform/decimal.ts";
import type { Database } from "#db/client.ts";
import { knownSheets } from "#tests/support/langnghe.ts";
import { makeContest, putInPhase, type TestContest } from "./contest.ts";
import { addEntry, type EntrySeed, type MadeEntry } from "./entries.ts";

const rows = (name: string) =>
  parseCsv(readFileSync(new URL(`../../../db/seeds/langnghe/${name}.csv`, import.meta.url), "utf8"));

export type ReferenceContest = TestContest & { entries: Map<string, MadeEntry>; seeds: EntrySeed[] };

/** The 97 entries of "Lắng nghe con nói" as sent by 14 communes, with their authors and verdicts. */
export function referenceSeeds(): EntrySeed[] {
  const authors = rows("authors");
  return rows("entries").map((row) => ({
    code: row.ma_bai!,
    category: row.hang_muc === "Tranh vẽ" ? "TV" : "VC",
    title: row.ten_tac_pham!,
    commune: row.don_vi_xa!,
    school: row.truong!,
    division: row.nhom_tuoi!,
    accepted: row.trang_thai_so_loai === "Hợp lệ",
    authors: authors
      .filter((author) => author.ma_bai === row.ma_bai)
      .map((author) => ({ name: author.ho_ten!, birthYear: Number(author.ngay_sinh!.slice(-4)), className: author.lop! })),
  }));
}

/** The reference contest in the district's screening, everything decided there. */
export async function referenceContest(db: Database, now: Date): Promise<ReferenceContest> {
  const seeds = referenceSeeds();
  const contest = await makeContest(db, now, [...new Set(seeds.map(({ commune }) => commune))]);
  const entries = new Map<string, MadeEntry>();
  for (const seed of seeds) entries.set(seed.code, await addEntry(contest, seed, now));
  await putInPhase(db, contest.district.roundId, "screening", now);
  return { ...contest, entries, seeds };
}

function hundredths(text: string): number {
  const reading = parseHundredths(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
}

/** Fills and hands in one judge's sheet of an entry through the commands that pages call. */
export async function scoreEntry(judge: Context, roundEntryId: string, points: Record<string, number>): Promise<string> {
  const { id } = await judge.db
    .selectFrom("sheets").select("id").where("round_entry_id", "=", roundEntryId)
    .where("judge_id", "=", judge.actor.personId)
    .executeTakeFirstOrThrow();
  await saveSheet(judge, id, points);
  await submitSheet(judge, id);
  return id;
}

/** Starts judging and hands in the 282 known sheets, except those `skip` names ("BY-TV-001 GK2"). */
export async function judgeReference(contest: ReferenceContest, skip: readonly string[] = []): Promise<void> {
  await startJudging(contest.district.organiser, contest.district.roundId);
  for (const { code, judge, points } of knownSheets()) {
    if (skip.includes(`${code} ${judge}`)) continue;
    const criteria = contest.categories[code.includes("-TV-") ? "TV" : "VC"].criteria;
    const given = Object.fromEntries(criteria.map((id, index) => [id, hundredths(points[index]!)]));
    await scoreEntry(contest.district.judges[Number(judge.slice(2)) - 1]!, contest.entries.get(code)!.roundEntryId, given);
  }
}
