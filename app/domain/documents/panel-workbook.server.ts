import { panelFile } from "#app/domain/awards/panel-file.server.ts";
import { findJudgedRound } from "#app/domain/awards/queries/analysis.server.ts";
import { recompute } from "#app/domain/awards/recompute.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { writeWorkbook } from "#app/platform/workbook.server.ts";
import { panelSheets } from "./panel-sheets.server.ts";
import type { Download } from "./report-workbook.server.ts";

/**
 * Everything of a closed round, for its organisers: the file that recomputes the result, or a workbook of every
 * number computed from that file. By code and judge's number, nobody by name. "nothing-judged" of an empty round.
 */
export async function panelDownload(ctx: Context, roundId: string, kind: "json" | "xlsx"): Promise<Download> {
  const round = await findJudgedRound(ctx, roundId);
  const file = await panelFile(ctx.db, round);
  if (file.categories.length === 0) throw new DomainError("conflict", "nothing-judged");
  const name = `ket-qua-cham-${fold(`${round.contestName} ${round.name}`).replace(/[^a-z0-9]+/g, "-")}.${kind}`;
  if (kind === "json") return { name, body: Buffer.from(JSON.stringify(file, null, 1)) };
  return { name, body: await writeWorkbook(panelSheets(file, recompute(file)), ctx.now) };
}
