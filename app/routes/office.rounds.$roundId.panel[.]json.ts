import type { LoaderFunctionArgs } from "@remix-run/node";
import { panelDownload } from "#app/domain/documents/panel-workbook.server.ts";
import { load } from "#app/http/page.server.ts";

/** The closed round as the file of docs/recompute-format.md. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { name, body } = await panelDownload(ctx, args.params.roundId ?? "", "json");
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Content-Length": String(body.length),
        "Cache-Control": "private, no-store",
      },
    });
  });
