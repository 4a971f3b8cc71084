import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { undoPairDecision } from "#app/domain/entries/commands/decide-pair.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Takes back what was said of a pair. */
export async function action(args: ActionFunctionArgs) {
  const { roundId = "", pairId = "" } = args.params;
  const list = `/office/rounds/${roundId}/duplicates`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await undoPairDecision(ctx, roundId, pairId);
    return redirectWithToast(`${list}?view=open`, m.duplicates_undone());
  });
  return refusalAsToast(outcome, `${list}?view=settled`);
}
