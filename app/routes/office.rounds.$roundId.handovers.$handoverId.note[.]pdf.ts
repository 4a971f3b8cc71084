import type { LoaderFunctionArgs } from "@remix-run/node";
import { handoverPdf } from "#app/domain/documents/handover-pdf.server.ts";
import { load } from "#app/http/page.server.ts";
import { pdfResponse } from "#app/http/print-slips.server.ts";

/** A hand-over note for printing and signing. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { name, body } = await handoverPdf(ctx, args.params.handoverId ?? "");
    return pdfResponse(body, name);
  });
