import type { ActionFunctionArgs } from "@remix-run/node";
import { checkIn } from "#app/domain/entries/commands/check-in.server.ts";
import { scanSchema } from "#app/domain/entries/paper-forms.ts";
import { act } from "#app/http/form.server.ts";

/** One scan of the check-in desk while it goes on; answers in JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, scanSchema, async (ctx, scan) => Response.json(await checkIn(ctx, args.params.roundId ?? "", scan)));
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
