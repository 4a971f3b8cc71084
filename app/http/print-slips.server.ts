import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { maxOffsetMm, slipLayouts, slipsPdf } from "#app/domain/documents/slips-pdf.server.ts";
import { issueBlankSlips, issueSlips, maxSlips } from "#app/domain/entries/commands/slips.server.ts";
import { tickedIds } from "#app/domain/entries/paper-forms.ts";
import { listWithoutSlip } from "#app/domain/entries/queries/slips.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { load } from "./page.server.ts";

const offset = z.string().default("0").transform((raw) => Number(raw.trim().replace(",", ".") || "0"))
  .refine((mm) => Number.isFinite(mm) && Math.abs(mm) <= maxOffsetMm, "offset-not-valid");

/** What a form for printing asks. */
export const printSchema = z.object({
  /** The ticked entries, all of them without a slip, or new slips for no entry yet. */
  which: z.enum(["chosen", "new", "blank"]).default("chosen"),
  entry: tickedIds,
  contestId: z.string().default(""),
  unitId: z.string().default(""),
  participantId: z.string().optional(),
  count: z.coerce.number("not-a-whole-number").int("not-a-whole-number").min(0).default(0),
  layout: z.enum(slipLayouts).default("slips"),
  right: offset,
  down: offset,
});
type Print = z.output<typeof printSchema>;

/** Issues the slips a form asks for; gives the address of their PDF, which prints the same again. */
export async function printSlips(ctx: Context, pdf: string, print: Print): Promise<Response> {
  const { layout, right, down } = print;
  const codes = await codesFor(ctx, print);
  return redirect(`${pdf}?${new URLSearchParams({ layout, right: String(right), down: String(down), codes: codes.join(".") })}`);
}

async function codesFor(ctx: Context, { which, entry, contestId, unitId, participantId, count }: Print): Promise<string[]> {
  if (which === "blank") return issueBlankSlips(ctx, { contestId, unitId, count });
  const ids = which === "chosen" ? entry : await listWithoutSlip(ctx, { contestId, ...(participantId ? { participantId } : {}) });
  return (await issueSlips(ctx, ids)).map(({ code }) => code);
}

const askSchema = z.object({
  layout: z.enum(slipLayouts).catch("slips"),
  right: offset.catch(0),
  down: offset.catch(0),
  codes: z.string().default("").transform((text) => text.split(".").slice(0, maxSlips)),
});

/** The PDF of the slips in the address, for whoever may see them. */
export const sendSlips = (args: LoaderFunctionArgs): Promise<Response> =>
  load(args, async (ctx) => {
    const { layout, right, down, codes } = askSchema.parse(Object.fromEntries(new URL(args.request.url).searchParams));
    return pdfResponse(await slipsPdf(ctx, { codes, layout, offset: { right, down } }), layout === "slips" ? "phieu-ma.pdf" : "nhan-mat-sau.pdf");
  });

/** A PDF for looking at and printing; never kept by anybody between. */
export const pdfResponse = (body: Buffer, name: string): Response =>
  new Response(new Uint8Array(body), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name}"`,
      "Content-Length": String(body.length),
      "Cache-Control": "private, no-store",
    },
  });
