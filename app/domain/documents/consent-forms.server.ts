import { needsAssent } from "#app/domain/entries/consent.ts";
import { type ConsentText, findConsentText } from "#app/domain/entries/consent-texts.server.ts";
import { formPayload } from "#app/domain/entries/form-code.server.ts";
import { type ContestChild, listChildrenToPrint } from "#app/domain/entries/queries/contest-children.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import { purposes } from "#app/domain/entries/states.ts";
import type { UnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { formatVnDate, vnDayOf } from "#app/platform/dates.ts";
import { type PdfPen, writePdf } from "#app/platform/pdf.server.ts";

/** One form: of a child, or with lines to fill in. */
type Form = { contest: Pick<UnitContest, "name" | "year" | "organiser" | "organiserPhone">; text: ConsentText; child: ContestChild | null; today: string };

const half = 148.5;
const left = 15;
const right = 195;
/** What two signatures need, in mm. */
const signatures = 20;
const dots = ".".repeat(60);

/**
 * The consent forms of a contest, two to a sheet of A4 with a line to cut along: one for each child of the actor's
 * units, or only those who cannot take part yet; `blank` gives one sheet of two forms to fill in by hand.
 */
export async function consentForms(
  ctx: Context,
  contest: UnitContest,
  { blank, lacking }: { blank: boolean; lacking: boolean },
): Promise<Buffer> {
  const text = await findConsentText(ctx.db, contest.id);
  const children = blank ? [null, null] : await listChildrenToPrint(ctx, contest.id, lacking);
  const forms = children.map((child): Form => ({ contest, text, child, today: vnDayOf(ctx.now) }));
  const paper = { title: `Phiếu đồng ý: ${contest.name}`, createdAt: ctx.now };
  return writePdf(paper, (pen) => drawForms(pen, forms));
}

/** Draws forms two to a page. Texts at their limits are set smaller, so that every form keeps its half of the sheet. */
export function drawForms(pen: PdfPen, forms: readonly Form[]): void {
  for (const [at, form] of forms.entries()) {
    if (at > 0 && at % 2 === 0) pen.nextPage();
    const top = at % 2 === 0 ? 0 : half;
    if (top === 0) pen.line([0, half], [pen.width, half], { dashed: true, weight: 0.15 });
    drawForm(pen, top + 7, form);
  }
}

function drawForm(pen: PdfPen, top: number, form: Form): void {
  const { contest, child, text } = form;
  const qr = child ? 25 : 0;
  pen.text("PHIẾU ĐỒNG Ý THAM GIA CUỘC THI", { x: left, y: top, size: 12.5, font: "bold" });
  pen.text(`${contest.name} · ${contest.year}`, { x: left, y: top + 5.6, width: 180 - qr - 4, height: 5, size: 11, minSize: 3, font: "bold" });
  if (child) {
    pen.qr(formPayload(child.code), { x: right - qr, y: top, size: qr });
    pen.text(formatSlip(child.code), { x: right - qr - 4, y: top + qr + 0.6, width: qr + 8, size: 8.5, align: "center" });
  }
  const named = drawChild(pen, top + 11.5, 180 - qr - 6, child);
  const opened = pen.text(text.wording.opening, { x: left, y: Math.max(named + 1, top + (child ? 29.5 : 24)), width: 180, height: 13.5, size: 9, minSize: 4 });
  const answered = drawPurposes(pen, opened + 1.2, form);
  const told = pen.text(text.wording.rights, { x: left, y: answered + 1.2, width: 180, height: 17, size: 8.5, minSize: 4 });
  drawSignatures(pen, told + 1.5, form);
  if (told + 1.5 + signatures > top - 7 + half) throw new RangeError("no room to sign");
  const host = [contest.organiser, contest.organiserPhone].filter(Boolean).join(" · ");
  const foot = `${host} · Lời văn số ${text.version}`;
  pen.text(foot, { x: left, y: top + half - 12, width: 180, height: 4, size: 7.5, minSize: 3, align: "right", font: "italic" });
}

function drawChild(pen: PdfPen, y: number, width: number, child: ContestChild | null): number {
  const line = (words: string, at: number) => pen.text(words, { x: left, y: at, width, height: 5, size: 10.5, minSize: 3 });
  if (!child) {
    line(`Họ và tên em: ${dots}${dots}`.slice(0, 110), y);
    return line(`Ngày sinh: ${dots.slice(0, 24)}  Lớp: ${dots.slice(0, 16)}  Trường: ${dots}`.slice(0, 130), y + 5.2);
  }
  const birth = formatVnDate(child.birthDate, child.birthPrecision);
  line(`Họ và tên em: ${child.fullName}`, y);
  return line([`Ngày sinh: ${birth}`, child.className && `Lớp: ${child.className}`, child.unitName].filter(Boolean).join("   "), y + 5.2);
}

const columns = { family: 161, child: 179 };

/** The purposes with a box for the family and one for the child; below seven the child's column is struck out. */
function drawPurposes(pen: PdfPen, y: number, { text, child, today }: Form): number {
  const asked = !child || needsAssent(child, today);
  const heading = { y, size: 8, font: "bold", align: "center", leading: 1.05 } as const;
  pen.text("Đánh dấu X vào mục đồng ý", { x: left, y: y + 1.4, size: 8.5, font: "bold" });
  pen.text("Cha, mẹ,\ngiám hộ", { ...heading, x: columns.family - 7, width: 14 });
  pen.text(asked ? "Em (từ\n7 tuổi)" : "Em dưới\n7 tuổi", { ...heading, x: columns.child - 7, width: 14 });
  let at = y + 7;
  for (const [index, purpose] of purposes.entries()) {
    pen.line([left, at - 0.4], [right, at - 0.4], { weight: 0.1 });
    const sentence = `${index + 1}. ${text.wording.purposes[purpose]}`;
    const bottom = pen.text(sentence, { x: left, y: at, width: 136, height: 5.4, size: 9, minSize: 4, leading: 1.1 });
    pen.rect({ x: columns.family - 2, y: at + 0.3, width: 4, height: 4 });
    if (asked) pen.rect({ x: columns.child - 2, y: at + 0.3, width: 4, height: 4 });
    else pen.line([columns.child - 2, at + 2.3], [columns.child + 2, at + 2.3]);
    at = Math.max(bottom, at + 4.6) + 0.7;
  }
  pen.line([left, at - 0.4], [right, at - 0.4], { weight: 0.1 });
  return at;
}

function drawSignatures(pen: PdfPen, y: number, { child, today }: Form): void {
  const asked = !child || needsAssent(child, today);
  const label = { y, width: 86, size: 9.5, font: "bold", align: "center" } as const;
  const small = { width: 86, size: 8, align: "center", font: "italic" } as const;
  pen.text("Cha, mẹ hoặc người giám hộ", { ...label, x: left });
  pen.text("(ký, ghi rõ họ tên, quan hệ với em, ngày ký)", { ...small, x: left, y: y + 4.2 });
  if (!asked) return;
  pen.text("Em (từ 7 tuổi)", { ...label, x: right - 86 });
  pen.text("(ký, ghi rõ họ tên)", { ...small, x: right - 86, y: y + 4.2 });
}
