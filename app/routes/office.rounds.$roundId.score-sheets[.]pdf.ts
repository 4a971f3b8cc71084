import type { LoaderFunctionArgs } from "@remix-run/node";
import { scoreSheetsPdf } from "#app/domain/documents/score-sheets-pdf.server.ts";
import { load } from "#app/http/page.server.ts";
import { pdfResponse } from "#app/http/print-slips.server.ts";

/** Score sheets for printing: blank, or with ?filled what was given once judging is closed. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const filled = new URL(args.request.url).searchParams.has("filled");
    const { name, body } = await scoreSheetsPdf(ctx, args.params.roundId ?? "", filled);
    return pdfResponse(body, name);
  });
