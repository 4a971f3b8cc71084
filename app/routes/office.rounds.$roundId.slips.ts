import type { ActionFunctionArgs } from "@remix-run/node";
import { act } from "#app/http/form.server.ts";
import { printSchema, printSlips } from "#app/http/print-slips.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

/** Issues slips on a unit's behalf and goes on to their PDF. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args, printSchema, (ctx, print) => printSlips(ctx, "/office/slips.pdf", print));
  return refusalAsToast(outcome, `/office/rounds/${args.params.roundId}/paper`);
}
