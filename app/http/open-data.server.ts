import type { LoaderFunctionArgs } from "@remix-run/node";
import { findResults } from "#app/domain/gallery/results.server.ts";
import { loadPublic } from "#app/http/page.server.ts";

/** The frozen figures of one round as JSON that any site may read; not there before publication. */
export const openResults = (args: LoaderFunctionArgs, ordinal: number): Promise<Response> =>
  loadPublic(args, async ({ db }) => {
    const results = await findResults(db, args.params.slug ?? "", ordinal);
    if (!results) throw new Response(null, { status: 404 });
    return Response.json(results, {
      headers: { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60" },
    });
  });
