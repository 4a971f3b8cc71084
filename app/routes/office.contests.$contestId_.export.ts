import type { LoaderFunctionArgs } from "@remix-run/node";
import { findSetup } from "#app/domain/contests/queries/for-office.server.ts";
import { load } from "#app/http/page.server.ts";

/** The whole set-up as a JSON file; importing it elsewhere gives the same contest. */
export async function loader(args: LoaderFunctionArgs) {
  const { setup } = await load(args, (ctx) => findSetup(ctx, args.params.contestId ?? ""));
  return new Response(`${JSON.stringify(setup, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${setup.contest.slug}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
