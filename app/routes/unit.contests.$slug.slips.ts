import type { ActionFunctionArgs } from "@remix-run/node";
import { act } from "#app/http/form.server.ts";
import { printSchema, printSlips } from "#app/http/print-slips.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

/** Issues slips for a unit's entries or for none yet, and goes on to their PDF. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args, printSchema, (ctx, print) => printSlips(ctx, "/unit/slips.pdf", print));
  return refusalAsToast(outcome, `/unit/contests/${args.params.slug}/paper`);
}
