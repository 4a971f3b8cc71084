import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { listUnitContests } from "#app/domain/entries/queries/for-unit.server.ts";
import { load } from "#app/http/page.server.ts";

/** The list stands under its contest; this address leads to the one at hand, or home where there is none. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const [contest] = await listUnitContests(ctx);
    return redirect(contest ? `/unit/contests/${contest.slug}/entries` : "/unit");
  });
