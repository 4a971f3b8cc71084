import { findJudgedRound } from "#app/domain/awards/queries/analysis.server.ts";
import { findOfficeRound } from "#app/domain/entries/load.server.ts";
import { findPaperSheets, type PaperSheets } from "#app/domain/judging/queries/paper-sheets.server.ts";
import { sheetTotal, type SheetPoints } from "#app/domain/judging/points.ts";
import { closedScores } from "#app/domain/judging/scores.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { formatHundredths, formatScore } from "#app/platform/decimal.ts";
import { type PdfPen, writePdf } from "#app/platform/pdf.server.ts";
import { ballotText, voteText } from "./ballot-text.ts";

export type ScoreSheets = { contestName: string; roundName: string; sheets: PaperSheets[]; filled: PointsOf | null; createdAt: Date };
/** The points of a judge on an entry, once judging is closed. */
type PointsOf = (judgeId: string, entryId: string) => SheetPoints | undefined;

const [LEFT, TOP, WIDTH] = [15, 12, 267];
const ROW = 7.5;
const PER_PAGE = 16;
const FIXED = { order: 11, code: 24, title: 72, total: 22 };
const LONGEST_TITLE = 90;

/**
 * Score sheets for paper, one set for each judge and category: blank for judging on paper, or with what was given once
 * judging is closed, for the round's organisers. "no-sheets" while there are none. Votes are given on the screen: blank sheets are
 * drawn for rubrics alone, "no-rubric-sheets" where there is none.
 */
export async function scoreSheetsPdf(ctx: Context, roundId: string, filled: boolean): Promise<{ name: string; body: Buffer }> {
  const round = filled ? await findJudgedRound(ctx, roundId) : await findOfficeRound(ctx, roundId);
  const all = await findPaperSheets(ctx, roundId);
  if (all.length === 0) throw new DomainError("conflict", "no-sheets");
  const sheets = filled ? all : all.filter(({ ballot }) => ballot === null);
  if (sheets.length === 0) throw new DomainError("conflict", "no-rubric-sheets");
  const given = filled ? await pointsOf(ctx, roundId) : null;
  const body = await drawScoreSheets({ contestName: round.contestName, roundName: round.name, sheets, filled: given, createdAt: ctx.now });
  return { name: filled ? "phieu-cham-da-ghi.pdf" : "phieu-cham-trang.pdf", body };
}

async function pointsOf(ctx: Context, roundId: string): Promise<PointsOf> {
  const scores = await closedScores(ctx.db, roundId);
  const known = new Map(
    scores.flatMap(({ sheets }) => sheets.filter(({ submitted }) => submitted).map((sheet) => [`${sheet.judgeId} ${sheet.entryId}`, sheet.points])),
  );
  return (judgeId, entryId) => known.get(`${judgeId} ${entryId}`);
}

/** Draws the sheets, sixteen entries a page; the same sheets give the same bytes. */
export function drawScoreSheets(all: ScoreSheets): Promise<Buffer> {
  return writePdf({ title: "Phiếu chấm điểm", createdAt: all.createdAt, size: [297, 210] }, (pen) => {
    let first = true;
    for (const sheets of all.sheets) {
      const pages = Math.ceil(sheets.rows.length / PER_PAGE);
      for (let page = 0; page < pages; page++) {
        if (!first) pen.nextPage();
        first = false;
        const top = drawHead(pen, all, sheets, `Trang ${page + 1}/${pages}`);
        drawTable(pen, all, { ...sheets, rows: sheets.rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE) }, { top, from: page * PER_PAGE });
        drawSigning(pen, sheets);
      }
    }
  });
}

function headOf(version: number, votes: boolean): string {
  if (votes) return "PHIẾU CHẤM";
  return version > 1 ? `PHIẾU CHẤM ĐIỂM (tiêu chí bản ${version})` : "PHIẾU CHẤM ĐIỂM";
}

function drawHead(pen: PdfPen, { contestName, roundName }: ScoreSheets, { judgeName, categoryName, version, criteria, ballot }: PaperSheets, page: string): number {
  pen.text(page, { x: LEFT, y: TOP, width: WIDTH, size: 10, align: "right" });
  let y = pen.text(headOf(version, ballot !== null), { x: LEFT, y: TOP, width: WIDTH, size: 14, font: "bold", align: "center" });
  y = pen.text(`Cuộc thi “${contestName}”, ${roundName}. Hạng mục: ${categoryName}. Giám khảo: ${judgeName}`, {
    x: LEFT, y, width: WIDTH, height: 10, size: 11, minSize: 7, align: "center",
  });
  const legend = ballot ? `Cách chấm: ${ballotText(ballot)}` : criteria.map(({ name, maxPoints, step }, index) =>
    `TC${index + 1}: ${name} (tối đa ${formatHundredths(maxPoints)}, bước ${formatHundredths(step)})`).join("; ");
  return pen.text(legend, { x: LEFT, y: y + 1, width: WIDTH, height: 16, size: 10, minSize: 5 }) + 1;
}

type Cell = { words: string; width: number; align: "left" | "center" | "right" };

function drawRow(pen: PdfPen, cells: readonly Cell[], y: number, bold: boolean): void {
  let x = LEFT;
  for (const { words, width, align } of cells) {
    pen.rect({ x, y, width, height: ROW });
    const place = { x: x + 1, width: width - 2, size: 10, minSize: 5, align, font: bold ? "bold" : "regular" } as const;
    if (words) pen.text(words, { ...place, y: y + 0.6, height: ROW - 1 });
    x += width;
  }
}

function drawTable(pen: PdfPen, { filled }: ScoreSheets, { judgeId, criteria, rows, ballot }: PaperSheets, { top, from }: { top: number; from: number }): void {
  const each = (WIDTH - FIXED.order - FIXED.code - FIXED.title - (ballot ? 0 : FIXED.total)) / criteria.length;
  const row = (order: string, code: string, title: string, points: string[], total: string): Cell[] => [
    { words: order, width: FIXED.order, align: "center" },
    { words: code, width: FIXED.code, align: "center" },
    { words: title, width: FIXED.title, align: "left" },
    ...points.map((words): Cell => ({ words, width: each, align: "center" })),
    ...(ballot ? [] : [{ words: total, width: FIXED.total, align: "center" } as const]),
  ];
  drawRow(pen, row("STT", "Mã chấm", "Tên tác phẩm", ballot ? ["Phiếu"] : criteria.map((_, index) => `TC${index + 1}`), "Tổng"), top, true);
  for (const [index, { entryId, blindCode, title }] of rows.entries()) {
    const points = filled?.(judgeId, entryId);
    const shown = criteria.map(({ id }) =>
      points?.[id] === undefined ? "" : ballot ? voteText(ballot, points[id]) : formatHundredths(points[id]));
    const total = points ? formatScore(sheetTotal(criteria, points).total) : "";
    drawRow(pen, row(String(from + index + 1), blindCode, shortened(title), shown, total), top + ROW * (index + 1), false);
  }
}

const shortened = (title: string) => (title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title);

function drawSigning(pen: PdfPen, { judgeName }: PaperSheets): void {
  const place = { x: LEFT + WIDTH - 80, width: 80, align: "center" } as const;
  const y = pen.text("Ngày ...... tháng ...... năm ............", { ...place, y: pen.height - 33, size: 11, font: "italic" });
  pen.text("Giám khảo (ký tên)", { ...place, y, size: 11, font: "bold" });
  pen.text(judgeName, { ...place, y: pen.height - 11, height: 6, size: 11, minSize: 6 });
}
