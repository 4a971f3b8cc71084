import type { LoaderFunctionArgs } from "@remix-run/node";
import { reportWorkbook } from "#app/domain/documents/report-workbook.server.ts";
import { load } from "#app/http/page.server.ts";

/** The report as a file: the same rights as its page. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { name, body } = await reportWorkbook(ctx, args.params.roundId ?? "");
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Content-Length": String(body.length),
        "Cache-Control": "private, no-store",
      },
    });
  });
