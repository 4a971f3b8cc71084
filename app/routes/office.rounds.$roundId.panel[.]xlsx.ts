import type { LoaderFunctionArgs } from "@remix-run/node";
import { panelDownload } from "#app/domain/documents/panel-workbook.server.ts";
import { load } from "#app/http/page.server.ts";

/** Every number of the closed round as a workbook. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { name, body } = await panelDownload(ctx, args.params.roundId ?? "", "xlsx");
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": `attachment; filename="${name}"`,
        "Content-Length": String(body.length),
        "Cache-Control": "private, no-store",
      },
    });
  });
